import type { Kysely } from 'kysely';

/** Whom a message mentioned when it was sent: an edit of it names the same. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('deliveries').addColumn('mentioned', 'text').execute();
}
