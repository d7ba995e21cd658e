import type { Millis } from '../time.ts';

/** What the processes on one database have of something that they share. */
export interface Shares {
  /** Of this process; 0: nothing yet. */
  readonly mine: number;
  readonly others: number;
  /** With this one. */
  readonly processes: number;
}

export interface ShareStore {
  /**
   * Notes that a process is there for so long, and what it has by then: at most `keeps`, and as `decide` says. Others do so before or
   * after, never at the same time.
   */
  renew(
    holder: string,
    keeps: number,
    decide: (shares: Shares) => number,
    now: Millis,
    forMs: Millis,
  ): Promise<{ readonly share: number; readonly processes: number }>;
  /** The process uses nothing more; others have it after so long. */
  leave(holder: string, now: Millis, afterMs: Millis): Promise<void>;
}
