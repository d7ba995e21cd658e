import type { Kysely } from 'kysely';

/** Who else is notified of something critical that nobody acknowledges, and how far that has come. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('escalations')
    .addColumn('guild_id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('steps', 'text', (c) => c.notNull())
    .execute();
  await db.schema.alterTable('incidents').addColumn('escalated', 'text').execute();
}
