import { sql, type Transaction } from 'kysely';
import type { Delivery } from '../monitor/delivery/delivery.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';
import { beganIn } from './beganIn.ts';
import { coalesceRow } from './coalesceRow.ts';
import { togetherWith } from './deliveryGroups.ts';
import { isDue, isFree } from './deliveryOrder.ts';
import { type DeliveryRow, toDelivery } from './deliveryRows.ts';
import { claimRow } from './deliveryTable.ts';
import { forUpdateOfSkipLocked } from './dialect.ts';
import { targetOf } from './editTarget.ts';
import { firstOf } from './firstMessage.ts';
import { incidentNow } from './incidentNow.ts';
import type { Schema } from './schema.ts';

/** Takes the message that is due first; null where none is, or where others have their turn with it. */
export async function claimDelivery(trx: Transaction<Schema>, now: Millis, leaseMs: Millis): Promise<Delivery | null> {
  const guildId = await lockDueGuild(trx, now);
  if (guildId === null) return null;
  const next = sql<number>`select mine.id from deliveries as mine
    where mine.guild_id = ${guildId} and ${isDue('mine', now)} order by mine.not_before, mine.id limit 1`;
  // Asked again by the statement that writes: with two sessions on PostgreSQL both would take the row without it.
  const row = await claimRow(trx, next, isFree('deliveries', now), now + leaseMs);
  if (row === undefined) return null;
  const says = await coalesceRow(trx, row, now);
  const delivery = { ...toDelivery(row, await targetOf(trx, row, now)), ...says };
  const together = await togetherWith(trx, row);
  const since = { ...(await othersSince(trx, row)), ...(await beganIn(trx, row)), ...(await incidentNow(trx, row)) };
  // It may tell of another incident by now.
  return { ...delivery, ...together, ...since, ...(await firstOf(trx, { ...row, incident_id: says.incidentId })) };
}

/** When many guilds are to be told at once, Discord's limit makes the last wait: it is not what is critical. */
const CRITICAL_FIRST = sql`case when mine.severity = 'error' then 0 else 1 end`;

/**
 * The guild whose message is due first, held until the transaction ends: a transaction that writes messages for it holds it too, and
 * coalescing must not cross that. Guilds that another process holds have their turn there.
 */
async function lockDueGuild(trx: Transaction<Schema>, now: Millis): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select guilds.id from deliveries as mine join guilds on guilds.id = mine.guild_id
    where ${isDue('mine', now)} order by ${CRITICAL_FIRST}, mine.not_before, mine.id limit 1
    ${forUpdateOfSkipLocked(trx, 'guilds')}`.execute(trx);
  return rows[0]?.id ?? null;
}

/** Clocks may differ: what arrived a little before counts too. */
const BEFORE_MS: Millis = 10 * MINUTE;

async function othersSince(trx: Transaction<Schema>, row: DeliveryRow): Promise<Pick<Delivery, 'others'>> {
  if (row.uncertain_at === null) return {};
  const rows = await trx
    .selectFrom('deliveries')
    .select('message_id')
    .where('guild_id', '=', row.guild_id)
    .where('delivered_at', '>=', row.uncertain_at - BEFORE_MS)
    .where('type', '<>', 'edit')
    .execute();
  return { others: rows.flatMap(({ message_id: id }) => (id === null ? [] : [id])) };
}
