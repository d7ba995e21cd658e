import type { Kysely } from 'kysely';
import type { OpenBuckets } from '../monitor/record/openBuckets.ts';
import { createRollUp } from './rollUp.ts';
import type { Schema } from './schema.ts';
import { createTidy } from './tidy.ts';
import { createSketchTidying } from './tidySketches.ts';

/** Tidying over one way to the database, with how far it came. `forget` lets go of the sketches that are kept in memory. */
export function createTidying(db: Kysely<Schema>, forget: () => void) {
  const rollUp = createRollUp(db);
  const sketches = createSketchTidying(db, forget);
  return {
    db,
    tidy: createTidy(db, rollUp, sketches),
    /** What was written, which may be late. */
    added(buckets: OpenBuckets): void {
      rollUp.added(buckets);
      sketches.added(buckets);
    },
  };
}
