import type { Kysely } from 'kysely';

/** What senders need to know of a guild that another process hears of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('guild_sights')
    .addColumn('guild_id', 'text', (c) => c.primaryKey())
    .addColumn('sight', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('guild_sights_at').on('guild_sights').column('at').execute();
}
