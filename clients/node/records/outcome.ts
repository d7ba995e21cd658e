import { isNotReady } from './documentedCodes.ts';

/** How a task ended. A refusal may name no code. */
export type Outcome =
  | { readonly outcome: 'solved' }
  | { readonly outcome: 'failed'; readonly errorCode: string | null };

export const SOLVED: Outcome = { outcome: 'solved' };

/** A task that failed with a code; null where the code says that it has not ended. */
export function failedWith(errorCode: string | null): Outcome | null {
  return errorCode !== null && isNotReady(errorCode) ? null : { outcome: 'failed', errorCode };
}
