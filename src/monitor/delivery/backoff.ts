import type { Millis } from '../time.ts';

/** The wait before the next attempt: doubles up to the longest, less up to a quarter, so that many senders do not come back together. */
export function backoffMs(attempts: number, random: number, firstMs: Millis, longestMs: Millis): Millis {
  const full = Math.min(firstMs * 2 ** Math.max(0, attempts - 1), longestMs);
  return Math.round(full * (1 - random / 4));
}
