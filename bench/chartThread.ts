import { parentPort } from 'node:worker_threads';
import { draw } from '../src/charts/draw.ts';
import type { DrawRequest } from '../src/charts/worker.ts';

// How charts were drawn until 2026-11-29: for chartCrowd.ts.
parentPort?.on('message', ({ chart, texts }: DrawRequest) => parentPort?.postMessage(draw(chart, texts)));
