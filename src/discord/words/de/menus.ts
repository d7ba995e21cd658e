import type { Words } from '../words.ts';

/** The commands in the menu of a message: names at most 32 characters. */
export const menus: Words['menus'] = {
  muteKind: {
    name: 'Diese Art stummschalten',
    description: 'Auf einem Alarm: seine Art für eine Weile stummschalten',
  },
  explain: {
    name: 'Erklären',
    description: 'Auf einem Alarm: zeigt, was er bedeutet und was zu tun ist',
  },
  heading: 'Im Menü einer Nachricht, unter Apps',
  notOurs: 'Diese Nachricht ist keiner meiner Alarme. Benutze das auf einem Alarm.',
  noAlert: 'Diese Nachricht meldet keinen Alarm: es gibt nichts stummzuschalten oder zu erklären.',
  howLong: (kinds) => `Wie lange soll ${kinds} stumm sein?`,
  pick: 'Wähle, wie lange',
};
