import type { Kysely } from 'kysely';

/** A thread or a post for each incident, and when it was asked whether somebody is still on it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('guilds').addColumn('threads', 'text').execute();
  await db.schema.alterTable('guilds').addColumn('threads_forum_id', 'text').execute();
  await db.schema.alterTable('guilds').addColumn('threads_failed_why', 'text').execute();
  await db.schema.alterTable('deliveries').addColumn('thread_id', 'text').execute();
  await db.schema.alterTable('deliveries').addColumn('thread_closed_why', 'text').execute();
  // Some have it from an earlier form of 0017.
  if (!(await hasColumn(db, 'incidents', 'ack_question_at')))
    await db.schema.alterTable('incidents').addColumn('ack_question_at', 'bigint').execute();
}

async function hasColumn(db: Kysely<unknown>, table: string, column: string): Promise<boolean> {
  const tables = await db.introspection.getTables();
  return tables.some(({ name, columns }) => name === table && columns.some((each) => each.name === column));
}
