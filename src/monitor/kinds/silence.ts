import type { Verdict } from '../alerts/facts.ts';
import type { Millis } from '../time.ts';
import type { Limits } from '../types.ts';

/**
 * When the newest solve result arrived, how long we have listened since without another one, and how many there were in the
 * hour up to it. Time in which nobody listened is not in `quietMs`: a jump of the clock, a suspend or a stop is no silence.
 */
export interface Arrivals {
  readonly newestAt: Millis | null;
  readonly quietMs: Millis;
  readonly inHourBefore: number;
}

/**
 * Judges how long no result has come. Only a pipeline that was at work can go quiet: without enough results in the hour
 * before, a pause is nothing. Over when a result arrives.
 */
export function judgeSilence(
  { newestAt, quietMs, inHourBefore }: Arrivals,
  limits: Limits['silence'],
  alreadyFiring: boolean,
): Verdict {
  if (newestAt === null) return { state: 'unknown', why: 'noReading' };
  const facts = { kind: 'silence', quietMs, newestAt, inHourBefore } as const;
  if (quietMs < limits.quietMs) return { state: 'ok', facts };
  if (!alreadyFiring && inHourBefore < limits.minResults) return { state: 'unknown', why: 'tooFewResults' };
  return { state: 'firing', severity: 'warning', facts };
}
