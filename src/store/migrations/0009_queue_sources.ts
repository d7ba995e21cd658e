import type { Kysely } from 'kysely';

/** A pipeline's depth and workers are the sum of what several report, and the monitor may read a queue itself. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('queue_sources')
    .addColumn('pipeline', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('seen_at', 'bigint', (c) => c.notNull())
    .addColumn('depth', 'bigint')
    .addColumn('depth_at', 'bigint')
    .addColumn('active_workers', 'bigint')
    .addColumn('workers_at', 'bigint')
    .addColumn('busy', 'bigint')
    .addColumn('oldest_at', 'bigint')
    .addColumn('unreadable', 'text')
    .addColumn('unreadable_since', 'bigint')
    .addPrimaryKeyConstraint('queue_sources_pk', ['pipeline', 'source'])
    .execute();
}
