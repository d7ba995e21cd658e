import type { Words } from '../words.ts';

/** What `/setup` offers against noise, and how a change of it reads. */
export const noise: Words['noise'] = {
  heading: '**Weniger Lärm**',
  note: 'Kritische Alarme sind immer hörbar. Alles andere kann still sein.',
  hint: 'Nichts ist still',
  options: {
    warnings: 'Warnungen ohne Ton',
    recoveries: 'Erholungen ohne Ton',
    summaries: 'Tagesübersichten ohne Ton',
    compact: 'Alarme in einer Zeile',
  },
  parts: { warnings: 'Warnungen', recoveries: 'Erholungen', summaries: 'Tagesübersichten' },
  formats: { full: 'vollständig', compact: 'eine Zeile' },
};
