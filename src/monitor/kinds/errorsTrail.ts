import type { ResultStep } from '../ports/resultStore.ts';
import type { Store } from '../ports/store.ts';
import { byFrequency, type CodeBook, type ExplainedCode, explainedCode } from '../record/codes.ts';
import { DAY, MINUTE, type Millis } from '../time.ts';
import type { Limits, WindowTotals } from '../types.ts';

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
const RUN_LOOK_BACK_MS: Millis = DAY;

export interface TrailPorts {
  readonly store: Pick<Store, 'results'>;
  readonly pipeline: string;
  readonly codes: Pick<CodeBook, 'explain'>;
}

/** Reads what is needed beside the window; what that costs depends on the buckets, never on the number of results. */
export function createTrailReader({ store: { results }, pipeline, codes }: TrailPorts) {
  async function runOf(outcome: 'solved' | 'failed', at: Millis): Promise<Run> {
    const other = outcome === 'solved' ? 'failed' : 'solved';
    const since = (await results.newestOf(pipeline, other, at - RUN_LOOK_BACK_MS, at)) ?? at - RUN_LOOK_BACK_MS;
    return { since, totals: await results.period(pipeline, since + 1, at + 1) };
  }

  return async function read(window: WindowTotals, { errors, threads }: Limits, at: Millis): Promise<ErrorsTrail> {
    const total = window.solved + window.failed;
    // Where everything failed, the window says so itself; where nothing did, there is no run.
    const isTold = window.solved === 0 || window.failed === 0;
    if (total > Math.max(errors.minResults, threads.minResults)) {
      return isTold ? NO_TRAIL : { ...NO_TRAIL, ...explained(await runOf('failed', at)) };
    }
    const minutes = await results.steps(pipeline, at - errors.widestMs, at + 1, TRAIL_STEP_MS);
    if (minutes.length === 0) return NO_TRAIL;
    const [failedRun, solvedRun] = await Promise.all([runOf('failed', at), runOf('solved', at)]);
    return { minutes, solvedRun, ...explained(failedRun, minutes) };
  };

  function explained(failedRun: Run, minutes: readonly ResultStep[] = []) {
    const known = new Map<string, ExplainedCode>();
    for (const { code } of [failedRun.totals, ...minutes].flatMap(({ byCode }) => byCode)) {
      const explanation = explainedCode(codes, code);
      if (explanation !== null) known.set(code, explanation);
    }
    return { failedRun, known };
  }
}

/** The steps that begin from a moment on, added up. */
export function addUp(steps: readonly ResultStep[]): WindowTotals {
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
