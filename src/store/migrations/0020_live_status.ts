import type { Kysely } from 'kysely';

/** Where a guild has its live status, and what is remembered of the one message that it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('live_status')
    .addColumn('guild_id', 'text', (c) => c.primaryKey())
    .addColumn('is_on', 'integer', (c) => c.notNull())
    .addColumn('channel_id', 'text')
    .addColumn('chosen', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('message_id', 'text')
    .addColumn('message_channel_id', 'text')
    .addColumn('shown_state', 'text')
    .addColumn('shown_text', 'text')
    .addColumn('edited_at', 'bigint')
    .addColumn('seen_at', 'bigint')
    .addColumn('is_pinned', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('generation', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('not_before', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('failures', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('trouble', 'text')
    .addColumn('trouble_at', 'text')
    .execute();
}
