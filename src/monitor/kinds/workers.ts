import { RECENT_MS } from '../queueSources/sourceState.ts';
import { type Millis, SECOND } from '../time.ts';
import { defineKind } from './defineKind.ts';
import { hasLasted } from './lasting.ts';
import type { PipelineReadings } from './pipelineReadings.ts';
import { slopePerMinute } from './slope.ts';
import type { Standing } from './standing.ts';
import type { VerdictOn } from './verdict.ts';

export interface WorkersFacts {
  readonly kind: 'workers';
  readonly depth: number;
  /** Null where nobody reports them. */
  readonly activeWorkers: number | null;
  /** How long no result has come; null where none ever did. */
  readonly quietMs: Millis | null;
}

interface WorkersThresholds {
  readonly holdMs: Millis;
  /** Where nobody reports workers: a queue that is deeper than this, and no result, for so long. */
  readonly depth: number;
  readonly quietMs: Millis;
  readonly staleMs: Millis;
}

export const workers = defineKind({
  kind: 'workers',
  scope: 'pipeline',
  thresholds: {
    hold: { field: 'holdMs', unit: 'seconds', min: 0, max: 3_600, setting: 'WORKERS_HOLD_SECONDS', standard: 120 },
    depth: { field: 'depth', unit: 'count', min: 0, max: 1_000_000_000, setting: 'WORKERS_DEPTH', standard: 10 },
    quiet: { field: 'quietMs', unit: 'seconds', min: 1, max: 7_000, setting: 'WORKERS_QUIET_SECONDS', standard: 600 },
  },
  fixed: { staleMs: RECENT_MS },
  judge: (readings: PipelineReadings, thresholds: WorkersThresholds, { alreadyFiring }: Standing) =>
    judgeWorkers(readings, thresholds, alreadyFiring),
  badness: ({ depth }) => depth,
  // While nobody works the queue only grows, which is what reminders are for.
  worse: 'never',
  // A worker or a result ends it.
  clearLevel: () => null,
  inhibits: { kinds: ['queue', 'silence'], from: 'warning' },
  lookBack: ({ holdMs, quietMs, staleMs }) => ({ queueMs: Math.max(holdMs, quietMs, staleMs) }),
  chart: 'queue',
});

type WorkersReadings = Pick<PipelineReadings, 'at' | 'queue' | 'workers' | 'arrivals' | 'steadySince'>;

/** For so long at least a result tells that somebody works. */
const AT_WORK_MS: Millis = 10 * SECOND;

/**
 * Judges whether tasks wait and nobody works on them: by the workers that are reported, else by a queue that does not get
 * shorter while no result comes. Over as soon as a worker is active, a result arrives, or nothing waits.
 */
export function judgeWorkers(
  readings: WorkersReadings,
  thresholds: WorkersThresholds,
  alreadyFiring: boolean,
): VerdictOn<WorkersFacts> {
  const { at, queue, arrivals } = readings;
  const newest = queue.depths.at(-1);
  const isPartial = (queue.sources?.unreadable.length ?? 0) > 0;
  if (newest === undefined && isPartial) return { state: 'unknown', why: 'notReadable' };
  if (newest === undefined) return { state: 'unknown', why: 'noReading' };
  const depth = newest.value;
  const activeWorkers = reportedWorkers(readings, thresholds);
  const quietMs = arrivals.newestAt === null ? null : arrivals.quietMs;
  const facts: WorkersFacts = { kind: 'workers', depth, activeWorkers, quietMs };
  const isAtWork = quietMs !== null && quietMs < Math.max(thresholds.holdMs, AT_WORK_MS);
  if (isAtWork || (activeWorkers !== null && activeWorkers > 0)) return { state: 'ok', facts };
  // Those that are not known may be at work.
  if (isPartial) return { state: 'unknown', why: 'notReadable' };
  if (at - newest.at > thresholds.staleMs) return { state: 'unknown', why: 'stale' };
  if (depth === 0) return { state: 'ok', facts };
  if (!alreadyFiring && activeWorkers === null && quietMs === null) return { state: 'unknown', why: 'noReading' };
  const hasStopped = activeWorkers === null ? isStuck(readings, thresholds) : isLeftAlone(readings, thresholds);
  return alreadyFiring || hasStopped ? { state: 'firing', severity: 'critical', facts } : { state: 'ok', facts };
}

/** The newest report; null where there is none, or only an old one. */
function reportedWorkers({ at, workers }: WorkersReadings, { staleMs }: WorkersThresholds): number | null {
  const newest = workers.at(-1);
  return newest === undefined || at - newest.at > staleMs ? null : newest.value;
}

/** Tasks have waited for long enough while every report said that there is no worker. */
function isLeftAlone({ at, queue, workers, steadySince }: WorkersReadings, { holdMs }: WorkersThresholds): boolean {
  const lasting = { forMs: holdMs, now: at, steadySince };
  return hasLasted(queue.depths, (value) => value > 0, lasting) && hasLasted(workers, (value) => value === 0, lasting);
}

/** The queue has been deep and no result has come for long enough, and it does not get shorter. */
function isStuck(readings: WorkersReadings, { depth, quietMs }: WorkersThresholds): boolean {
  const { at, queue, arrivals, steadySince } = readings;
  if (arrivals.quietMs < quietMs) return false;
  const isDeep = hasLasted(queue.depths, (value) => value > depth, { forMs: quietMs, now: at, steadySince });
  return isDeep && (slopePerMinute(queue.depths, at) ?? 0) >= 0;
}
