import type { Crossing } from '../monitor/alerts/crossing.ts';
import type { Millis } from '../monitor/time.ts';
import type { Signal } from './signals.ts';

/** What no threshold is foreseen for, such as a latency that rises or a recovery, waits no longer than this for its evaluation. */
const LONGEST_MS: Millis = 50;

/**
 * Under load every flush wakes the evaluation: the rest of the process has 49 of 50 parts of the time, or half of it where
 * there is much to evaluate.
 */
export function breatherMs(tookMs: Millis): Millis {
  return Math.min(tookMs * 49, Math.max(tookMs, LONGEST_MS));
}

export interface BreatherOptions {
  readonly crossing: Pick<Crossing, 'isCrossed'>;
  /** Raised when results were written. */
  readonly evaluate: Pick<Signal, 'listen'>;
}

/**
 * Rests after an evaluation, but no longer than until a threshold may have been crossed. Where that cut the rest before this one short too, as
 * it does while a share stays just below its threshold, others have half of the time all the same.
 */
export function createBreather({ crossing, evaluate }: BreatherOptions) {
  let wasCut = false;

  function isCutWithin(ms: Millis): Promise<boolean> {
    if (crossing.isCrossed()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const unlisten = evaluate.listen(() => {
        if (crossing.isCrossed()) end(true);
      });
      const timer = setTimeout(() => end(false), ms);
      const end = (isCut: boolean) => {
        clearTimeout(timer);
        unlisten();
        resolve(isCut);
      };
    });
  }

  return async (tookMs: Millis): Promise<void> => {
    const leastMs = wasCut ? tookMs : 0;
    if (leastMs > 0) await new Promise((resolve) => setTimeout(resolve, leastMs));
    wasCut = await isCutWithin(breatherMs(tookMs) - leastMs);
  };
}
