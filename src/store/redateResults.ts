import { type Kysely, sql } from 'kysely';
import { BUCKET_MS } from '../monitor/record/openBuckets.ts';
import type { Millis } from '../monitor/time.ts';
import { inOneView } from './inOneView.ts';
import { atMost } from './literals.ts';
import type { Schema } from './schema.ts';
import { hasRows, lastOfBatch, moveSums, pipelinesOf, SUM_TABLES, type SumTable } from './sumTables.ts';
import { moveSketches } from './tidySketches.ts';

const BATCH_ROWS = 500;

/** Adds sums of buckets that begin in the future to those that they would have been counted in by the present clock. */
export async function redateResults(
  db: Kysely<Schema>,
  now: Millis,
  byMs: Millis,
  forgetSketches: () => void,
): Promise<void> {
  for (const table of SUM_TABLES)
    for (const pipeline of await pipelinesOf(db, table.table)) await redateSums(db, table, pipeline, now, byMs);
  const isAhead = sql<boolean>`start > ${now}`;
  while (await moveSketches(db, isAhead, (start) => startOf(Math.min(now, start - byMs)), forgetSketches));
}

function startOf(at: Millis): Millis {
  return at - (at % BUCKET_MS);
}

/** The rows of a pipeline that begin after a moment, in batches: each is moved to where it no longer does. */
async function redateSums(db: Kysely<Schema>, table: SumTable, pipeline: string, now: Millis, byMs: Millis) {
  const earlier = sql`start - ${sql.lit(byMs)}`;
  const at = sql`case when ${earlier} < ${sql.lit(now)} then ${earlier} else ${sql.lit(now)} end`;
  const start = sql<Millis>`(${at}) - (${at}) % ${sql.lit(BUCKET_MS)}`;
  const rows = { pipeline, from: { start: now + 1, name: null }, before: Number.MAX_SAFE_INTEGER };
  for (let isMore = await hasRows(db, table, rows); isMore; ) {
    isMore = await inOneView(db, async (trx) => {
      const last = await lastOfBatch(trx, table, rows);
      await moveSums(trx, table, { rows, last, start });
      return last !== null;
    });
  }
}

/** Of two readings of one moment the one that came last counts. */
export async function redateReadings(db: Kysely<Schema>, now: Millis, byMs: Millis): Promise<void> {
  for (let count = BATCH_ROWS; count === BATCH_ROWS; ) {
    count = await inOneView(db, async (trx) => {
      const ahead = await trx
        .selectFrom('readings')
        .selectAll()
        .where('at', '>', now)
        .orderBy('at')
        .limit(atMost(BATCH_ROWS))
        .execute();
      if (ahead.length === 0) return 0;
      const redated = new Map(
        ahead.map((row) => {
          const at = Math.min(now, row.at - byMs);
          return [`${row.metric} ${at} ${row.pipeline}`, { ...row, at }];
        }),
      );
      await trx
        .insertInto('readings')
        .values([...redated.values()])
        .onConflict((oc) =>
          oc.columns(['pipeline', 'metric', 'at']).doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })),
        )
        .execute();
      for (const { pipeline, metric, at } of ahead)
        await trx
          .deleteFrom('readings')
          .where((eb) => eb.and({ pipeline, metric, at }))
          .execute();
      return ahead.length;
    });
  }
}
