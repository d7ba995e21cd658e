import type { Kysely } from 'kysely';

/** How often what an incident is about has come and gone, where that is too often for a message each time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('incidents').addColumn('flapping', 'text').execute();
}
