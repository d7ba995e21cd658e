import { type Kysely, sql } from 'kysely';

/** What is needed to send once and nowhere else: attempts whose answer was lost, and where a webhook's messages appear. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('deliveries').addColumn('uncertain_at', 'bigint').execute();
  await db.schema.alterTable('guilds').addColumn('webhook_channel_id', 'text').execute();
  await db.schema.alterTable('guilds').addColumn('webhook_thread_id', 'text').execute();
  // A message that was being sent when the earlier version ended may have arrived.
  await sql`update deliveries set uncertain_at = coalesce(claimed_until, created_at)
    where claimed_until is not null and delivered_at is null and gave_up_at is null`.execute(db);
}
