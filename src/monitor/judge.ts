import type { Store } from './ports.ts';
import { judgeBalance } from './rules/balance.ts';
import { judgeErrors } from './rules/errors.ts';
import { judgeQueue, type QueueReadings } from './rules/queue.ts';
import type { AlertKind, Limits, Millis, Reading, Verdict, WindowTotals } from './types.ts';

/** Everything that the rules of one pipeline look at, read once for all guilds. */
export interface PipelineReadings {
  readonly at: Millis;
  readonly balance: Reading | null;
  readonly window: WindowTotals;
  readonly queue: QueueReadings;
}

/** Reads sums and newest readings only: the cost does not grow with the number of results. */
export async function readPipeline(
  store: Pick<Store, 'results' | 'readings'>,
  pipeline: string,
  limits: Limits,
  at: Millis,
): Promise<PipelineReadings> {
  const lookBack = Math.max(limits.queue.holdMs, limits.queue.staleMs);
  const [balance, window, depths, workers] = await Promise.all([
    store.readings.newest(pipeline, 'balance'),
    store.results.window(pipeline, at - limits.errors.windowMs, at),
    store.readings.since(pipeline, 'queueDepth', at - lookBack),
    store.readings.newest(pipeline, 'activeWorkers'),
  ]);
  return { at, balance, window, queue: { depths, activeWorkers: workers?.value ?? null } };
}

/** Asks the rule of a kind. */
export function judge(kind: AlertKind, readings: PipelineReadings, limits: Limits, alreadyFiring: boolean): Verdict {
  switch (kind) {
    case 'balance':
      return judgeBalance(readings.balance, limits.balance, readings.at);
    case 'errors':
      return judgeErrors(readings.window, limits.errors, alreadyFiring);
    case 'queue':
      return judgeQueue(readings.queue, limits.queue, alreadyFiring, readings.at);
  }
}

/** How long a kind's verdict must stay `ok` before its incident ends. */
export function clearHoldMs(kind: AlertKind, limits: Limits): Millis {
  return kind === 'errors' ? limits.errors.clearHoldMs : 0;
}
