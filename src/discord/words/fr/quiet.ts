import type { Words } from '../words.ts';

export const quiet: Words['quiet'] = {
  title: '🌙 Heures calmes',
  field: 'Heures calmes',
  none: 'Il n’y a pas d’heures calmes : les messages sont envoyés à toute heure.',
  howToAdd: '`/quiet from:22:00 to:07:00` en ajoute, `/quiet remove:` les supprime.',
  line: ({ id, days, from, to, scope, passes }) => `${id} ${days} ${from}–${to} : **${scope}**, ${passes}`,
  everyDay: 'tous les jours',
  passes: {
    critical: 'les alertes critiques sont quand même envoyées',
    nothing: 'les alertes critiques attendent aussi',
  },
  added: (hours) => `🌙 Heures calmes ajoutées : ${hours}.`,
  removed: (hours) => `🔔 Heures calmes supprimées : ${hours}.`,
  restored: '🌙 Les heures calmes des réglages valent de nouveau.',
  until: ({ until, relative }) => `Calme jusqu’à ${until} (${relative}).`,
  next: ({ from, to, relative }) => `Prochaines : ${from} – ${to} (${relative}).`,
  zone: (zone) => `Heures de ${zone}.`,
  ofSettings: 'Elles viennent des réglages. La première modification en fait celles de ce serveur.',
  restore: 'les heures calmes des réglages',
};

export const catchUp: Words['catchUp'] = {
  title: '🌙 Pendant les heures calmes',
  intro: ({ since, incidents, open }) =>
    `Les heures calmes ont retenu des alertes depuis ${since}. Incidents : **${incidents}**, encore ouverts : **${open}**.`,
  unknown: 'Il ne peut plus être jugé.',
};
