import { type Kysely, sql } from 'kysely';
import type { Millis } from '../monitor/time.ts';
import { METRICS } from '../monitor/types.ts';
import { atMost } from './literals.ts';
import type { Schema } from './schema.ts';
import { BATCH_ROWS, pipelinesOf, SUM_TABLES } from './sumTables.ts';

const FULL_BATCH = BigInt(BATCH_ROWS);
/** There may be one for each request, and their rows are small. */
const KEYS_BATCH = 2_000;

/** When a row was over; null while it is not. */
const DONE_AT = {
  deliveries: sql<number | null>`coalesce(delivered_at, gave_up_at)`,
  pages: sql<number | null>`coalesce(delivered_at, gave_up_at)`,
  incidents: sql<number | null>`ended_at`,
  notes: sql<number | null>`at`,
  mutes: sql<number | null>`coalesce(ended_at, until)`,
  changes: sql<number | null>`at`,
} as const;

/** Removes buckets that begin before a time. Each of these answers whether there may be more. */
export async function pruneResults(db: Kysely<Schema>, before: Millis): Promise<boolean> {
  let more = false;
  for (const { table, name } of SUM_TABLES) {
    const [from, column] = [sql.table(table), sql.ref(name)];
    for (const pipeline of await pipelinesOf(db, table)) {
      const { numAffectedRows = 0n } = await sql`delete from ${from} where (pipeline, start, ${column}) in
        (select pipeline, start, ${column} from ${from}
          where pipeline = ${pipeline} and start < ${before} limit ${atMost(BATCH_ROWS)})`.execute(db);
      more ||= numAffectedRows === FULL_BATCH;
    }
  }
  return more;
}

export async function pruneReadings(db: Kysely<Schema>, before: Millis): Promise<boolean> {
  let more = false;
  for (const pipeline of await pipelinesOf(db, 'readings'))
    for (const metric of METRICS) {
      const { numAffectedRows = 0n } = await sql`delete from readings where (pipeline, metric, at) in
        (select pipeline, metric, at from readings
          where pipeline = ${pipeline} and metric = ${metric} and at < ${before} limit ${atMost(BATCH_ROWS)})`.execute(
        db,
      );
      more ||= numAffectedRows === FULL_BATCH;
    }
  return more;
}

export async function pruneSummaries(db: Kysely<Schema>, before: Millis): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`delete from summaries where (guild_id, date) in
    (select guild_id, date from summaries where created_at < ${before} limit ${atMost(BATCH_ROWS)})`.execute(db);
  return numAffectedRows === FULL_BATCH;
}

/** Sources of a queue's depth that nobody has heard of for long, such as workers that are gone. */
export async function pruneQueueSources(db: Kysely<Schema>, before: Millis): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`delete from queue_sources where (pipeline, source) in
    (select pipeline, source from queue_sources where seen_at < ${before} limit ${atMost(BATCH_ROWS)})`.execute(db);
  return numAffectedRows === FULL_BATCH;
}

/** Decisions that were over before a time; what still holds stays, however old it is. */
export async function pruneDecisions(db: Kysely<Schema>, before: Millis): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`delete from decisions where id in
    (select id from decisions where until < ${before} limit ${atMost(BATCH_ROWS)})`.execute(db);
  return numAffectedRows === FULL_BATCH;
}

/** Keys of requests: who sends again so late sends something new. */
export async function pruneKeys(db: Kysely<Schema>, before: Millis): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`delete from ingest_keys where (pipeline, key_hash) in
    (select pipeline, key_hash from ingest_keys where at < ${before} order by at limit ${atMost(KEYS_BATCH)})`.execute(
    db,
  );
  return numAffectedRows === BigInt(KEYS_BATCH);
}

/**
 * Removes deliveries, incidents, mutes and changes that were over before a time. Ids rise with time, so only the oldest rows are
 * looked at, and no index on the end is needed; what is older and not over yet stays.
 */
export async function pruneDone(db: Kysely<Schema>, before: Millis): Promise<boolean> {
  let more = false;
  for (const [table, doneAt] of Object.entries(DONE_AT)) {
    const { numAffectedRows = 0n } = await sql`delete from ${sql.table(table)} where id in
      (select id from (select * from ${sql.table(table)} order by id limit ${atMost(BATCH_ROWS)}) as oldest
      where ${doneAt} < ${before})`.execute(db);
    more ||= numAffectedRows === FULL_BATCH;
  }
  return more;
}

/** What was sent to a place so long ago that no limit counts it. */
export async function pruneRateLimits(db: Kysely<Schema>, before: Millis): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`delete from rate_limits where name in
    (select name from rate_limits where at < ${before} limit ${atMost(BATCH_ROWS)})`.execute(db);
  return numAffectedRows === FULL_BATCH;
}

/** Interactions that nobody will hear again. */
export async function pruneInteractions(db: Kysely<Schema>, before: Millis): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`delete from interactions where id in
    (select id from interactions where at < ${before} limit ${atMost(BATCH_ROWS)})`.execute(db);
  return numAffectedRows === FULL_BATCH;
}
