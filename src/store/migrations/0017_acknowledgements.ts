import { type Kysely, sql } from 'kysely';
import { idColumn } from '../dialect.ts';

/** Acknowledgements that go stale, who may acknowledge, and what people wrote about an incident. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('incidents').addColumn('ack_confirmed_at', 'bigint').execute();
  await db.schema.alterTable('incidents').addColumn('ack_asked_at', 'bigint').execute();
  await db.schema.alterTable('guilds').addColumn('acknowledge_role_id', 'text').execute();
  await db.schema
    .createTable('notes')
    .addColumn('id', 'integer', idColumn(db))
    .addColumn('guild_id', 'text', (c) => c.notNull())
    .addColumn('incident_id', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('by_id', 'text', (c) => c.notNull())
    .addColumn('by_name', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .execute();
  await sql`create index notes_of_incident on notes (incident_id, id)`.execute(db);
  await sql`create index notes_of_guild on notes (guild_id)`.execute(db);
}
