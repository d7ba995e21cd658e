import type { Kysely } from 'kysely';

/** Tells one time of holding a shard from every other, so that what is written late can be refused. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('shards')
    .addColumn('epoch', 'integer', (c) => c.notNull().defaultTo(1))
    .execute();
}
