import type { Words } from '../words.ts';

/** What `/setup` offers against noise, and how a change of it reads. */
export const noise: Words['noise'] = {
  heading: '**Menos barulho**',
  note: 'Alertas críticos sempre tocam. Todo o resto pode ser silencioso.',
  hint: 'Nada é silencioso',
  options: {
    warnings: 'Avisos sem som',
    recoveries: 'Recuperações sem som',
    summaries: 'Resumos diários sem som',
    compact: 'Alertas em uma linha',
  },
  parts: { warnings: 'avisos', recoveries: 'recuperações', summaries: 'resumos diários' },
  formats: { full: 'completa', compact: 'uma linha' },
};
