import { type Kysely, sql } from 'kysely';
import { isPostgres } from '../dialect.ts';

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

/** Guilds first, as all transactions lock them first: the migration waits for transactions of the version before, and they never wait for each other. */
const LOCKED = ['guilds', 'guild_pipelines', 'incidents', 'cooldowns', 'deliveries', 'changes'];

/** Severities and thresholds have the words that people read: critical, which was `error`, and thresholds, which were limits. */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (isPostgres(db))
    await sql`lock table ${sql.join(LOCKED.map((name) => sql.table(name)))} in access exclusive mode`.execute(db);
  for (const [table, column] of SEVERITIES) {
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = 'critical' where ${sql.ref(column)} = 'error'`.execute(
      db,
    );
  }
  for (const side of ['before', 'after']) {
    await sql`update changes set ${sql.ref(side)} = 'critical'
      where ${sql.ref(side)} = 'error' and subject like 'mentionFrom%'`.execute(db);
  }
  await sql`alter table incidents rename column suppressed_error_at to suppressed_critical_at`.execute(db);
  await sql`alter table guilds rename column limits to thresholds`.execute(db);
  await sql`alter table guild_pipelines rename column limits to thresholds`.execute(db);
  await indexWaiting(db);
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
