import type { Words } from '../words.ts';

export const attention: Words['attention'] = {
  stillOnItTitle: '⏰ Toujours dessus ?',
  stillOnIt: ({ who, kind, since, until }) =>
    `${who} a pris en charge **${kind}** à ${since}, et c’est toujours critique. Sans réponse, la prise en charge s’arrête ${until} et les alertes reprennent.`,
  stillOnItButton: 'Toujours dessus',
  undo: 'Ne plus s’en occuper',
  now: 'Maintenant',
  expired: 'Plus pris en charge',
  expiredValue: (who) => `${who} n’a pas répondu s’il ou elle s’en occupe encore`,
  isAsked: (until) => `question posée, fin ${until}`,
  note: 'Note',
  notes: 'Notes',
  noteTitle: 'Note sur l’incident',
  noteLabel: 'Note',
  noteHint: 'Tous ceux qui voient l’alerte peuvent la lire.',
  olderNotes: (notes) => `${notes.text} de plus dans **Détails**`,
  who: '**Qui peut prendre en charge**',
  whoHint: 'Choisissez un rôle, ou aucun pour tout le monde',
  tookBack: ({ who, kind }) => `${who} ne s’occupe plus de **${kind}**.`,
};
