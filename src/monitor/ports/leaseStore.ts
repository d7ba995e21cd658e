import type { Millis } from '../time.ts';

export interface HeldLease {
  readonly name: string;
  readonly holder: string;
}

/** Work that only one process may do at a time, by name. */
export interface LeaseStore {
  /**
   * Takes the work on for `forMs`, or keeps it: from a holder whose time is over, or who surely is gone. Answers which
   * holder this is, counted from 1, or null where somebody else has it.
   */
  take(name: string, holder: string, now: Millis, forMs: Millis): Promise<number | null>;
  /** All that somebody holds, by name. */
  held(now: Millis): Promise<readonly HeldLease[]>;
  /** Lets others take it at once. */
  release(name: string, holder: string): Promise<void>;
}
