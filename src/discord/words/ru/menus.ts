import type { Words } from '../words.ts';

/** The commands in the menu of a message: names at most 32 characters. */
export const menus: Words['menus'] = {
  muteKind: {
    name: 'Заглушить этот вид',
    description: 'На оповещении: заглушить его вид на время',
  },
  explain: {
    name: 'Объяснить',
    description: 'На оповещении: показать, что оно значит и что делать',
  },
  heading: 'В меню сообщения, раздел «Приложения»',
  notOurs: 'Это сообщение — не моё оповещение. Используйте это на оповещении.',
  noAlert: 'В этом сообщении нет оповещения: нечего глушить или объяснять.',
  howLong: (kinds) => `На сколько заглушить ${kinds}?`,
  pick: 'Выберите, на сколько',
};
