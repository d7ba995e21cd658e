import { type Kysely, sql } from 'kysely';
import { idColumn } from '../dialect.ts';

/** What the commands and buttons keep: a guild's language and pings, who muted an incident, and who changed what. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('guilds').addColumn('locale', 'text').execute();
  await db.schema.alterTable('guilds').addColumn('mention_from', 'text').execute();
  await db.schema.alterTable('incidents').addColumn('muted_by_id', 'text').execute();
  await db.schema.alterTable('incidents').addColumn('muted_by_name', 'text').execute();
  await db.schema.alterTable('incidents').addColumn('muted_until', 'bigint').execute();
  await db.schema
    .createTable('changes')
    .addColumn('id', 'integer', idColumn(db))
    .addColumn('guild_id', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('by_id', 'text', (c) => c.notNull())
    .addColumn('by_name', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .execute();
  await sql`create index changes_of_guild on changes (guild_id, id)`.execute(db);
}
