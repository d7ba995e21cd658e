import { HOUR, MINUTE, type Millis } from '../time.ts';

/** A kind that has fired and recovered more often than this in an hour is flapping. */
export const MOST_PAIRS = 5;
export const FLAPPING_WITHIN_MS: Millis = HOUR;
/** So long it must stay ok until its flapping is over: at five times an hour it would have fired again by then. */
export const STEADY_AFTER_MS: Millis = 15 * MINUTE;

/** An incident that was closed, by its times. */
export interface Ended {
  readonly openedAt: Millis;
  readonly closedAt: Millis;
}

/** A kind that fires and recovers again and again is one incident until it stays ok. */
export interface Flapping {
  /** When the first of what is counted began. */
  readonly since: Millis;
  /** How often it has fired and recovered. */
  readonly times: number;
  /** How many of these were incidents of their own, with messages of their own. */
  readonly before: number;
  /** When it last began to fire, and when it was last ok. */
  readonly cameAt: Millis;
  readonly goneAt: Millis;
  /** It does not fire, as far as its own clear time says. */
  readonly isGone: boolean;
  /** People were notified that it is flapping. */
  readonly isNotified: boolean;
}

/** Its verdict has been ok for long enough to be over: how often that is by now; null: it is not flapping, and is over. */
export function goneOnceMore(
  { flapping, openedAt }: { readonly flapping: Flapping | null; readonly openedAt: Millis },
  ends: readonly Ended[],
  now: Millis,
): Flapping | null {
  if (flapping !== null) {
    return flapping.isGone ? flapping : { ...flapping, times: flapping.times + 1, goneAt: now, isGone: true };
  }
  const lately = endsWithin(ends, now);
  if (lately.length < MOST_PAIRS) return null;
  const since = Math.min(openedAt, ...lately.map((ended) => ended.openedAt));
  const counted = { since, times: lately.length + 1, before: lately.length };
  return { ...counted, cameAt: openedAt, goneAt: now, isGone: true, isNotified: false };
}

/** Those of the last hour. */
export function endsWithin(ends: readonly Ended[], now: Millis): readonly Ended[] {
  return ends.filter(({ closedAt }) => now - closedAt < FLAPPING_WITHIN_MS);
}

/** It fires again. */
export function cameBack(flapping: Flapping | null, now: Millis): Flapping | null {
  return flapping?.isGone ? { ...flapping, cameAt: now, isGone: false } : flapping;
}

/**
 * Whether it stays ok. A stop of the process proves nothing. What fired for a whole hour before it was ok is not flapping.
 */
export function isSteady(
  flapping: Flapping,
  clearSince: Millis,
  { steadySince, now }: { readonly steadySince: Millis; readonly now: Millis },
): boolean {
  if (!flapping.isGone) return false;
  if (flapping.goneAt - flapping.cameAt >= FLAPPING_WITHIN_MS) return true;
  return now - Math.max(clearSince, Math.min(steadySince, now)) >= STEADY_AFTER_MS;
}

/** Whether it has fired again for so long that it is no longer flapping, and nobody was notified of that yet. */
export function firesUnnotified(flapping: Flapping | null, lastSentAt: Millis | null, now: Millis): boolean {
  if (flapping === null || flapping.isGone) return false;
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
