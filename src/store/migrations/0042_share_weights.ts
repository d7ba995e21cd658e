import type { Kysely } from 'kysely';

/** Processes that send messages make most of the requests. One of an earlier version does not say whether it sends. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('shares')
    .addColumn('weight', 'integer', (c) => c.notNull().defaultTo(8))
    .execute();
}
