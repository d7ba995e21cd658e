import type { Kysely } from 'kysely';

/** How many of the requests a second that Discord allows a bot each process may make. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('shares')
    .addColumn('holder', 'text', (c) => c.primaryKey())
    .addColumn('share', 'integer', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .execute();
}
