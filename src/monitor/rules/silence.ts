import type { Verdict } from '../facts.ts';
import type { Limits, Millis } from '../types.ts';

/** The newest solve result, how many there were in the hour up to it, and since when we can have heard of any. */
export interface Arrivals {
  readonly newestAt: Millis | null;
  readonly watchingSince: Millis;
  readonly inHourBefore: number;
}

/**
 * Judges how long no result has come. Only a pipeline that was at work can go quiet: without enough results in the hour
 * before, a pause is nothing. Over when a result arrives.
 */
export function judgeSilence(
  { newestAt, watchingSince, inHourBefore }: Arrivals,
  limits: Limits['silence'],
  alreadyFiring: boolean,
  now: Millis,
): Verdict {
  if (newestAt === null) return { state: 'unknown', why: 'noReading' };
  const quietMs = Math.max(0, now - newestAt);
  const facts = { kind: 'silence', quietMs, newestAt, inHourBefore } as const;
  // What was posted while we were not running is lost to us, and no silence of the pipeline.
  const heardFrom = alreadyFiring ? newestAt : Math.max(newestAt, watchingSince);
  if (now - heardFrom < limits.quietMs) return { state: 'ok', facts };
  if (!alreadyFiring && inHourBefore < limits.minResults) return { state: 'unknown', why: 'tooFewResults' };
  return { state: 'firing', severity: 'warning', facts };
}
