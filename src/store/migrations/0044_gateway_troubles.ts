import type { Kysely } from 'kysely';

/** Why a process is not connected to Discord: who sends the alerts has no connection of its own, and says so all the same. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('gateways').addColumn('trouble', 'text').execute();
}
