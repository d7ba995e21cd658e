import type { Kysely } from 'kysely';

/** What each running process does; one of a version before does everything. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('processes')
    .addColumn('roles', 'text', (c) => c.notNull().defaultTo('ingest,gateway,worker'))
    .execute();
}
