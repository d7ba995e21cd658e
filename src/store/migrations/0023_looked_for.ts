import type { Kysely } from 'kysely';

/** What is looked for every minute or more often, so that no whole table is read for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('summaries_created').on('summaries').column('created_at').execute();
  await db.schema.createIndex('cooldowns_of_guild').on('cooldowns').column('guild_id').execute();
  await db.schema.createIndex('mutes_created').on('mutes').column('created_at').execute();
}
