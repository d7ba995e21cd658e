import type { CountedResult } from '../measures.ts';
import type { Millis } from '../time.ts';

/** Results under a key of the sender's: they count once, however often they are sent. Neither key nor body is kept, only their hashes. */
export interface KeyedResults {
  readonly pipeline: string;
  readonly keyHash: string;
  readonly bodyHash: string;
  readonly at: Millis;
  readonly results: readonly CountedResult[];
}

/** `known`: they were counted before. `otherBody`: the key stands for other results. */
export type KeyOutcome = 'counted' | 'known' | 'otherBody';
