import type { Kysely } from 'kysely';

/** Keys of requests, so that one that is sent again does not count twice; and when things were tidied up. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ingest_keys')
    .addColumn('pipeline', 'text', (c) => c.notNull())
    .addColumn('key_hash', 'text', (c) => c.notNull())
    .addColumn('body_hash', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('ingest_keys_key', ['pipeline', 'key_hash'])
    .execute();
  await db.schema.createIndex('ingest_keys_at').on('ingest_keys').column('at').execute();
  await db.schema
    .createTable('tidy_runs')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('last_at', 'bigint', (c) => c.notNull())
    .addColumn('steady_since', 'bigint', (c) => c.notNull())
    .execute();
}
