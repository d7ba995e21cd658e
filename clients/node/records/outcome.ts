/** How a task ended. */
export type Outcome = { readonly outcome: 'solved' } | { readonly outcome: 'failed'; readonly errorCode: string };

export const SOLVED: Outcome = { outcome: 'solved' };

/** Polling again is no end of a task. */
const NOT_READY = 'CAPCHA_NOT_READY';

/** A task that failed with a code; null where the code says that it has not ended. */
export function failedWith(errorCode: string): Outcome | null {
  return errorCode === NOT_READY ? null : { outcome: 'failed', errorCode };
}
