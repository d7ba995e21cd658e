import type { Millis } from '../../monitor/time.ts';

/** Of all requests of one stage. Two of them take less than the lease of a delivery, so that nobody else sends it meanwhile. */
const STAGE_MS: Millis = 40_000;
export const endOfAttempt = () => AbortSignal.timeout(STAGE_MS);

/** Of one request, over headers and body, which the library's own limit does not cover. */
const REQUEST_MS: Millis = 25_000;

/** Ends with the attempt that a request belongs to, or when it takes too long by itself. */
export function within(attempt: AbortSignal): AbortSignal {
  return AbortSignal.any([attempt, AbortSignal.timeout(REQUEST_MS)]);
}
