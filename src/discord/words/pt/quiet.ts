import type { Words } from '../words.ts';

export const quiet: Words['quiet'] = {
  title: '🌙 Horas de silêncio',
  field: 'Horas de silêncio',
  none: 'Não há horas de silêncio: as mensagens são enviadas a qualquer hora.',
  howToAdd: '`/quiet from:22:00 to:07:00` adiciona, `/quiet remove:` remove.',
  line: ({ id, days, from, to, scope, passes }) => `${id} ${days} ${from}–${to}: **${scope}**, ${passes}`,
  everyDay: 'todos os dias',
  passes: { critical: 'alertas críticos são enviados mesmo assim', nothing: 'alertas críticos também esperam' },
  added: (hours) => `🌙 Horas de silêncio adicionadas: ${hours}.`,
  removed: (hours) => `🔔 Horas de silêncio removidas: ${hours}.`,
  restored: '🌙 Voltam a valer as horas de silêncio das configurações.',
  until: ({ until, relative }) => `Silêncio até ${until} (${relative}).`,
  next: ({ from, to, relative }) => `Próximas: ${from} – ${to} (${relative}).`,
  zone: (zone) => `Horários de ${zone}.`,
  ofSettings: 'Elas vêm das configurações. A primeira mudança as torna próprias deste servidor.',
  restore: 'as horas de silêncio das configurações',
};

export const catchUp: Words['catchUp'] = {
  title: '🌙 Durante as horas de silêncio',
  intro: ({ since, incidents, open }) =>
    `As horas de silêncio seguraram alertas desde ${since}. Incidentes: **${incidents}**, ainda abertos: **${open}**.`,
  unknown: 'Não pode mais ser avaliado.',
};
