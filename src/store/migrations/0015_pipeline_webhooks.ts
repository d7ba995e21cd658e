import type { Kysely } from 'kysely';

/** The webhook of a pipeline, in the guild that it belongs to; and the post of a forum that it writes in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['webhook_id', 'webhook_thread_id'])
    await db.schema.alterTable('guild_pipelines').addColumn(column, 'text').execute();
}
