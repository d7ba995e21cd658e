import { type Kysely, sql } from 'kysely';

/** The message that is due first is found without a look at all that wait: what is critical, the others, and what is dated too far ahead. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const waiting = sql`delivered_at is null and gave_up_at is null`;
  await sql`create index deliveries_critical on deliveries (not_before, id)
    where ${waiting} and severity = 'error'`.execute(db);
  await sql`create index deliveries_others on deliveries (not_before, id)
    where ${waiting} and coalesce(severity, '') <> 'error'`.execute(db);
  await sql`create index deliveries_ahead on deliveries (not_before)
    where ${waiting} and coalesce(retry_why, '') not in ('muted', 'quietHours')`.execute(db);
  // SQLite takes the index with the most columns that are given: it read all that was given up of a guild to find what waits there.
  await sql`drop index deliveries_open`.execute(db);
  await sql`create index deliveries_open on deliveries (guild_id, delivered_at, gave_up_at, id) where ${waiting}`.execute(
    db,
  );
}
