import type { Clock, Millis } from '../time.ts';

/** Clocks of two machines may differ by less than this, and a clock is often set right by so much. */
export const SET_BACK_MS: Millis = 5_000;

/** A clock that knows when it was set back, however short it was ahead: what was read from it meanwhile may be written down. */
export interface WatchedClock extends Clock {
  /** By how much it was set back after a moment of `elapsed`; 0 where it was not. */
  setBackSince(moment: Millis): Millis;
}

/** Nobody looks back further than some seconds, and a clock is not set back often. */
const MOST_KEPT = 10;

/** `elapsed`: milliseconds on a clock that only moves forward. */
export function watchClock(clock: Clock, elapsed: () => Millis): WatchedClock {
  let lastOffset = Number.NEGATIVE_INFINITY;
  let setBacks: { readonly moment: Millis; readonly byMs: Millis }[] = [];

  return {
    now() {
      const [at, moment] = [clock.now(), elapsed()];
      const byMs = lastOffset - (at - moment);
      lastOffset = at - moment;
      if (byMs > SET_BACK_MS) setBacks = [...setBacks, { moment, byMs }].slice(-MOST_KEPT);
      return at;
    },
    setBackSince: (moment) =>
      setBacks.filter((setBack) => setBack.moment > moment).reduce((sum, { byMs }) => sum + byMs, 0),
  };
}
