import type { Kysely } from 'kysely';

/** Which process has which shard of the gateway, and when the next one may identify. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('shard_plan')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('generation', 'integer', (c) => c.notNull())
    .addColumn('shards', 'integer', (c) => c.notNull())
    .addColumn('next_generation', 'integer')
    .addColumn('next_shards', 'integer')
    .execute();
  await db.schema
    .createTable('gateways')
    .addColumn('holder', 'text', (c) => c.primaryKey())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('shards')
    .addColumn('generation', 'integer', (c) => c.notNull())
    .addColumn('shard', 'integer', (c) => c.notNull())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .addColumn('is_ready', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('shards_key', ['generation', 'shard'])
    .execute();
  await db.schema
    .createTable('identifies')
    .addColumn('bucket', 'integer', (c) => c.primaryKey())
    .addColumn('next_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('interactions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('interactions_at').on('interactions').column('at').execute();
}
