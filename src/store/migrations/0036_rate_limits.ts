import type { Kysely } from 'kysely';

/** What all processes together have sent to one place lately, where Discord limits that. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rate_limits')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('requests', 'text', (c) => c.notNull())
    .addColumn('closed_until', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('rate_limits_at').on('rate_limits').column('at').execute();
}
