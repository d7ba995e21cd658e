import type { Millis } from '../time.ts';

/** So many requests that Discord refused, at the latest at a moment. */
export interface Refusals {
  readonly at: Millis;
  readonly requests: number;
}

/** What Discord refused all processes, this one and those before it. */
export interface RefusalStore {
  /** Counts what it refused to one of them. */
  add(holder: string, refusals: readonly Refusals[]): Promise<void>;
  /** What it refused since a moment, but for one process; the first one first. */
  since(from: Millis, but: string | null): Promise<readonly Refusals[]>;
}
