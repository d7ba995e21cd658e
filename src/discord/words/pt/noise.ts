import type { Words } from '../words.ts';
import { plural } from './plural.ts';

const TIMES = { one: 'vez', many: 'de vezes', other: 'vezes' };

/** What `/setup` offers against noise, how a change of it reads, and flapping. */
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
  flapping: {
    title: '🔁 Vai e volta',
    intro: ({ kind, times, since }) =>
      `**${kind}** veio e passou ${times.text} ${plural(times, TIMES)} desde ${since}.`,
    until: (length) =>
      `Esta mensagem vale por todas as vezes, até que não volte durante ${length}. Se piorar ou continuar, um alerta é enviado; os lembretes continuam.`,
    field: 'Vai e volta',
    value: ({ times, since }) => `${times.text} ${plural(times, TIMES)} desde ${since}`,
    status: ({ times, since }) => `vai e volta, ${times.text} ${plural(times, TIMES)} desde ${since}`,
  },
};
