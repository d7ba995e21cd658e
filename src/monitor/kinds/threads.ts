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
    return judgeThreads(threads, window, thresholds, standing, at, wide, steadySince);
  },
  judgeAfterwards: ({ at, threads, inhibitionTotals }, thresholds) =>
    judgeThreads(threads, inhibitionTotals, thresholds, { alreadyFiring: true, about: null }, at),
  badness: ({ busy, total, refused, results }) => Math.max(shareOf(busy ?? 0, total ?? 0), shareOf(refused, results)),
  worse: 'doubled',
  clearLevel: (facts, thresholds) => (isFull(facts, thresholds) ? thresholds.busyShare : thresholds.refusedShare),
  aboutOf: (facts, thresholds) => {
    const refuses = isRefusing(facts, thresholds, true);
    if (!isFull(facts, thresholds)) return refuses ? 'refused' : null;
    return refuses ? 'busyAndRefused' : 'busy';
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

/**
 * Judges whether the plan's threads are used up: by the account's own figures, or by the tasks that it refuses. Each of the two
 * that an incident is about must be known to be over: a verdict on one says nothing about the other.
 */
export function judgeThreads(
  readings: ThreadReadings,
  window: WindowTotals,
  thresholds: ThreadsThresholds,
  { alreadyFiring, about }: Pick<Standing, 'alreadyFiring' | 'about'>,
  now: Millis,
  wide: Widened | null = null,
  steadySince: Millis = 0,
): VerdictOn<ThreadsFacts> {
  const isWide = window.solved + window.failed <= thresholds.minResults;
  const counted = countRefused(isWide && wide !== null ? wide.totals : window);
  // A wider window tells of the past: whether that goes on only its newest results know.
  const isOver =
    isWide && wide !== null && refusedOf(wide.newest) === 0 && isRefusing(counted, thresholds, alreadyFiring);
  const enoughResults = counted.results > thresholds.minResults && !isOver;
  const newest = readings.busyShares.at(-1);
  const fresh = newest !== undefined && now - newest.at <= thresholds.staleMs;
  const facts: ThreadsFacts = {
    kind: 'threads',
    busy: fresh ? readings.busy : null,
    total: fresh ? readings.total : null,
    refused: enoughResults ? counted.refused : 0,
    results: enoughResults ? counted.results : 0,
  };
  const isFullShare = (value: number) => value >= thresholds.busyShare * SHARE_SCALE;
  const lasting = { forMs: thresholds.holdMs, now, steadySince };
  const full =
    fresh && (alreadyFiring ? isFullShare(newest.value) : hasLasted(readings.busyShares, isFullShare, lasting));
  if (full || isRefusing(facts, thresholds, alreadyFiring)) return { state: 'firing', severity: 'warning', facts };

  // Threads that were free at their last reading ended that part of the incident.
  const isBusyOpen = !fresh && isAbout(about, 'busy') && (newest === undefined || isFullShare(newest.value));
  const isRefusedOpen = !enoughResults && isAbout(about, 'refused');
  if (isRefusedOpen && !isBusyOpen) return { state: 'unknown', why: 'tooFewResults' };
  if (isBusyOpen || (!enoughResults && !fresh)) {
    return { state: 'unknown', why: newest === undefined ? 'noReading' : 'stale' };
  }
  return { state: 'ok', facts };
}

function isFull({ busy, total }: Pick<ThreadsFacts, 'busy' | 'total'>, { busyShare }: ThreadsThresholds): boolean {
  return busy !== null && total !== null && busy >= total * busyShare;
}

function isRefusing(
  { refused, results }: Refused,
  { refusedShare }: ThreadsThresholds,
  alreadyFiring: boolean,
): boolean {
  return results > 0 && refused / results > (alreadyFiring ? refusedShare * STICKY : refusedShare);
}

function isAbout(about: Standing['about'], part: 'busy' | 'refused'): boolean {
  return about === part || about === 'busyAndRefused';
}

type Refused = Pick<ThreadsFacts, 'refused' | 'results'>;

function countRefused({ solved, failed, byCode }: WindowTotals): Refused {
  return { refused: refusedOf({ byCode }), results: solved + failed };
}

/** Results that were refused because every thread was busy. */
export function refusedOf({ byCode }: Pick<WindowTotals, 'byCode'>): number {
  return byCode.reduce((sum, { code, count }) => sum + (REFUSALS.has(code) ? count : 0), 0);
}
