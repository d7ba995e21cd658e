import type { Words } from '../words.ts';

/** What `/setup` offers against noise, and how a change of it reads. */
export const noise: Words['noise'] = {
  heading: '**Menos ruido**',
  note: 'Las alertas críticas siempre suenan. Todo lo demás puede ser silencioso.',
  hint: 'Nada es silencioso',
  options: {
    warnings: 'Avisos sin sonido',
    recoveries: 'Recuperaciones sin sonido',
    summaries: 'Resúmenes diarios sin sonido',
    compact: 'Alertas en una línea',
  },
  parts: { warnings: 'avisos', recoveries: 'recuperaciones', summaries: 'resúmenes diarios' },
  formats: { full: 'completa', compact: 'una línea' },
};
