import type { Words } from '../words.ts';

export const quiet: Words['quiet'] = {
  title: '🌙 Тихие часы',
  field: 'Тихие часы',
  none: 'Тихих часов нет: сообщения отправляются в любое время.',
  howToAdd: '`/quiet from:22:00 to:07:00` добавляет их, `/quiet remove:` удаляет.',
  line: ({ id, days, from, to, scope, passes }) => `${id} ${days} ${from}–${to}: **${scope}**, ${passes}`,
  everyDay: 'каждый день',
  passes: { critical: 'критические оповещения всё равно отправляются', nothing: 'критические оповещения тоже ждут' },
  added: (hours) => `🌙 Тихие часы добавлены: ${hours}.`,
  removed: (hours) => `🔔 Тихие часы удалены: ${hours}.`,
  restored: '🌙 Снова действуют тихие часы из настроек.',
  until: ({ until, relative }) => `Тихо до ${until} (${relative}).`,
  next: ({ from, to, relative }) => `Следующие: ${from} – ${to} (${relative}).`,
  zone: (zone) => `Время: ${zone}.`,
  ofSettings: 'Они взяты из настроек. Первое изменение сделает их собственными для этого сервера.',
  restore: 'тихие часы из настроек',
};

export const catchUp: Words['catchUp'] = {
  title: '🌙 Пока было тихо',
  intro: ({ since, incidents, open }) =>
    `Тихие часы задержали оповещения с ${since}. Инциденты: **${incidents}**, ещё открыты: **${open}**.`,
  unknown: 'Оценить его больше нельзя.',
};
