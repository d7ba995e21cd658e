import type { Millis } from '../time.ts';

/** How many requests Discord counts as invalid, at the latest at a moment. */
export interface InvalidRequestCount {
  readonly at: Millis;
  readonly requests: number;
}

/** The invalid requests of all processes, this one and those before it. */
export interface InvalidRequestStore {
  /** Counts invalid requests of one of them. */
  add(holder: string, counts: readonly InvalidRequestCount[]): Promise<void>;
  /** The invalid requests since a moment, but for those of one process; the first one first. */
  since(from: Millis, but: string | null): Promise<readonly InvalidRequestCount[]>;
}
