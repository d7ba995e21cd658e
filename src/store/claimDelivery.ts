import { sql, type Transaction } from 'kysely';
import type { Delivery } from '../monitor/delivery/delivery.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';
import { beganIn } from './beganIn.ts';
import { coalesceRow } from './coalesceRow.ts';
import { togetherWith } from './deliveryGroups.ts';
import { isDue, isFree } from './deliveryOrder.ts';
import { type DeliveryRow, toDelivery } from './deliveryRows.ts';
import { claimRow } from './deliveryTable.ts';
import { lockDueGuild } from './dueGuild.ts';
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
