import type { Limits, Millis, Verdict } from '../types.ts';

/** The newest solve result, and how many there were in the hour up to it. */
export interface Arrivals {
  readonly newestAt: Millis | null;
  readonly inHourBefore: number;
}

/**
 * Judges how long no result has come. Only a pipeline that was at work can go quiet: without enough results in the hour
 * before, a pause is nothing. Over when a result arrives.
 */
export function judgeSilence(
  { newestAt, inHourBefore }: Arrivals,
  limits: Limits['silence'],
  alreadyFiring: boolean,
  now: Millis,
): Verdict {
  if (newestAt === null) return { state: 'unknown', why: 'noReading' };
  const quietMs = Math.max(0, now - newestAt);
  const facts = { kind: 'silence', quietMs, newestAt, inHourBefore } as const;
  if (quietMs < limits.quietMs) return { state: 'ok', facts };
  if (!alreadyFiring && inHourBefore < limits.minResults) return { state: 'unknown', why: 'tooFewResults' };
  return { state: 'firing', severity: 'warning', facts };
}
