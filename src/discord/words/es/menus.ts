import type { Words } from '../words.ts';

/** The commands in the menu of a message: names at most 32 characters. */
export const menus: Words['menus'] = {
  muteKind: {
    name: 'Silenciar este tipo',
    description: 'En una alerta: silencia su tipo por un tiempo',
  },
  explain: {
    name: 'Explicar',
    description: 'En una alerta: muestra qué significa y qué hacer',
  },
  heading: 'En el menú de un mensaje, en Aplicaciones',
  notOurs: 'Este mensaje no es una de mis alertas. Úsalo en una alerta.',
  noAlert: 'Este mensaje no informa de ninguna alerta: no hay nada que silenciar ni explicar.',
  howLong: (kinds) => `¿Cuánto tiempo se silencia ${kinds}?`,
  pick: 'Elige cuánto tiempo',
};
