import { HOUR, type Millis, SECOND } from '../../monitor/time.ts';

/** A longer time is not waited for: somebody may be needed. */
const LONGEST_MS: Millis = HOUR;

/** How long a `Retry-After` says to wait, in seconds or until a date; null where it says nothing that can be read. */
export function retryAfterMs(text: string | null, now: Millis): Millis | null {
  if (text === null || text.trim() === '') return null;
  const ms = /^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) * SECOND : Date.parse(text) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(Math.ceil(ms), 0), LONGEST_MS);
}
