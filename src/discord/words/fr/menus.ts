import type { Words } from '../words.ts';

/** The commands in the menu of a message: names at most 32 characters. */
export const menus: Words['menus'] = {
  muteKind: {
    name: 'Masquer ce type',
    description: 'Sur une alerte : met son type en sourdine un moment',
  },
  explain: {
    name: 'Expliquer',
    description: 'Sur une alerte : montre ce qu’elle signifie et que faire',
  },
  heading: 'Dans le menu d’un message, sous Applications',
  notOurs: 'Ce message n’est pas une de mes alertes. Utilisez ceci sur une alerte.',
  noAlert: 'Ce message ne parle d’aucune alerte : il n’y a rien à mettre en sourdine ni à expliquer.',
  howLong: (kinds) => `Combien de temps mettre en sourdine ${kinds} ?`,
  pick: 'Choisissez la durée',
};
