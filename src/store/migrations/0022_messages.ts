import { type Kysely, sql } from 'kysely';

/** What a message tells of is found by its id. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index deliveries_of_message on deliveries (message_id) where message_id is not null`.execute(db);
}
