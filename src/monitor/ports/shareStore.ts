import type { Millis } from '../time.ts';

/** One of the processes on a database, which has a part of something that they share. */
export interface Sharer {
  /** Tells it from others. */
  readonly holder: string;
  /** All is divided in proportion to the weights. */
  readonly weight: number;
}

/** What the processes on one database have of something that they share. */
export interface Shares {
  /** Of this process; 0: nothing yet. */
  readonly mine: number;
  readonly others: number;
  /** The weight of this one. */
  readonly weight: number;
  /** The sum of all weights, with its own. */
  readonly weights: number;
  /** How many there are, with this one. */
  readonly processes: number;
}

export interface ShareStore {
  /**
   * Notes that a process is there for so long, and what it has by then: at most `keeps`, and as `decide` says. Others do so before or
   * after, never at the same time.
   */
  renew(
    sharer: Sharer,
    keeps: number,
    decide: (shares: Shares) => number,
    now: Millis,
    forMs: Millis,
  ): Promise<Pick<Shares, 'weights' | 'processes'> & { readonly share: number }>;
  /** The process uses nothing more; others have it after so long. */
  leave(holder: string, now: Millis, afterMs: Millis): Promise<void>;
}
