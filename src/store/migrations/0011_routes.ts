import type { Kysely } from 'kysely';

/** What a guild has chosen for one of its pipelines, where that differs from what it has chosen for all. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('guild_pipelines')
    .addColumn('guild_id', 'text', (c) => c.notNull())
    .addColumn('pipeline', 'text', (c) => c.notNull())
    .addColumn('channel_id', 'text')
    .addColumn('mention_type', 'text')
    .addColumn('mention_id', 'text')
    .addColumn('mention_from', 'text')
    .addColumn('limits', 'text', (c) => c.notNull().defaultTo('{}'))
    .addColumn('unusable_why', 'text')
    .addColumn('unusable_until', 'bigint')
    .addPrimaryKeyConstraint('guild_pipelines_pk', ['guild_id', 'pipeline'])
    .execute();
}
