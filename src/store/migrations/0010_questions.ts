import { type Kysely, sql } from 'kysely';
import { blobType, idColumn } from '../dialect.ts';

/** What people asked and the bot could not answer: latency by CAPTCHA type, and why there was a message or none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sketchesByType(db);
  await createDecisions(db);
}

/** The type becomes a part of the key, which no engine but PostgreSQL can change in place. What there was is of all types. */
async function sketchesByType(db: Kysely<unknown>): Promise<void> {
  await sql`alter table solve_sketches rename to sketches_of_all`.execute(db);
  await db.schema
    .createTable('solve_sketches')
    .addColumn('pipeline', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('start', 'bigint', (c) => c.notNull())
    .addColumn('writer', 'text', (c) => c.notNull())
    .addColumn('sketch', blobType(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('solve_sketches_by_type', ['pipeline', 'type', 'start', 'writer'])
    .execute();
  await sql`insert into solve_sketches (pipeline, type, start, writer, sketch)
    select pipeline, '', start, writer, sketch from sketches_of_all`.execute(db);
  await sql`drop table sketches_of_all`.execute(db);
}

async function createDecisions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('decisions')
    .addColumn('id', 'integer', idColumn(db))
    .addColumn('guild_id', 'text', (c) => c.notNull())
    .addColumn('pipeline', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('until', 'bigint')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('facts', 'text')
    .addColumn('why', 'text')
    .addColumn('threshold', 'text')
    .addColumn('mute_id', 'integer')
    .execute();
  await sql`create index decisions_of_guild on decisions (guild_id, pipeline, kind, at)`.execute(db);
  await sql`create index decisions_done on decisions (until) where until is not null`.execute(db);
  // The database itself refuses a second one that holds.
  await sql`create unique index decisions_open on decisions (pipeline, guild_id, kind) where until is null`.execute(db);
}
