import { type Kysely, sql } from 'kysely';

/** What fires, or has recovered, in several pipelines of a guild at once is sent in one message. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('deliveries').addColumn('group_id', 'integer').execute();
  await sql`create index deliveries_of_group on deliveries (group_id) where group_id is not null`.execute(db);
}
