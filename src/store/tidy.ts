import { type Kysely, sql } from 'kysely';
import type { Millis } from '../monitor/types.ts';
import type { Schema } from './schema.ts';

const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;
const DAY: Millis = 24 * HOUR;

/** Buckets become minutes after two hours and hours after seven days; everything is kept thirteen months. */
const FOLDS = [
  { olderThan: 2 * HOUR, into: MINUTE },
  { olderThan: 7 * DAY, into: HOUR },
] as const;
const KEPT_MS: Millis = 396 * DAY;
/** One batch touches at most this span or this many rows, so that nobody waits long for the writer. */
const BATCH_SPAN_MS: Millis = 6 * HOUR;
const BATCH_ROWS = 2_000;

/** One bounded batch of folding and pruning; answers whether there is more to do. */
export async function tidy(db: Kysely<Schema>, now: Millis): Promise<boolean> {
  let more = false;
  for (const { olderThan, into } of FOLDS) more = (await foldOne(db, now - olderThan, into)) || more;
  for (const table of ['solve_buckets', 'solve_errors'] as const)
    more = (await pruneBuckets(db, table, now - KEPT_MS)) || more;
  return (await pruneReadings(db, now - KEPT_MS)) || more;
}

/** Adds the oldest finer buckets to the coarse ones that contain them; the sums stay the same. */
async function foldOne(db: Kysely<Schema>, before: Millis, into: Millis): Promise<boolean> {
  const limit = before - (before % into);
  return db.transaction().execute(async (trx) => {
    const finer = sql<boolean>`start < ${limit} and start % ${into} <> 0`;
    const oldest = await trx
      .selectFrom('solve_buckets')
      .select(({ fn }) => fn.min<number | null>('start').as('start'))
      .where(finer)
      .executeTakeFirst();
    if (oldest?.start == null) return false;
    const from = oldest.start - (oldest.start % into);
    const to = Math.min(from + BATCH_SPAN_MS, limit);
    const span = sql`start >= ${from} and start < ${to} and start % ${into} <> 0`;
    await sql`insert into solve_buckets (pipeline, start, type, solved, failed, cost_micros, latency_sum_ms, latency_count)
      select pipeline, start - start % ${into}, type, sum(solved), sum(failed), sum(cost_micros), sum(latency_sum_ms), sum(latency_count)
      from solve_buckets where ${span} group by 1, 2, 3
      on conflict (pipeline, start, type) do update set
        solved = solve_buckets.solved + excluded.solved, failed = solve_buckets.failed + excluded.failed,
        cost_micros = solve_buckets.cost_micros + excluded.cost_micros,
        latency_sum_ms = solve_buckets.latency_sum_ms + excluded.latency_sum_ms,
        latency_count = solve_buckets.latency_count + excluded.latency_count`.execute(trx);
    await sql`delete from solve_buckets where ${span}`.execute(trx);
    await sql`insert into solve_errors (pipeline, start, code, n)
      select pipeline, start - start % ${into}, code, sum(n) from solve_errors where ${span} group by 1, 2, 3
      on conflict (pipeline, start, code) do update set n = solve_errors.n + excluded.n`.execute(trx);
    await sql`delete from solve_errors where ${span}`.execute(trx);
    return to < limit;
  });
}

async function pruneBuckets(
  db: Kysely<Schema>,
  table: 'solve_buckets' | 'solve_errors',
  before: Millis,
): Promise<boolean> {
  const key = table === 'solve_buckets' ? sql.ref('type') : sql.ref('code');
  const { numAffectedRows = 0n } = await sql`delete from ${sql.table(table)} where (pipeline, start, ${key}) in
    (select pipeline, start, ${key} from ${sql.table(table)} where start < ${before} limit ${BATCH_ROWS})`.execute(db);
  return numAffectedRows === BigInt(BATCH_ROWS);
}

async function pruneReadings(db: Kysely<Schema>, before: Millis): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`delete from readings where (pipeline, metric, at) in
    (select pipeline, metric, at from readings where at < ${before} limit ${BATCH_ROWS})`.execute(db);
  return numAffectedRows === BigInt(BATCH_ROWS);
}
