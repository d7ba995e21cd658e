import type { Kysely } from 'kysely';

/** How often an attempt failed in a way that nobody knows, apart from those that only had to wait. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('deliveries')
    .addColumn('unknown_failures', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}
