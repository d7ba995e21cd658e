import type { QueueReading } from '../monitor/ports/queueSource.ts';
import type { Millis } from '../monitor/time.ts';

/** Reads a queue once. Rejects where it cannot be read; `createQueueSource` makes an answer of that. */
export type ReadQueue = (signal: AbortSignal, now: Millis) => Promise<QueueReading>;

export const NOTHING_KNOWN: QueueReading = { depth: null, workers: null, busy: null, oldestAt: null };

/** Several queues as one. What one of them does not know is not known of all. */
export function together(readings: readonly QueueReading[]): QueueReading {
  const times = readings.map(({ oldestAt }) => oldestAt).filter((at) => at !== null);
  return {
    depth: sumOf(readings.map(({ depth }) => depth)),
    workers: sumOf(readings.map(({ workers }) => workers)),
    busy: sumOf(readings.map(({ busy }) => busy)),
    oldestAt: times.length === 0 ? null : Math.min(...times),
  };
}

function sumOf(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}
