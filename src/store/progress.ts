import { DAY, type Millis } from '../monitor/time.ts';
import { beginningOf, type RowPlace } from './sumTables.ts';

/** Another process may have added late results behind the place that this one has reached. */
const WHOLE_PASS_MS: Millis = DAY;

/**
 * How far each series of rows has been gone through. What was gone through is not looked at again until a whole pass is due, or something
 * late was added.
 */
export function createProgress() {
  const reached = new Map<string, RowPlace>();
  /** By series: the oldest start that was added since the last run. */
  const late = new Map<string, Millis>();
  let passFrom: Millis | null = null;
  let lastLimit: Millis = 0;

  return {
    /** Begins a run up to a moment. */
    begin(limit: Millis): void {
      // Where the clock was set back, rows that were dated ahead have moved.
      if (passFrom === null || limit < lastLimit || limit - passFrom >= WHOLE_PASS_MS) {
        reached.clear();
        passFrom = limit;
      }
      lastLimit = limit;
      for (const [key, start] of late)
        if ((reached.get(key)?.start ?? 0) >= start) reached.set(key, beginningOf(start));
      late.clear();
    },
    placeOf: (key: string): RowPlace => reached.get(key) ?? beginningOf(0),
    reach(key: string, place: RowPlace): void {
      reached.set(key, place);
    },
    added(key: string, start: Millis): void {
      late.set(key, Math.min(start, late.get(key) ?? start));
    },
  };
}
