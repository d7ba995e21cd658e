import { parentPort } from 'node:worker_threads';
import type { Chart, ChartTexts } from '../monitor/charts/chart.ts';
import { draw } from './draw.ts';

export interface DrawRequest {
  readonly id: number;
  readonly chart: Chart;
  readonly texts: ChartTexts;
}

export type DrawAnswer =
  | { readonly id: number; readonly png: Uint8Array }
  | { readonly id: number; readonly error: string };

parentPort?.on('message', ({ id, chart, texts }: DrawRequest) => {
  parentPort?.postMessage(answer(id, chart, texts));
});

function answer(id: number, chart: Chart, texts: ChartTexts): DrawAnswer {
  try {
    return { id, png: draw(chart, texts) };
  } catch (err) {
    return { id, error: err instanceof Error ? err.message : String(err) };
  }
}
