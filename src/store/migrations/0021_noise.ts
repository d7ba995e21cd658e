import type { Kysely } from 'kysely';

/** Which messages of a guild are sent silently, and whether alerts are one line; null where it has not chosen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['silent', 'alert_format'])
    await db.schema.alterTable('guilds').addColumn(column, 'text').execute();
}
