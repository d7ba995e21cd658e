import { type Kysely, sql } from 'kysely';

/** The post that a message began is its thread, and so stands where threads do. It has the id of the message, which only its place names. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update deliveries set thread_id = message_id
    where type = 'alert' and thread_id is null and delivered_at is not null
    and place like '%"' || message_id || '"%'`.execute(db);
}
