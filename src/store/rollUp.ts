import { type Kysely, sql } from 'kysely';
import { COARSENINGS, type OpenBuckets } from '../monitor/record/openBuckets.ts';
import { DAY, type Millis } from '../monitor/time.ts';
import { inOneView } from './inOneView.ts';
import type { Schema } from './schema.ts';
import { hasRows, lastOfBatch, moveSums, pipelinesOf, type RowPlace, SUM_TABLES, type SumTable } from './sumTables.ts';

/** Another process may have added late results behind the place that this one has reached. */
const WHOLE_PASS_MS: Millis = DAY;

/**
 * Adds old buckets to the longer ones that contain them, in batches of rows; the sums stay the same. What is rolled up is not
 * looked at again until a whole pass is due, or something late was added.
 */
function createLevel(db: Kysely<Schema>, { olderThan, into }: (typeof COARSENINGS)[number]) {
  const reached = new Map<string, RowPlace>();
  /** By pipeline: the oldest start that was added since the last run. */
  const late = new Map<string, Millis>();
  let passFrom: Millis | null = null;
  let lastLimit: Millis = 0;

  /** Goes back to what was added behind the place that was reached. */
  function goBackToLate(): void {
    for (const [pipeline, start] of late)
      for (const table of SUM_TABLES) {
        const key = keyOf(table, pipeline);
        if ((reached.get(key)?.start ?? 0) >= start) reached.set(key, beginningOf(start));
      }
    late.clear();
  }

  async function batchOf(table: SumTable, pipeline: string, before: Millis): Promise<boolean> {
    const key = keyOf(table, pipeline);
    const rows = { pipeline, from: reached.get(key) ?? beginningOf(0), before };
    if (!(await hasRows(db, table, rows))) return false;
    const which = sql<boolean>`start % ${sql.lit(into)} <> 0`;
    const start = sql<Millis>`start - start % ${sql.lit(into)}`;
    const last = await inOneView(db, async (trx) => {
      const end = await lastOfBatch(trx, table, rows);
      await moveSums(trx, table, { rows, last: end, which, start });
      return end;
    });
    reached.set(key, last ?? beginningOf(before));
    return last !== null;
  }

  return {
    /** One batch of each table and pipeline; answers whether there is more. */
    async run(now: Millis): Promise<boolean> {
      const limit = now - olderThan - ((now - olderThan) % into);
      // Where the clock was set back, rows that were dated ahead have moved.
      if (passFrom === null || limit < lastLimit || limit - passFrom >= WHOLE_PASS_MS) {
        reached.clear();
        passFrom = limit;
      }
      lastLimit = limit;
      goBackToLate();
      let more = false;
      for (const table of SUM_TABLES)
        for (const pipeline of await pipelinesOf(db, table.table))
          more = (await batchOf(table, pipeline, limit)) || more;
      return more;
    },
    added(pipeline: string, start: Millis): void {
      late.set(pipeline, Math.min(start, late.get(pipeline) ?? start));
    },
  };
}

/** All levels; `added` is told of what was written, which may be late. */
export function createRollUp(db: Kysely<Schema>) {
  const levels = COARSENINGS.map((each) => createLevel(db, each));
  return {
    batches: levels.map(({ run }) => run),
    added({ sums }: OpenBuckets): void {
      for (const { pipeline, start } of sums.values()) for (const level of levels) level.added(pipeline, start);
    },
  };
}

export type RollUp = ReturnType<typeof createRollUp>;

function beginningOf(start: Millis): RowPlace {
  return { start, name: null };
}

function keyOf({ table }: SumTable, pipeline: string): string {
  return `${table} ${pipeline}`;
}
