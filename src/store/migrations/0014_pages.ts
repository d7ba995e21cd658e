import { type Kysely, sql } from 'kysely';
import { idColumn } from '../dialect.ts';

/** Receivers outside of Discord are notified of incidents. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('incidents').addColumn('paged', 'text').execute();
  await db.schema
    .createTable('pages')
    .addColumn('id', 'integer', idColumn(db))
    .addColumn('guild_id', 'text', (c) => c.notNull())
    .addColumn('receiver', 'text', (c) => c.notNull())
    .addColumn('page_key', 'text', (c) => c.notNull())
    .addColumn('incident_id', 'integer')
    .addColumn('pipeline', 'text')
    .addColumn('kind', 'text')
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('page', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('not_before', 'bigint', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('claimed_until', 'bigint')
    .addColumn('sending_since', 'bigint')
    .addColumn('retry_why', 'text')
    .addColumn('delivered_at', 'bigint')
    .addColumn('gave_up_at', 'bigint')
    .addColumn('gave_up_why', 'text')
    .execute();
  await sql`create index pages_open on pages (receiver, not_before)
    where delivered_at is null and gave_up_at is null`.execute(db);
  await sql`create index pages_of_key on pages (page_key, id)`.execute(db);
  await sql`create index pages_of_guild on pages (guild_id, receiver)`.execute(db);
}
