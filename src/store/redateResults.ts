import { type Kysely, sql } from 'kysely';
import { BUCKET_MS } from '../monitor/openBuckets.ts';
import type { Millis } from '../monitor/types.ts';
import { inOneView } from './inOneView.ts';
import { BATCH_SPAN_MS, moveBuckets } from './moveBuckets.ts';
import type { Schema } from './schema.ts';
import { moveSketches } from './tidySketches.ts';

const BATCH_ROWS = 500;

/** Adds sums of buckets that begin in the future to those that they would have been counted in by the present clock. */
export async function redateResults(
  db: Kysely<Schema>,
  now: Millis,
  byMs: Millis,
  forgetSketches: () => void,
): Promise<void> {
  while (await redateBuckets(db, now, byMs));
  while (await moveSketches(db, { after: now }, (start) => startOf(Math.min(now, start - byMs)), forgetSketches));
}

function startOf(at: Millis): Millis {
  return at - (at % BUCKET_MS);
}

/** Answers whether there may be more. */
function redateBuckets(db: Kysely<Schema>, now: Millis, byMs: Millis): Promise<boolean> {
  const earlier = sql`start - ${sql.lit(byMs)}`;
  const at = sql`case when ${earlier} < ${sql.lit(now)} then ${earlier} else ${sql.lit(now)} end`;
  const start = sql`(${at}) - (${at}) % ${sql.lit(BUCKET_MS)}`;
  return inOneView(db, async (trx) => {
    const { rows } = await sql<{ first: Millis | null }>`select min(start) as first from
      (select start from solve_buckets where start > ${sql.lit(now)} union all
      select start from solve_errors where start > ${sql.lit(now)}) as ahead`.execute(trx);
    const first = rows[0]?.first ?? null;
    if (first === null) return false;
    const span = sql`start >= ${sql.lit(first)} and start < ${sql.lit(first + BATCH_SPAN_MS)}`;
    await moveBuckets(trx, span, start);
    return true;
  });
}

/** Of two readings of one moment the one that came last counts. */
export async function redateReadings(db: Kysely<Schema>, now: Millis, byMs: Millis): Promise<void> {
  for (let found = BATCH_ROWS; found === BATCH_ROWS; ) {
    found = await inOneView(db, async (trx) => {
      const ahead = await trx
        .selectFrom('readings')
        .selectAll()
        .where('at', '>', now)
        .orderBy('at')
        .limit(BATCH_ROWS)
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
