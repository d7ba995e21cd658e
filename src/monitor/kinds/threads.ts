import type { ThreadsFacts, Verdict } from '../alerts/facts.ts';
import type { Millis } from '../time.ts';
import type { Limits, Reading, WindowTotals } from '../types.ts';
import type { Widened } from './widen.ts';

/**
 * Codes by which CaptchaAI refuses a task because every thread is busy. ERROR_ZERO_BALANCE primarily means "no free
 * threads" there (docs.captchaai.com/pages/err_handling), so both count as one.
 */
const REFUSALS: ReadonlySet<string> = new Set(['ERROR_NO_SLOT_AVAILABLE', 'ERROR_ZERO_BALANCE']);

/** Once it fires, a share of refusals just round the limit is no recovery. */
const STICKY = 0.98;

/** Shares of busy threads, 0 to 1 in millionths, oldest first; empty where the account does not tell. */
export interface ThreadReadings {
  readonly busyShares: readonly Reading[];
  readonly busy: number | null;
  readonly total: number | null;
}

export const SHARE_SCALE = 1_000_000;

/** Judges whether the plan's threads are used up: by the account's own figures, or by the tasks that it refuses. */
export function judgeThreads(
  readings: ThreadReadings,
  window: WindowTotals,
  limits: Limits['threads'],
  alreadyFiring: boolean,
  now: Millis,
  wide: Widened | null = null,
  steadySince: Millis = 0,
): Verdict {
  const refusedShare = alreadyFiring ? limits.refusedShare * STICKY : limits.refusedShare;
  const isWide = window.solved + window.failed <= limits.minResults;
  const { solved, failed, byCode } = isWide && wide !== null ? wide.totals : window;
  const results = solved + failed;
  const refused = refusedOf({ byCode });
  // A wider window tells of the past: whether that goes on only its newest results know.
  const isOver = isWide && wide !== null && refusedOf(wide.newest) === 0 && refused / results > refusedShare;
  const enoughResults = results > limits.minResults && !isOver;
  const newest = readings.busyShares.at(-1);
  const fresh = newest !== undefined && now - newest.at <= limits.staleMs;
  if (!enoughResults && !fresh) return { state: 'unknown', why: newest === undefined ? 'noReading' : 'stale' };

  const facts: ThreadsFacts = {
    kind: 'threads',
    busy: fresh ? readings.busy : null,
    total: fresh ? readings.total : null,
    refused: enoughResults ? refused : 0,
    results: enoughResults ? results : 0,
  };
  const fullMs = fullForMs(readings.busyShares, limits.busyShare, now, steadySince);
  const full = fresh && fullMs !== null && (alreadyFiring || fullMs >= limits.holdMs);
  const refusing = enoughResults && refused / results > refusedShare;
  return full || refusing ? { state: 'firing', severity: 'warning', facts } : { state: 'ok', facts };
}

/** Results that were refused because every thread was busy. */
export function refusedOf({ byCode }: Pick<WindowTotals, 'byCode'>): number {
  return byCode.reduce((sum, { code, count }) => sum + (REFUSALS.has(code) ? count : 0), 0);
}

/** For how long every reading has been at or above the share; null if the newest is not. */
function fullForMs(shares: readonly Reading[], share: number, now: Millis, steadySince: Millis): Millis | null {
  const lastBelow = shares.findLastIndex(({ value }) => value < share * SHARE_SCALE);
  const first = shares[lastBelow + 1];
  // A jump of the clock or a suspend is no time in which it stayed so.
  return first === undefined ? null : now - Math.max(first.at, steadySince);
}
