import type { Words } from '../words.ts';
import { plural } from './plural.ts';

const TIMES = { one: 'vez', many: 'de veces', other: 'veces' };

/** What `/setup` offers against noise, how a change of it reads, and flapping. */
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
  flapping: {
    title: '🔁 Viene y va',
    intro: ({ kind, times, since }) =>
      `**${kind}** vino y se fue ${times.text} ${plural(times, TIMES)} desde ${since}.`,
    until: (length) =>
      `Este mensaje vale por cada vez, hasta que no vuelva durante ${length}. Si empeora o se queda, se envía una alerta; los recordatorios siguen.`,
    field: 'Viene y va',
    value: ({ times, since }) => `${times.text} ${plural(times, TIMES)} desde ${since}`,
    status: ({ times, since }) => `viene y va, ${times.text} ${plural(times, TIMES)} desde ${since}`,
  },
};
