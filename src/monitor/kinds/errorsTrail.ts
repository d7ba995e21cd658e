import type { WindowTotals } from '../measures.ts';
import type { ResultStep } from '../ports/resultStore.ts';
import { byFrequency, type ExplainedCode } from '../record/codes.ts';
import { MINUTE, type Millis } from '../time.ts';

/** Results of one outcome since the newest of the other. In a bucket that holds both nobody knows which came last, so none of it counts. */
export interface Run {
  /** The beginning of the newest bucket with the other outcome; as far as was looked where there was none. */
  readonly since: Millis;
  readonly totals: WindowTotals;
}

/** What tells of the errors of a pipeline with little traffic, beside the window. */
export interface ErrorsTrail {
  /** By the minute, the oldest first; empty where the window itself holds enough. */
  readonly minutes: readonly ResultStep[];
  /** Null where there is none, or where the window tells as much. */
  readonly failedRun: Run | null;
  readonly solvedRun: Run | null;
  readonly known: ReadonlyMap<string, ExplainedCode>;
}

export const NO_TRAIL: ErrorsTrail = { minutes: [], failedRun: null, solvedRun: null, known: new Map() };

export const TRAIL_STEP_MS: Millis = MINUTE;

/** Sums, added up. */
export function addUp(steps: readonly Pick<ResultStep, 'solved' | 'failed' | 'byCode'>[]): WindowTotals {
  const counts = new Map<string, number>();
  let [solved, failed] = [0, 0];
  for (const step of steps) {
    solved += step.solved;
    failed += step.failed;
    for (const { code, count } of step.byCode) counts.set(code, (counts.get(code) ?? 0) + count);
  }
  const byCode = [...counts].map(([code, count]) => ({ code, count })).sort(byFrequency);
  return { solved, failed, byCode };
}
