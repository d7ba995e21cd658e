import type { Kysely } from 'kysely';

/** What several processes have to agree about: who judges and polls, what the poll knows, and which incident they mean. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('incidents')
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute();
  await db.schema
    .createTable('leases')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .addColumn('epoch', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .alterTable('provider_health')
    .addColumn('own_network_down', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('provider_health').addColumn('threads', 'text').execute();
  await db.schema.alterTable('provider_health').addColumn('ask_threads_from', 'bigint').execute();
  await db.schema.alterTable('provider_health').addColumn('unconfirmed_micros', 'bigint').execute();
}
