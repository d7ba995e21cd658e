import type { Kysely } from 'kysely';

/** What used to be known to one process, and only until it ended. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addDeliveryState(db);
  await addIncidentState(db);
  await db.schema.alterTable('guilds').addColumn('ping_failed_why', 'text').execute();
  await db.schema.alterTable('guilds').addColumn('ping_failed_at', 'bigint').execute();
  await db.schema.alterTable('guilds').addColumn('bot_lost', 'text').execute();
  await createPipelineState(db);
}

async function addDeliveryState(db: Kysely<unknown>): Promise<void> {
  for (const counter of ['copies', 'refusals']) {
    await db.schema
      .alterTable('deliveries')
      .addColumn(counter, 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  }
  await db.schema.alterTable('deliveries').addColumn('form', 'text').execute();
}

async function addIncidentState(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('incidents')
    .addColumn('reminders', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  for (const facts of ['notified', 'pinged'])
    await db.schema.alterTable('incidents').addColumn(facts, 'text').execute();
  for (const moment of ['unknown_since', 'unknown_notified_at']) {
    await db.schema.alterTable('incidents').addColumn(moment, 'bigint').execute();
  }
}

async function createPipelineState(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('listening')
    .addColumn('pipeline', 'text', (c) => c.primaryKey())
    .addColumn('last_at', 'bigint', (c) => c.notNull())
    .addColumn('listened_ms', 'bigint', (c) => c.notNull())
    .addColumn('steady_since', 'bigint', (c) => c.notNull())
    .addColumn('arrived_at', 'bigint')
    .addColumn('arrived_listened_ms', 'bigint')
    .execute();
  await db.schema
    .createTable('provider_health')
    .addColumn('pipeline', 'text', (c) => c.primaryKey())
    .addColumn('key_hash', 'text', (c) => c.notNull())
    .addColumn('key_since', 'bigint', (c) => c.notNull())
    .addColumn('failure', 'text')
    .addColumn('failures_in_row', 'integer', (c) => c.notNull())
    .addColumn('since', 'bigint')
    .addColumn('no_balance_since', 'bigint')
    .addColumn('polled_at', 'bigint')
    .addColumn('next_poll_at', 'bigint')
    .execute();
}
