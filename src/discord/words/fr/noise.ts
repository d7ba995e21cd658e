import type { Words } from '../words.ts';
import { plural } from './plural.ts';

const TIMES = { one: 'fois', many: 'de fois', other: 'fois' };

/** What `/setup` offers against noise, how a change of it reads, and flapping. */
export const noise: Words['noise'] = {
  heading: '**Moins de bruit**',
  note: 'Les alertes critiques sonnent toujours. Tout le reste peut être silencieux.',
  hint: 'Rien n’est silencieux',
  options: {
    warnings: 'Avertissements sans son',
    recoveries: 'Rétablissements sans son',
    summaries: 'Bilans du jour sans son',
    compact: 'Alertes en une ligne',
  },
  parts: { warnings: 'avertissements', recoveries: 'rétablissements', summaries: 'bilans du jour' },
  formats: { full: 'complète', compact: 'une ligne' },
  flapping: {
    title: '🔁 Va et vient',
    intro: ({ kind, times, since }) =>
      `**${kind}** est apparu et reparti ${times.text} ${plural(times, TIMES)} depuis ${since}.`,
    until: (length) =>
      `Ce message vaut pour chaque fois, jusqu’à ce que cela ne revienne pas pendant ${length}. Si cela s’aggrave ou dure, une alerte est envoyée ; les rappels continuent.`,
    field: 'Va et vient',
    value: ({ times, since }) => `${times.text} ${plural(times, TIMES)} depuis ${since}`,
    status: ({ times, since }) => `va et vient, ${times.text} ${plural(times, TIMES)} depuis ${since}`,
  },
};
