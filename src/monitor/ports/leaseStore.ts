import type { Millis } from '../time.ts';

export interface HeldLease {
  readonly name: string;
  readonly holder: string;
}

/** What tells one time of holding a lease from every other. */
export interface Fence extends HeldLease {
  /** Counts the holders from 1. */
  readonly epoch: number;
}

/** Work that only one process may do at a time, by name. */
export interface LeaseStore {
  /**
   * Takes the work on for `forMs`, or keeps it: from a holder whose time is over, or who surely is gone. Answers which
   * holder this is, counted from 1, or null where somebody else has it, or where it has not been free for `freeForMs` yet.
   */
  take(name: string, holder: string, now: Millis, forMs: Millis, freeForMs?: Millis): Promise<number | null>;
  /** Keeps all of these for `forMs` from now; answers those that somebody else has taken meanwhile, or that are not known. */
  renew(held: readonly Fence[], now: Millis, forMs: Millis): Promise<readonly Fence[]>;
  /** All that somebody holds, by name, and after it the shards of the gateway such as `shard 0 of 4`. */
  held(now: Millis): Promise<readonly HeldLease[]>;
  /** Lets others take it at once. */
  release(name: string, holder: string, now: Millis): Promise<void>;
  /** For so long the process is there, and does such work or could do some. */
  beat(holder: string, now: Millis, forMs: Millis): Promise<void>;
  /** How many such processes there are beside this one. */
  others(holder: string, now: Millis, forMs: Millis): Promise<number>;
  /** The process takes on nothing more. */
  leave(holder: string): Promise<void>;
}
