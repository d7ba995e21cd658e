import { type Kysely, sql } from 'kysely';

/** When each receiver outside of Discord was last notified of a kind is asked at each evaluation of a server without a place in Discord. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index pages_triggers on pages (pipeline, created_at) where event = 'trigger'`.execute(db);
}
