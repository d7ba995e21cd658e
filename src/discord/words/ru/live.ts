import type { Words } from '../words.ts';

/** The one message that shows how everything stands, and what `/setup` and `/status` say of it. */
export const live: Words['live'] = {
  title: 'Текущее состояние',
  kept: 'Это сообщение правится, когда что-то меняется. Подробнее: `/status`.',
  heading: '**Текущее состояние**',
  hint: 'Выберите канал или ничего, чтобы выключить',
  here: 'Состояние в канале оповещений',
  off: 'Выключить состояние',
  isOff: 'Одно сообщение, которое всегда показывает, как обстоят дела. Сейчас выключено.',
  isIn: (channel) => `✅ Одно сообщение в ${channel} всегда актуально.`,
  cannotPin: (channel) =>
    `⚠️ Оно не закреплено: дайте моей роли право **Закреплять сообщения** в ${channel}. Бот пробует снова каждые десять минут.`,
  trouble: (why) => `⚠️ Не обновляется: ${why}`,
  notSaved: 'Текущее состояние не изменено.',
  alertChannel: 'канал оповещений',
};
