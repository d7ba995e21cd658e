import { type Kysely, sql } from 'kysely';
import { type OpenBuckets, ROLL_UPS } from '../monitor/record/openBuckets.ts';
import type { Millis } from '../monitor/time.ts';
import { inOneView } from './inOneView.ts';
import { createProgress } from './progress.ts';
import type { Schema } from './schema.ts';
import { beginningOf, lastOfBatch, lookFor, moveSums, pipelinesOf, SUM_TABLES, type SumTable } from './sumTables.ts';

/** Adds old buckets to the longer ones that contain them, in batches of rows; the sums stay the same. */
function createLevel(db: Kysely<Schema>, { olderThan, into }: (typeof ROLL_UPS)[number]) {
  const progress = createProgress();
  /** Or of one writer among several. */
  const isFiner = sql<boolean>`(start % ${sql.lit(into)} <> 0 or writer <> '')`;
  const start = sql<Millis>`start - start % ${sql.lit(into)}`;

  async function batchOf(table: SumTable, pipeline: string, before: Millis): Promise<boolean> {
    const key = keyOf(table, pipeline);
    const { first, end } = await lookFor(db, table, { pipeline, from: progress.placeOf(key), before }, isFiner);
    if (first === null) {
      progress.reach(key, end ?? beginningOf(before));
      return end !== null;
    }
    const rows = { pipeline, from: beginningOf(first.start), before };
    const last = await inOneView(db, async (trx) => {
      const last = await lastOfBatch(trx, table, rows);
      await moveSums(trx, table, { rows, last, which: isFiner, start });
      return last;
    });
    progress.reach(key, last ?? beginningOf(before));
    return last !== null;
  }

  return {
    /** One batch of each table and pipeline; answers whether there is more. */
    async run(now: Millis): Promise<boolean> {
      const limit = now - olderThan - ((now - olderThan) % into);
      progress.begin(limit);
      let more = false;
      for (const table of SUM_TABLES)
        for (const pipeline of await pipelinesOf(db, table.table))
          more = (await batchOf(table, pipeline, limit)) || more;
      return more;
    },
    added(pipeline: string, at: Millis): void {
      for (const table of SUM_TABLES) progress.added(keyOf(table, pipeline), at);
    },
  };
}

/** All levels; `added` is called with what was written, which may be late. */
export function createRollUp(db: Kysely<Schema>) {
  const levels = ROLL_UPS.map((each) => createLevel(db, each));
  return {
    batches: levels.map(({ run }) => run),
    added({ sums }: OpenBuckets): void {
      for (const { pipeline, start } of sums.values()) for (const level of levels) level.added(pipeline, start);
    },
  };
}

export type RollUp = ReturnType<typeof createRollUp>;

function keyOf({ table }: SumTable, pipeline: string): string {
  return `${table} ${pipeline}`;
}
