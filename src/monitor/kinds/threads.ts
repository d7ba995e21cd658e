import type { WindowTotals } from '../measures.ts';
import { MINUTE, type Millis } from '../time.ts';
import { defineKind } from './defineKind.ts';
import { errors } from './errors.ts';
import { hasLasted } from './lasting.ts';
import type { PipelineReadings, ThreadReadings } from './pipelineReadings.ts';
import { shareOf } from './share.ts';
import type { Standing } from './standing.ts';
import type { VerdictOn } from './verdict.ts';
import { type Widened, widen } from './widen.ts';

export interface ThreadsFacts {
  readonly kind: 'threads';
  /** Null where the account does not tell. */
  readonly busy: number | null;
  readonly total: number | null;
  /** Results that were refused because every thread was busy, of all results in the window. */
  readonly refused: number;
  readonly results: number;
}

interface ThreadsThresholds {
  readonly busyShare: number;
  readonly holdMs: Millis;
  readonly refusedShare: number;
  readonly minResults: number;
  readonly clearHoldMs: Millis;
  readonly staleMs: Millis;
}

/**
 * Codes by which CaptchaAI refuses a task because every thread is busy. ERROR_ZERO_BALANCE primarily means "no free
 * threads" there (docs.captchaai.com/pages/err_handling), so both count as one.
 */
const REFUSALS: ReadonlySet<string> = new Set(['ERROR_NO_SLOT_AVAILABLE', 'ERROR_ZERO_BALANCE']);

/** Once it fires, a share of refusals just below the threshold is not a recovery. */
const STICKY = 0.98;

export const SHARE_SCALE = 1_000_000;

export const threads = defineKind({
  kind: 'threads',
  scope: 'account',
  thresholds: {
    busyShare: { field: 'busyShare', unit: 'percent', min: 1, max: 100, setting: 'THREADS_BUSY_PERCENT', standard: 95 },
    hold: { field: 'holdMs', unit: 'seconds', min: 0, max: 3_600, setting: 'THREADS_HOLD_SECONDS', standard: 300 },
    refusedShare: {
      field: 'refusedShare',
      unit: 'percent',
      min: 0,
      max: 100,
      setting: 'THREADS_REFUSED_PERCENT',
      standard: 10,
    },
    minResults: errors.thresholds.minResults,
    clearHold: {
      field: 'clearHoldMs',
      unit: 'seconds',
      min: 0,
      max: 3_600,
      setting: 'THREADS_CLEAR_SECONDS',
      standard: 120,
    },
  },
  fixed: { staleMs: 10 * MINUTE },
  judge(
    { at, threads, window, trail, steadySince }: PipelineReadings,
    thresholds: ThreadsThresholds,
    standing: Standing,
  ) {
    const wide = widen(trail, thresholds.minResults, standing.from, at);
    return judgeThreads(threads, window, thresholds, standing.alreadyFiring, at, wide, steadySince);
  },
  judgeAfterwards: ({ at, threads, inhibitionTotals }, thresholds) =>
    judgeThreads(threads, inhibitionTotals, thresholds, true, at),
  badness: ({ busy, total, refused, results }) => Math.max(shareOf(busy ?? 0, total ?? 0), shareOf(refused, results)),
  worse: 'doubled',
  clearLevel: ({ busy, total }, { busyShare, refusedShare }) => {
    const isFull = busy !== null && total !== null && busy >= total * busyShare;
    return isFull ? busyShare : refusedShare;
  },
  clearHoldMs: ({ clearHoldMs }) => clearHoldMs,
  inhibits: {
    kinds: ['queue', 'errors'],
    from: 'warning',
    // Busy threads cause errors only where most failures are such refusals.
    affects: (kind, window) => kind !== 'errors' || refusedOf(window) * 2 > window.failed,
  },
  lookBack: ({ holdMs, staleMs, minResults }) => ({ minResults, threadsMs: Math.max(holdMs, staleMs) }),
  chart: 'errors',
});

/** Judges whether the plan's threads are used up: by the account's own figures, or by the tasks that it refuses. */
export function judgeThreads(
  readings: ThreadReadings,
  window: WindowTotals,
  thresholds: ThreadsThresholds,
  alreadyFiring: boolean,
  now: Millis,
  wide: Widened | null = null,
  steadySince: Millis = 0,
): VerdictOn<ThreadsFacts> {
  const refusedShare = alreadyFiring ? thresholds.refusedShare * STICKY : thresholds.refusedShare;
  const isWide = window.solved + window.failed <= thresholds.minResults;
  const { solved, failed, byCode } = isWide && wide !== null ? wide.totals : window;
  const results = solved + failed;
  const refused = refusedOf({ byCode });
  // A wider window tells of the past: whether that goes on only its newest results know.
  const isOver = isWide && wide !== null && refusedOf(wide.newest) === 0 && refused / results > refusedShare;
  const enoughResults = results > thresholds.minResults && !isOver;
  const newest = readings.busyShares.at(-1);
  const fresh = newest !== undefined && now - newest.at <= thresholds.staleMs;
  if (!enoughResults && !fresh) return { state: 'unknown', why: newest === undefined ? 'noReading' : 'stale' };

  const facts: ThreadsFacts = {
    kind: 'threads',
    busy: fresh ? readings.busy : null,
    total: fresh ? readings.total : null,
    refused: enoughResults ? refused : 0,
    results: enoughResults ? results : 0,
  };
  const isFull = (value: number) => value >= thresholds.busyShare * SHARE_SCALE;
  const lasting = { forMs: thresholds.holdMs, now, steadySince };
  const full = fresh && (alreadyFiring ? isFull(newest.value) : hasLasted(readings.busyShares, isFull, lasting));
  const refusing = enoughResults && refused / results > refusedShare;
  return full || refusing ? { state: 'firing', severity: 'warning', facts } : { state: 'ok', facts };
}

/** Results that were refused because every thread was busy. */
export function refusedOf({ byCode }: Pick<WindowTotals, 'byCode'>): number {
  return byCode.reduce((sum, { code, count }) => sum + (REFUSALS.has(code) ? count : 0), 0);
}
