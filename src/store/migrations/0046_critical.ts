import { type Kysely, sql } from 'kysely';

const SEVERITIES = [
  ['incidents', 'severity'],
  ['incidents', 'notified_severity'],
  ['incidents', 'ack_severity'],
  ['incidents', 'caught_up'],
  ['cooldowns', 'severity'],
  ['deliveries', 'severity'],
  ['guilds', 'mention_from'],
  ['guild_pipelines', 'mention_from'],
] as const;

/** JSON in which severities stand by these names. In a text that somebody wrote, the quotes would have a backslash before them. */
const STORED = [
  ['deliveries', 'message', ['severity', 'notified', 'told']],
  ['pages', 'page', ['severity']],
  ['incidents', 'paged', ['severity']],
] as const;

/** Severities and thresholds have the words that people read: critical, which was `error`, and thresholds, which were limits. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, column] of SEVERITIES) {
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = 'critical' where ${sql.ref(column)} = 'error'`.execute(
      db,
    );
  }
  for (const [table, column, names] of STORED) for (const name of names) await rewrite(db, table, column, name);
  for (const side of ['before', 'after']) {
    await sql`update changes set ${sql.ref(side)} = 'critical'
      where ${sql.ref(side)} = 'error' and subject like 'mentionFrom%'`.execute(db);
  }
  await sql`alter table incidents rename column suppressed_error_at to suppressed_critical_at`.execute(db);
  await sql`alter table guilds rename column limits to thresholds`.execute(db);
  await sql`alter table guild_pipelines rename column limits to thresholds`.execute(db);
  await indexWaiting(db);
}

async function rewrite(db: Kysely<unknown>, table: string, column: string, name: string): Promise<void> {
  const [was, is] = [`"${name}":"error"`, `"${name}":"critical"`];
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = replace(${sql.ref(column)}, ${was}, ${is})
    where ${sql.ref(column)} like ${`%${was}%`}`.execute(db);
}

/** As in `0031_due`: the message that is due first, of those that are critical and of the others. */
async function indexWaiting(db: Kysely<unknown>): Promise<void> {
  const waiting = sql`delivered_at is null and gave_up_at is null`;
  await sql`drop index deliveries_critical`.execute(db);
  await sql`drop index deliveries_others`.execute(db);
  await sql`create index deliveries_critical on deliveries (not_before, id)
    where ${waiting} and severity = 'critical'`.execute(db);
  await sql`create index deliveries_others on deliveries (not_before, id)
    where ${waiting} and coalesce(severity, '') <> 'critical'`.execute(db);
}
