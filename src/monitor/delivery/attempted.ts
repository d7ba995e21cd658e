import type { Delivery } from './delivery.ts';
import type { SendOutcome } from './outcome.ts';

/** A message by the end of an attempt. */
export interface Attempted {
  readonly outcome: SendOutcome;
  /** As it says by then. */
  readonly delivery: Delivery;
  /** How many copies of it may have arrived. */
  readonly copies: number;
}

export function notAttempted(delivery: Delivery, outcome: SendOutcome): Attempted {
  return { outcome, delivery, copies: delivery.copies };
}
