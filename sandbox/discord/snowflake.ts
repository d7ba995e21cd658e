import { DISCORD_EPOCH_MS } from './limits.ts';

// Before this an id would be shorter than the 17 digits by which clients recognise the id in a path.
const EARLIEST_MS = DISCORD_EPOCH_MS + 28 * 24 * 60 * 60_000;

/** Makes ids that carry their time and never go back, even when the clock stands still or is set back. */
export function createSnowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const fromClock = BigInt(Math.max(Math.trunc(now()), EARLIEST_MS) - DISCORD_EPOCH_MS) << 22n;
    last = fromClock > last ? fromClock : last + 1n;
    return last.toString();
  };
}

export function isSnowflake(value: unknown): value is string {
  return typeof value === 'string' && /^\d{17,19}$/.test(value);
}
