import type { ResultStep } from '../ports/resultStore.ts';
import type { ExplainedCode } from '../record/codes.ts';
import { addUp, type ErrorsTrail } from './errorsTrail.ts';
import type { PipelineReadings } from './pipelineReadings.ts';

/**
 * The results of several pipelines of one account as if they were one: for the rules that are about the account. What only
 * the rules of a pipeline look at is nothing. @throws Error where there is no pipeline.
 */
export function asOne(all: readonly PipelineReadings[]): PipelineReadings {
  const [first] = all;
  if (first === undefined) throw new Error('an account without a pipeline');
  if (all.length === 1) return first;
  return {
    ...first,
    inhibitionTotals: addUp(all.map(({ inhibitionTotals }) => inhibitionTotals)),
    window: addUp(all.map(({ window }) => window)),
    trail: trailOf(all.map(({ trail }) => trail)),
    steadySince: Math.max(...all.map(({ steadySince }) => steadySince)),
    types: { ...first.types, totals: [] },
    topCode: null,
    latency: null,
    queue: { depths: [], activeWorkers: null },
    workers: [],
    arrivals: { newestAt: null, quietMs: 0, inHourBefore: 0 },
    lateMs: null,
  };
}

function trailOf(trails: readonly ErrorsTrail[]): ErrorsTrail {
  const minutes = Map.groupBy(
    trails.flatMap((trail) => trail.minutes),
    ({ at }) => at,
  );
  return {
    minutes: [...minutes].map(([at, steps]): ResultStep => ({ at, ...addUp(steps) })).toSorted((a, b) => a.at - b.at),
    failedRun: null,
    solvedRun: null,
    known: new Map<string, ExplainedCode>(trails.flatMap(({ known }) => [...known])),
  };
}
