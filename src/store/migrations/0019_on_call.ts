import type { Kysely } from 'kysely';

/** People who take turns of a week. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('on_call')
    .addColumn('guild_id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('rota', 'text', (c) => c.notNull())
    .addColumn('told_until', 'bigint', (c) => c.notNull())
    .execute();
}
