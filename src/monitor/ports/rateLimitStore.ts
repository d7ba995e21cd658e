import type { Millis } from '../time.ts';

/** So many requests within so long, wherever that time begins. */
export interface Allowance {
  readonly requests: number;
  readonly inMs: Millis;
}

/** `waitMs`: it may not leave before that, and is not counted. */
export type Taken = { readonly ticket: Millis } | { readonly waitMs: Millis };

/** The limits of a receiver on single places, over all processes. A name says which limit it is. */
export interface RateLimitStore {
  /** Counts a request that is about to leave. */
  take(name: string, allowances: readonly Allowance[], now: Millis): Promise<Taken>;
  /** Its answer has come, or none will. `closedMs`: for so long the receiver takes no other one. */
  answered(name: string, ticket: Millis, now: Millis, closedMs: Millis): Promise<void>;
}
