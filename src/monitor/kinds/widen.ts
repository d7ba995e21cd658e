import type { CodeCount, WindowTotals } from '../measures.ts';
import type { Millis } from '../time.ts';
import { addUp, type ErrorsTrail } from './errorsTrail.ts';

/** The shortest window that holds enough results. */
export interface Widened {
  readonly totals: WindowTotals;
  readonly windowMs: Millis;
  /** What the newest minute with results brought: only that tells whether what the window holds still goes on. */
  readonly newest: { readonly failed: number; readonly byCode: readonly CodeCount[] };
}

/** Widens the window until it holds more than so many results, not beyond `from`; null where it never does. */
export function widen({ minutes }: ErrorsTrail, minResults: number, from: Millis, at: Millis): Widened | null {
  const newest = minutes.at(-1);
  let total = 0;
  for (const [index, minute] of [...minutes.entries()].reverse()) {
    if (newest === undefined || minute.at < from) return null;
    total += minute.solved + minute.failed;
    if (total > minResults) return { totals: addUp(minutes.slice(index)), windowMs: at - minute.at, newest };
  }
  return null;
}
