import { type Kysely, sql } from 'kysely';

/** Tables and columns have the words that people read: notified, and suppressed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, before, now] of [
    ['incidents', 'told_severity', 'notified_severity'],
    ['incidents', 'held_back', 'suppressed'],
    ['incidents', 'held_warning_at', 'suppressed_warning_at'],
    ['incidents', 'held_error_at', 'suppressed_error_at'],
    ['on_call', 'told_until', 'notified_until'],
  ] as const) {
    await sql`alter table ${sql.table(table)} rename column ${sql.ref(before)} to ${sql.ref(now)}`.execute(db);
  }
  await sql`alter table told_top_ups rename to notified_top_ups`.execute(db);
}
