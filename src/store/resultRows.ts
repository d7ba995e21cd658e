import type { Kysely } from 'kysely';
import type { BucketSums, CodeSum } from '../monitor/record/openBuckets.ts';
import type { Schema } from './schema.ts';

/** What a sketch is of. */
export type SketchPlace = Pick<Schema['solve_sketches'], 'pipeline' | 'type' | 'start'>;

/** What a file answers is there at once: then nothing is waited for. */
type Answer<T> = T | Promise<T>;

/** The rows that one process writes of the sketches. */
export interface SketchRows {
  readonly read: (place: SketchPlace) => Answer<Uint8Array | undefined>;
  /** Answers whether the row is still there: another process may have rolled it up, and then its sums are elsewhere. */
  readonly rewrite: (place: SketchPlace, sketch: Uint8Array) => Answer<boolean>;
  readonly put: (place: SketchPlace, sketch: Uint8Array) => Answer<void>;
}

/** What one transaction writes of results. */
export interface ResultRows {
  /** For what is seldom written with them. */
  readonly db: Kysely<Schema>;
  readonly sketches: SketchRows;
  /** Adds to the sums that are there. */
  readonly addSums: (sums: readonly BucketSums[]) => Answer<void>;
  readonly addCodes: (codes: readonly CodeSum[]) => Answer<void>;
}

/** A transaction that is kept as a whole, or not at all where the work rejects. */
export type WriteResults = <T>(work: (rows: ResultRows) => Promise<T>) => Promise<T>;
