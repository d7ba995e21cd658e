import { HOUR, MINUTE, type Millis } from '../time.ts';

/** A kind that has come and gone more often than this in an hour is flapping. */
export const MOST_PAIRS = 5;
export const FLAPPING_WITHIN_MS: Millis = HOUR;
/** So long it must stay ok until its flapping is over: five times an hour, it would have come back by then. */
export const STEADY_AFTER_MS: Millis = 15 * MINUTE;

/** An incident that was closed, by its times. */
export interface Ended {
  readonly openedAt: Millis;
  readonly closedAt: Millis;
}

/** What comes and goes again and again is one incident until it stays away. */
export interface Flapping {
  /** When the first of what is counted began. */
  readonly since: Millis;
  /** How often it has come and gone. */
  readonly times: number;
  /** How many of these were incidents of their own, which were told on their own. */
  readonly before: number;
  /** When it last came, and when it was last gone: it fires where it came later. */
  readonly cameAt: Millis;
  readonly goneAt: Millis;
  /** People were told that it is flapping. */
  readonly isTold: boolean;
}

/** Its verdict has been ok for long enough to be over: how often that is by now; null: it is not flapping, and is over. */
export function goneOnceMore(
  { flapping, openedAt }: { readonly flapping: Flapping | null; readonly openedAt: Millis },
  ends: readonly Ended[],
  now: Millis,
): Flapping | null {
  if (flapping !== null) return isGone(flapping) ? flapping : { ...flapping, times: flapping.times + 1, goneAt: now };
  const lately = endsWithin(ends, now);
  if (lately.length < MOST_PAIRS) return null;
  const since = Math.min(openedAt, ...lately.map((ended) => ended.openedAt));
  return { since, times: lately.length + 1, before: lately.length, cameAt: openedAt, goneAt: now, isTold: false };
}

/** Those of the last hour. */
export function endsWithin(ends: readonly Ended[], now: Millis): readonly Ended[] {
  return ends.filter(({ closedAt }) => now - closedAt < FLAPPING_WITHIN_MS);
}

/** Whether it does not fire, as far as its own clear time says. */
export function isGone({ cameAt, goneAt }: Flapping): boolean {
  return goneAt >= cameAt;
}

/** It fires again. */
export function cameBack(flapping: Flapping | null, now: Millis): Flapping | null {
  return flapping !== null && isGone(flapping) ? { ...flapping, cameAt: Math.max(now, flapping.goneAt + 1) } : flapping;
}

/**
 * Whether what is gone stays away. A stop of the process proves nothing. What fired for a whole hour before it went did not come
 * and go.
 */
export function isSteady(
  flapping: Flapping,
  clearSince: Millis,
  { steadySince, now }: { readonly steadySince: Millis; readonly now: Millis },
): boolean {
  if (!isGone(flapping)) return false;
  if (flapping.goneAt - flapping.cameAt >= FLAPPING_WITHIN_MS) return true;
  return now - Math.max(clearSince, Math.min(steadySince, now)) >= STEADY_AFTER_MS;
}

/** Whether what came back stays, and nobody was told of that since: it no longer comes and goes. */
export function staysUntold(flapping: Flapping | null, lastSentAt: Millis | null, now: Millis): boolean {
  if (flapping === null || isGone(flapping)) return false;
  return now - flapping.cameAt >= STEADY_AFTER_MS && (lastSentAt ?? 0) < flapping.cameAt;
}

/** What messages say of it. */
export interface CameAndWent {
  readonly times: number;
  readonly since: Millis;
}

export function cameAndWent({ flapping }: { readonly flapping: Flapping | null }): { readonly flapping?: CameAndWent } {
  return flapping === null ? {} : { flapping: { times: flapping.times, since: flapping.since } };
}
