import type { Kysely } from 'kysely';

/** A thread or a post for each incident. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('guilds').addColumn('threads', 'text').execute();
  await db.schema.alterTable('guilds').addColumn('threads_forum_id', 'text').execute();
  await db.schema.alterTable('guilds').addColumn('threads_failed_why', 'text').execute();
  await db.schema.alterTable('deliveries').addColumn('thread_id', 'text').execute();
  await db.schema.alterTable('deliveries').addColumn('thread_closed_why', 'text').execute();
}
