import type { Millis } from '../../monitor/time.ts';

/** Of one request, over headers and body, which the library's own limit does not cover. */
const REQUEST_MS: Millis = 25_000;

/** Ends with the attempt that a request belongs to, or when it takes too long by itself. */
export function within(attempt: AbortSignal): AbortSignal {
  return AbortSignal.any([attempt, AbortSignal.timeout(REQUEST_MS)]);
}
