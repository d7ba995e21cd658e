import { sql } from 'kysely';
import { ADDITIONS, OF_THREAD } from '../monitor/delivery/messageTypes.ts';
import { SUPPRESSIONS } from '../monitor/delivery/outcome.ts';
import { DAY, HOUR, MINUTE, type Millis } from '../monitor/time.ts';
import { literals } from './literals.ts';

/** Longer than anything waits, but for the end of a mute, quiet hours or a cooldown: such a time was written by a clock that was ahead. */
const LONGEST_WAIT_MS: Millis = 2 * HOUR;
/** No cooldown is longer. */
const LONGEST_COOLDOWN_MS: Millis = DAY;
const LONGEST_LEASE_MS: Millis = 10 * MINUTE;

const SUPPRESSED = literals(SUPPRESSIONS);

/**
 * What waits for the end of a mute, quiet hours or a cooldown, and an edit, which is a courtesy, hold up nothing
 * behind them. Nor does a step of the escalation, which may go elsewhere, or what is said in a thread alone.
 */
const HOLDS_UP = sql`coalesce(earlier.retry_why, '') not in (${SUPPRESSED}) and earlier.type not in (${literals([...ADDITIONS, 'escalation'])})`;

/**
 * Whether a pending row, by the alias that it has in the query, is at the head of its guild's line: one order for each
 * destination. An edit waits for the message that it changes, and for edits before it, and for nothing else. What is said in a thread alone
 * waits for what is before it there, and for the thread. Asked of one row after the other: PostgreSQL would make a join over all that waits of `not exists`.
 */
export function isNext(alias: string) {
  const row = (column: string) => sql.ref(`${alias}.${column}`);
  return sql<boolean>`exists (
  select 1 from deliveries as earlier
  where earlier.guild_id = ${row('guild_id')} and earlier.id < ${row('id')}
    and earlier.delivered_at is null and earlier.gave_up_at is null
    and case when ${row('type')} = 'edit' then earlier.id = ${row('target_id')} or earlier.type = 'edit'
      when ${row('type')} = 'thread' then earlier.id = ${row('target_id')}
      when ${row('type')} = 'entry' then earlier.type in (${literals(OF_THREAD)}) else ${HOLDS_UP} end
  ) is not true`;
}

/** What the times of rows are compared with at a moment. */
export interface Times {
  readonly now: Millis;
  /** A claim, a wait and a cooldown that end later than these were written by a clock that was ahead. */
  readonly lastClaim: Millis;
  readonly lastWait: Millis;
  readonly lastCooldown: Millis;
}

export function timesAt(now: Millis): Times {
  return {
    now,
    lastClaim: now + LONGEST_LEASE_MS,
    lastWait: now + LONGEST_WAIT_MS,
    lastCooldown: now + LONGEST_COOLDOWN_MS,
  };
}

/** Whether nobody sends the row. */
export function isFree(alias: string, { now, lastClaim }: Times) {
  const until = sql.ref(`${alias}.claimed_until`);
  return sql<boolean>`(coalesce(${until}, 0) <= ${now} or ${until} > ${lastClaim})`;
}

/** What is sent in the message of another row has no turn of its own, while that one waits. */
function isLeading(alias: string) {
  const [id, leader] = [sql.ref(`${alias}.id`), sql.ref(`${alias}.group_id`)];
  return sql<boolean>`(coalesce(${leader}, ${id}) = ${id} or not exists (select 1 from deliveries as leader
    where leader.id = ${leader} and leader.delivered_at is null and leader.gave_up_at is null))`;
}

/** Neither delivered nor given up. */
export function isWaiting(alias: string) {
  return sql<boolean>`${sql.ref(`${alias}.delivered_at`)} is null and ${sql.ref(`${alias}.gave_up_at`)} is null`;
}

/** What is critical goes before everything else: when many guilds are to be notified at once, Discord's limit makes the last wait. */
export const URGENCIES = ['critical', 'other'] as const;

export type Urgency = (typeof URGENCIES)[number];

/** Whether a row is of that urgency, in the words of the index of those. */
export function isOf(urgency: Urgency, alias: string) {
  const severity = sql.ref(`${alias}.severity`);
  return urgency === 'critical'
    ? sql<boolean>`${severity} = 'critical'`
    : sql<boolean>`coalesce(${severity}, '') <> 'critical'`;
}

/** Whether the time of a row has come. */
export function isInTime(alias: string, { now }: Times) {
  return sql<boolean>`${sql.ref(`${alias}.not_before`)} <= ${now}`;
}

/** Whether the time of a row is too far ahead to be right, in the words of an index. The end of a mute or of quiet hours may be any time ahead. */
export function isTooFarAhead(alias: string, { lastWait, lastCooldown }: Times) {
  const [notBefore, why] = [sql.ref(`${alias}.not_before`), sql.ref(`${alias}.retry_why`)];
  return sql<boolean>`(coalesce(${why}, '') not in ('muted', 'quietHours') and ${notBefore} > ${lastWait}
    and (coalesce(${why}, '') <> 'cooldown' or ${notBefore} > ${lastCooldown}))`;
}

/** Whether a row waits, and nothing but its time keeps it from being sent. */
export function mayLeave(alias: string, times: Times) {
  return sql<boolean>`${isWaiting(alias)} and ${isLeading(alias)} and ${isFree(alias, times)} and ${isNext(alias)}`;
}

/** Whether a row may be sent now. */
export function isDue(alias: string, times: Times) {
  return sql<boolean>`(${isInTime(alias, times)} or ${isTooFarAhead(alias, times)}) and ${mayLeave(alias, times)}`;
}
