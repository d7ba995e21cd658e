import type { Kysely } from 'kysely';

/** How many requests of each process Discord refused lately, in ten seconds each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('invalid_requests')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('requests', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('invalid_requests_key', ['at', 'holder'])
    .execute();
}
