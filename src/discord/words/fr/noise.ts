import type { Words } from '../words.ts';

/** What `/setup` offers against noise, and how a change of it reads. */
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
};
