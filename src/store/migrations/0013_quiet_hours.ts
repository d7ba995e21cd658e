import { type Kysely, sql } from 'kysely';

/** Times that come round in which messages wait, and what a message at their end is to tell of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('quiet_hours')
    .addColumn('guild_id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('hours', 'text', (c) => c.notNull())
    .execute();
  await db.schema.alterTable('incidents').addColumn('quiet_since', 'bigint').execute();
  await db.schema.alterTable('incidents').addColumn('caught_up', 'text').execute();
  await sql`create index incidents_quiet on incidents (guild_id) where quiet_since is not null`.execute(db);
}
