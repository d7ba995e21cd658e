/** A source of numbers from 0 up to, not including, 1. */
export type Random = () => number;

/**
 * Tommy Ettinger's mulberry32: 32 bits of state, one multiplication chain a number, period 2³². Far from good enough for
 * secrets, good enough for a demo, and the same seed gives the same numbers on every machine.
 */
export function mulberry32(seed: number): Random {
  let state = seed | 0;

  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
