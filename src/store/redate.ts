import { type Kysely, sql } from 'kysely';
import { LEASE_MS } from '../monitor/delivery/lease.ts';
import { UNTIL_CHANGED } from '../monitor/delivery/untilChanged.ts';
import { HOUR, type Millis } from '../monitor/time.ts';
import { atMost } from './literals.ts';
import { redateMutes } from './redateMutes.ts';
import { redateReadings, redateResults } from './redateResults.ts';
import type { Schema } from './schema.ts';

type Column = {
  readonly [T in keyof Schema]: { readonly table: T; readonly column: keyof Schema[T] & string };
}[keyof Schema];

/** One statement changes at most so many rows, so that nobody waits long for the writer. */
const BATCH_ROWS = 2_000;

/** Moments of what happened, with the keys of their rows. They cannot lie ahead. */
export const HAPPENED = [
  { table: 'guilds', key: ['id'], columns: ['ping_failed_at', 'joined_at', 'left_at'] },
  { table: 'notified_top_ups', key: ['guild_id', 'account'], columns: ['at'] },
  { table: 'mutes', key: ['id'], columns: ['ended_at'] },
  {
    table: 'incidents',
    key: ['id'],
    columns: [
      'opened_at',
      'clear_since',
      'ended_at',
      'closed_at',
      'suppressed_warning_at',
      'suppressed_critical_at',
      'ack_at',
      'ack_confirmed_at',
      'ack_asked_at',
      'ack_question_at',
      'unknown_since',
      'unknown_notified_at',
      'quiet_since',
    ],
  },
  { table: 'on_call', key: ['guild_id'], columns: ['notified_until'] },
  { table: 'notes', key: ['id'], columns: ['at'] },
  { table: 'cooldowns', key: ['pipeline', 'guild_id', 'kind', 'severity'], columns: ['last_sent_at'] },
  { table: 'deliveries', key: ['id'], columns: ['created_at', 'uncertain_at', 'delivered_at', 'gave_up_at'] },
  { table: 'pages', key: ['id'], columns: ['created_at', 'sending_since', 'delivered_at', 'gave_up_at'] },
  { table: 'decisions', key: ['id'], columns: ['at', 'until'] },
  { table: 'changes', key: ['id'], columns: ['at'] },
  { table: 'ingest_keys', key: ['pipeline', 'key_hash'], columns: ['at'] },
  { table: 'provider_health', key: ['account'], columns: ['key_since', 'since', 'no_balance_since', 'polled_at'] },
  {
    table: 'queue_sources',
    key: ['pipeline', 'source'],
    columns: ['seen_at', 'depth_at', 'workers_at', 'oldest_at', 'unreadable_since'],
  },
  { table: 'summaries', key: ['guild_id', 'date'], columns: ['created_at'] },
  { table: 'live_status', key: ['guild_id'], columns: ['edited_at', 'seen_at'] },
  { table: 'processes', key: ['holder'], columns: ['seen_at'] },
  { table: 'interactions', key: ['id'], columns: ['at'] },
  { table: 'guild_sights', key: ['guild_id'], columns: ['at'] },
  { table: 'rate_limits', key: ['name'], columns: ['at'] },
  { table: 'invalid_requests', key: ['at', 'holder'], columns: ['at'] },
] as const;

/** Ends of waits, with how far ahead they may lie without being looked at: a message that is let go of while it is sent is sent twice. */
export const WAITS: readonly (Column & { readonly aheadMs: Millis })[] = [
  { table: 'guilds', column: 'unusable_until', aheadMs: 0 },
  { table: 'guild_pipelines', column: 'unusable_until', aheadMs: 0 },
  { table: 'deliveries', column: 'not_before', aheadMs: 0 },
  { table: 'deliveries', column: 'claimed_until', aheadMs: LEASE_MS },
  { table: 'pages', column: 'not_before', aheadMs: 0 },
  { table: 'pages', column: 'claimed_until', aheadMs: LEASE_MS },
  { table: 'live_status', column: 'not_before', aheadMs: 0 },
  { table: 'provider_health', column: 'next_poll_at', aheadMs: 0 },
  { table: 'provider_health', column: 'ask_threads_from', aheadMs: 0 },
  { table: 'leases', column: 'until', aheadMs: 0 },
  { table: 'workers', column: 'until', aheadMs: 0 },
  { table: 'gateways', column: 'until', aheadMs: 0 },
  { table: 'shards', column: 'until', aheadMs: 0 },
  { table: 'identifies', column: 'next_at', aheadMs: 0 },
  { table: 'rate_limits', column: 'closed_until', aheadMs: 0 },
  { table: 'shares', column: 'until', aheadMs: 0 },
];

/** By how much the clock was set back, and since when it had gone on evenly until then. */
export interface SetBack {
  readonly byMs: Millis;
  readonly steadySince: Millis;
}

/** A fast clock that is put right goes back by less than this. */
const LONGEST_DRIFT_MS: Millis = HOUR;

/**
 * After the clock was set back: what was written with a time that now lies ahead is dated as much earlier, so that nothing
 * waits for the wrong clock to come round, lasts longer than it was meant to, or comes to life a second time. It may be
 * done again, where a process ended in the middle.
 */
export async function redate(
  db: Kysely<Schema>,
  now: Millis,
  { byMs, steadySince }: SetBack,
  forgetSketches: () => void,
): Promise<void> {
  await redateMutes(db, now, byMs);
  for (const wait of WAITS) await shortenWait(db, wait, now, byMs);
  // A clock that had gone on evenly from before this moment was right: it is the present one that is wrong, perhaps by years,
  // and nothing of what happened may be dated by it.
  if (steadySince <= now && byMs > LONGEST_DRIFT_MS) return;
  for (const { table, key, columns } of HAPPENED)
    for (const column of columns) await redateHappened(db, { table, key, column }, now, byMs);
  await redateReadings(db, now, byMs);
  await redateResults(db, now, byMs, forgetSketches);
}

async function redateHappened(
  db: Kysely<Schema>,
  { table, key, column }: { table: string; key: readonly string[]; column: string },
  now: Millis,
  byMs: Millis,
): Promise<void> {
  const at = sql.ref(column);
  const keys = sql.join(key.map((each) => sql.ref(each)));
  const earlier = sql`${at} - ${sql.lit(byMs)}`;
  for (let changed = BATCH_ROWS; changed === BATCH_ROWS; ) {
    const { numAffectedRows = 0n } = await sql`update ${sql.table(table)}
      set ${at} = case when ${earlier} < ${sql.lit(now)} then ${earlier} else ${sql.lit(now)} end
      where (${keys}) in (select ${keys} from ${sql.table(table)} where ${at} > ${sql.lit(now)}
        limit ${atMost(BATCH_ROWS)})`.execute(db);
    changed = Number(numAffectedRows);
  }
}

async function shortenWait(
  db: Kysely<Schema>,
  { table, column, aheadMs }: (typeof WAITS)[number],
  now: Millis,
  byMs: Millis,
): Promise<void> {
  const until = sql.ref(column);
  await sql`update ${sql.table(table)} set ${until} = ${until} - ${sql.lit(byMs)}
    where ${until} > ${sql.lit(now + aheadMs)} and ${until} < ${sql.lit(UNTIL_CHANGED)}`.execute(db);
}
