import { parentPort } from 'node:worker_threads';
import type { Chart } from '../monitor/chart.ts';
import { draw } from './draw.ts';

export interface DrawRequest {
  readonly id: number;
  readonly chart: Chart;
}

export type DrawAnswer =
  | { readonly id: number; readonly png: Uint8Array }
  | { readonly id: number; readonly error: string };

parentPort?.on('message', ({ id, chart }: DrawRequest) => {
  parentPort?.postMessage(answer(id, chart));
});

function answer(id: number, chart: Chart): DrawAnswer {
  try {
    return { id, png: draw(chart) };
  } catch (err) {
    return { id, error: err instanceof Error ? err.message : String(err) };
  }
}
