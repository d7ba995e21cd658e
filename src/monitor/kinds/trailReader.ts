import type { WindowTotals } from '../measures.ts';
import type { ResultStep } from '../ports/resultStore.ts';
import type { Store } from '../ports/store.ts';
import { type CodeBook, type ExplainedCode, explainedCode } from '../record/codes.ts';
import { DAY, type Millis } from '../time.ts';
import { type ErrorsTrail, NO_TRAIL, type Run, TRAIL_STEP_MS } from './errorsTrail.ts';
import { keptBy } from './keptBy.ts';
import type { LookBack } from './lookBack.ts';

const RUN_LOOK_BACK_MS: Millis = DAY;

export interface TrailPorts {
  readonly store: Pick<Store, 'results'>;
  readonly pipeline: string;
  readonly codes: Pick<CodeBook, 'explain'>;
}

/** Reads what is needed beside the window; what that costs depends on the buckets, never on the number of results. */
export function createTrailReader({ store: { results }, pipeline, codes }: TrailPorts) {
  /** At one moment: each part is read once, for all that look back differently far. */
  function readerAt(at: Millis) {
    const newestOf = keptBy(
      async (outcome: 'solved' | 'failed') =>
        (await results.newestOf(pipeline, outcome, at - RUN_LOOK_BACK_MS, at)) ?? at - RUN_LOOK_BACK_MS,
    );
    const runSince = keptBy(
      async (since: Millis): Promise<Run> => ({ since, totals: await results.period(pipeline, since + 1, at + 1) }),
    );
    /** Results that were written between the two reads are of the next evaluation: with the other outcome among them it is no run. */
    async function failedRunNow(): Promise<Run | null> {
      const run = await runSince(await newestOf('solved'));
      return run.totals.solved === 0 ? run : null;
    }
    /** Most often the last hour holds as many as it takes, and a whole day of a pipeline that was busy before is long to read. */
    async function solvedRun(widestMs: Millis, inRow: number): Promise<Run | null> {
      const failedAt = await newestOf('failed');
      const near = await runSince(Math.max(failedAt, at - widestMs));
      const run = near.since === failedAt || near.totals.solved >= inRow ? near : await runSince(failedAt);
      return run.totals.failed === 0 ? run : null;
    }
    const minutesOf = keptBy((ms: Millis) => results.steps(pipeline, at - ms, at + 1, TRAIL_STEP_MS));

    /** In a busy pipeline failures count only once they have gone on for a while. */
    async function readBusy(): Promise<ErrorsTrail> {
      const since = await newestOf('solved');
      return at - since < TRAIL_STEP_MS ? NO_TRAIL : { ...NO_TRAIL, ...explained(await failedRunNow()) };
    }

    return async (
      window: WindowTotals,
      { minResults, widestMs, inRow }: Pick<LookBack, 'minResults' | 'widestMs' | 'inRow'>,
    ): Promise<ErrorsTrail> => {
      const total = window.solved + window.failed;
      // Where everything failed, the window says so itself; where nothing did, there is no run.
      const isUniform = window.solved === 0 || window.failed === 0;
      if (total > minResults) return isUniform ? NO_TRAIL : readBusy();
      const minutes = await minutesOf(widestMs);
      if (minutes.length === 0) return NO_TRAIL;
      const [failedRun, solved] = await Promise.all([failedRunNow(), solvedRun(widestMs, inRow)]);
      return { minutes, solvedRun: solved, ...explained(failedRun, minutes) };
    };
  }

  function explained(failedRun: Run | null, minutes: readonly ResultStep[] = []) {
    const known = new Map<string, ExplainedCode>();
    for (const { code } of [...(failedRun === null ? [] : [failedRun.totals]), ...minutes].flatMap(
      ({ byCode }) => byCode,
    )) {
      const explanation = explainedCode(codes, code);
      if (explanation !== null) known.set(code, explanation);
    }
    return { failedRun, known };
  }

  return readerAt;
}
