import type { Verdict } from '../alerts/facts.ts';
import type { ExplainedCode } from '../record/codes.ts';
import type { Millis } from '../time.ts';
import type { Limits, WindowTotals } from '../types.ts';
import { addUp, type ErrorsTrail, TRAIL_STEP_MS } from './errorsTrail.ts';
import { widen } from './widen.ts';

/**
 * Judges the share of failed results in the window. Fires above `rate`; once it fires it goes on until the share is
 * at or below `clearRate`, so that a share just round the limit does not flap.
 */
export function judgeErrors(
  window: WindowTotals,
  limits: Limits['errors'],
  alreadyFiring: boolean,
  topCode: ExplainedCode | null = null,
): Verdict {
  const total = window.solved + window.failed;
  if (total <= limits.minResults) return { state: 'unknown', why: 'tooFewResults' };

  const { failed, byCode } = window;
  const known = topCode === null ? {} : { topCode };
  const facts = { kind: 'errors', failed, total, windowMs: limits.windowMs, byCode, ...known } as const;
  const limit = alreadyFiring ? limits.clearRate : limits.rate;
  return failed / total > limit ? { state: 'firing', severity: 'error', facts } : { state: 'ok', facts };
}

/** The window, and what else tells of a pipeline with little traffic. */
export interface ErrorsReadings {
  readonly at: Millis;
  readonly window: WindowTotals;
  readonly topCode: ExplainedCode | null;
  readonly trail: ErrorsTrail;
}

/**
 * Judges the window; where it holds too few results, a wider one. So many failures in a row fire by themselves, and so many
 * solved ones are the end of it. What was before `from` is known already and does not count again.
 */
export function judgeErrorsTrail(
  readings: ErrorsReadings,
  limits: Limits['errors'],
  alreadyFiring: boolean,
  from: Millis,
): Verdict {
  const byRate = judgeErrors(readings.window, limits, alreadyFiring, readings.topCode);
  if (byRate.state === 'firing') return byRate;
  const isBusy = byRate.state === 'ok';
  const inRow = failedInRow(readings, isBusy, from);
  if (inRow !== null && isInRow(inRow.failed, limits)) {
    return { state: 'firing', severity: 'error', facts: runFacts(inRow, readings, limits) };
  }
  if (isBusy) return byRate;
  const { solvedRun } = readings.trail;
  if (solvedRun !== null && isInRow(solvedRun.totals.solved, limits)) {
    return { state: 'ok', facts: runFacts(solvedRun.totals, readings, limits) };
  }
  return judgeWidened(readings, limits, alreadyFiring, from);
}

function isInRow(count: number, { inRow }: Limits['errors']): boolean {
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

function runFacts({ solved, failed, byCode }: WindowTotals, { trail }: ErrorsReadings, { windowMs }: Limits['errors']) {
  const topCode = topCodeOf(byCode, trail);
  const known = topCode === null ? {} : { topCode };
  const total = solved + failed;
  return { kind: 'errors', failed, total, windowMs, inRow: total, byCode, ...known } as const;
}

function topCodeOf([top]: WindowTotals['byCode'], { known }: ErrorsTrail): ExplainedCode | null {
  return (top && known.get(top.code)) ?? null;
}

function judgeWidened({ at, trail }: ErrorsReadings, limits: Limits['errors'], alreadyFiring: boolean, from: Millis) {
  const unknown: Verdict = { state: 'unknown', why: 'tooFewResults' };
  const wide = widen(trail, limits.minResults, from, at);
  if (wide === null) return unknown;
  const windowMs = Math.max(limits.windowMs, wide.windowMs);
  const verdict = judgeErrors(
    wide.totals,
    { ...limits, windowMs },
    alreadyFiring,
    topCodeOf(wide.totals.byCode, trail),
  );
  // Of old failures alone nobody is told, and after them nothing is over either.
  return verdict.state === 'firing' && wide.newest.failed === 0 ? unknown : verdict;
}
