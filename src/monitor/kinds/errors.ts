import type { CodeCount, WindowTotals } from '../measures.ts';
import type { ExplainedCode } from '../record/codes.ts';
import type { Millis } from '../time.ts';
import { defineKind } from './defineKind.ts';
import { addUp, type ErrorsTrail, TRAIL_STEP_MS } from './errorsTrail.ts';
import type { PipelineReadings } from './pipelineReadings.ts';
import type { Standing } from './standing.ts';
import type { VerdictOn } from './verdict.ts';
import { widen } from './widen.ts';

export interface ErrorsFacts {
  readonly kind: 'errors';
  readonly failed: number;
  readonly total: number;
  readonly windowMs: Millis;
  readonly byCode: readonly CodeCount[];
  /** So many results in a row, all with one outcome, where that decided instead of the share. */
  readonly inRow?: number;
  /** The most frequent code, where it is known. */
  readonly topCode?: ExplainedCode;
}

interface ErrorsThresholds {
  readonly windowMs: Millis;
  /** How far the window widens where it holds too few results. */
  readonly widestMs: Millis;
  readonly minResults: number;
  /** So many failures one after the other fire by themselves; 0: they do not. */
  readonly inRow: number;
  readonly rate: number;
  readonly clearRate: number;
  readonly clearHoldMs: Millis;
}

export const errors = defineKind({
  kind: 'errors',
  scope: 'pipeline',
  thresholds: {
    window: {
      field: 'windowMs',
      unit: 'seconds',
      min: 30,
      max: 7_200,
      setting: 'ERRORS_WINDOW_SECONDS',
      standard: 300,
    },
    widest: {
      field: 'widestMs',
      unit: 'seconds',
      min: 30,
      max: 7_200,
      setting: 'ERRORS_WIDEST_SECONDS',
      standard: 3_600,
    },
    minResults: {
      field: 'minResults',
      unit: 'count',
      min: 0,
      max: 1_000_000,
      setting: 'ERRORS_MIN_RESULTS',
      standard: 10,
    },
    inRow: { field: 'inRow', unit: 'count', min: 0, max: 1_000, setting: 'ERRORS_IN_ROW', standard: 10 },
    rate: { field: 'rate', unit: 'percent', min: 0, max: 100, setting: 'ERRORS_RATE_PERCENT', standard: 15 },
    clearRate: { field: 'clearRate', unit: 'percent', min: 0, max: 100, setting: 'ERRORS_CLEAR_PERCENT', standard: 10 },
    clearHold: {
      field: 'clearHoldMs',
      unit: 'seconds',
      min: 0,
      max: 3_600,
      setting: 'ERRORS_CLEAR_SECONDS',
      standard: 60,
    },
  },
  fixed: {},
  problems: {
    errorsClear: {
      between: ['clearRate', 'rate'],
      isBroken: ({ clearRate, rate }) => clearRate > rate,
      sentence:
        'The error rate that counts as recovered must not be above the one that fires: an alert would end while it still fires.',
    },
  },
  judge: (readings: PipelineReadings, thresholds: ErrorsThresholds, { alreadyFiring, from }: Standing) =>
    judgeErrorsTrail(readings, thresholds, alreadyFiring, from),
  judgeAfterwards: ({ inhibitionTotals }, thresholds) => judgeErrors(inhibitionTotals, thresholds, false),
  badness: ({ failed, total }) => failed / total,
  worse: 'doubled',
  clearLevel: (_facts, { clearRate }) => clearRate,
  clearHoldMs: ({ clearHoldMs }) => clearHoldMs,
  lookBack: ({ windowMs, widestMs, minResults, inRow }) => ({ windowMs, widestMs, minResults, inRow }),
  chart: 'errors',
});

/**
 * Judges the share of failed results in the window. Fires above `rate`; once it fires it goes on until the share is
 * at or below `clearRate`, so that a share just round the threshold does not flap.
 */
export function judgeErrors(
  window: WindowTotals,
  thresholds: ErrorsThresholds,
  alreadyFiring: boolean,
  topCode: ExplainedCode | null = null,
): VerdictOn<ErrorsFacts> {
  const total = window.solved + window.failed;
  if (total <= thresholds.minResults) return { state: 'unknown', why: 'tooFewResults' };

  const { failed, byCode } = window;
  const known = topCode === null ? {} : { topCode };
  const facts = { kind: 'errors', failed, total, windowMs: thresholds.windowMs, byCode, ...known } as const;
  const threshold = alreadyFiring ? thresholds.clearRate : thresholds.rate;
  return failed / total > threshold ? { state: 'firing', severity: 'critical', facts } : { state: 'ok', facts };
}

/** The window, and what else tells of a pipeline with little traffic. */
type ErrorsReadings = Pick<PipelineReadings, 'at' | 'window' | 'topCode' | 'trail'>;

/**
 * Judges the window; where it holds too few results, a wider one. So many failures in a row fire by themselves, and so many
 * solved ones are the end of it. What was before `from` is known already and does not count again.
 */
export function judgeErrorsTrail(
  readings: ErrorsReadings,
  thresholds: ErrorsThresholds,
  alreadyFiring: boolean,
  from: Millis,
): VerdictOn<ErrorsFacts> {
  const byRate = judgeErrors(readings.window, thresholds, alreadyFiring, readings.topCode);
  if (byRate.state === 'firing') return byRate;
  const isBusy = byRate.state === 'ok';
  const inRow = failedInRow(readings, isBusy, from);
  if (inRow !== null && isInRow(inRow.failed, thresholds)) {
    return { state: 'firing', severity: 'critical', facts: runFacts(inRow, readings, thresholds) };
  }
  if (isBusy) return byRate;
  const { solvedRun } = readings.trail;
  if (solvedRun !== null && isInRow(solvedRun.totals.solved, thresholds)) {
    return { state: 'ok', facts: runFacts(solvedRun.totals, readings, thresholds) };
  }
  return judgeWidened(readings, thresholds, alreadyFiring, from);
}

function isInRow(count: number, { inRow }: ErrorsThresholds): boolean {
  return inRow > 0 && count >= inRow;
}

/**
 * In a busy pipeline the newest seconds may hold what one worker sent and not yet what others did, so there the failures
 * must go on for a while.
 */
function failedInRow({ at, trail }: ErrorsReadings, isBusy: boolean, from: Millis): WindowTotals | null {
  const { failedRun, minutes } = trail;
  if (failedRun === null) return null;
  if (isBusy) return failedRun.since >= from && at - failedRun.since >= TRAIL_STEP_MS ? failedRun.totals : null;
  if (failedRun.since >= from) return failedRun.totals;
  return addUp(minutes.filter((minute) => minute.at >= from && minute.at > failedRun.since));
}

function runFacts({ solved, failed, byCode }: WindowTotals, { trail }: ErrorsReadings, { windowMs }: ErrorsThresholds) {
  const topCode = topCodeOf(byCode, trail);
  const known = topCode === null ? {} : { topCode };
  const total = solved + failed;
  return { kind: 'errors', failed, total, windowMs, inRow: total, byCode, ...known } as const;
}

function topCodeOf([top]: WindowTotals['byCode'], { known }: ErrorsTrail): ExplainedCode | null {
  return (top && known.get(top.code)) ?? null;
}

function judgeWidened(
  { at, trail }: ErrorsReadings,
  thresholds: ErrorsThresholds,
  alreadyFiring: boolean,
  from: Millis,
) {
  const unknown: VerdictOn<ErrorsFacts> = { state: 'unknown', why: 'tooFewResults' };
  const wide = widen(trail, thresholds.minResults, from, at);
  if (wide === null) return unknown;
  const windowMs = Math.max(thresholds.windowMs, wide.windowMs);
  const verdict = judgeErrors(
    wide.totals,
    { ...thresholds, windowMs },
    alreadyFiring,
    topCodeOf(wide.totals.byCode, trail),
  );
  // Nobody is notified of old failures alone, and after them nothing is over either.
  return verdict.state === 'firing' && wide.newest.failed === 0 ? unknown : verdict;
}
