import type { Kysely } from 'kysely';

/** In which channel each webhook posts: those of one channel share a limit of Discord's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('webhook_channels')
    .addColumn('webhook_id', 'text', (c) => c.primaryKey())
    .addColumn('channel_id', 'text', (c) => c.notNull())
    .execute();
}
