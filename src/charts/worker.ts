import type { Chart, ChartTexts } from '../monitor/charts/chart.ts';
import { draw } from './draw.ts';

export interface DrawRequest {
  readonly chart: Chart;
  readonly texts: ChartTexts;
}

export type DrawAnswer = { readonly png: Uint8Array } | { readonly error: string };

// A program of its own. It ends when the monitor does, and no sooner: a signal from a terminal or a service manager reaches both.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

process.on('message', (request: DrawRequest) => {
  process.send?.(answer(request));
});

function answer({ chart, texts }: DrawRequest): DrawAnswer {
  try {
    return { png: draw(chart, texts) };
  } catch (err) {
    return { error: err instanceof Error ? err.message : String(err) };
  }
}
