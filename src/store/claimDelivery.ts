import type { Transaction } from 'kysely';
import type { Delivery } from '../monitor/delivery/delivery.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';
import { coalesceRow } from './coalesceRow.ts';
import { claimRow } from './deliveryClaims.ts';
import { togetherWith } from './deliveryGroups.ts';
import { timesAt } from './deliveryOrder.ts';
import { type DeliveryRow, toDelivery } from './deliveryRows.ts';
import { lockDueGuild } from './dueGuild.ts';
import { targetOf } from './editTarget.ts';
import { firstMessages, follows } from './firstMessage.ts';
import { incidentNow } from './incidentNow.ts';
import type { Schema } from './schema.ts';

/** Takes the message that is due first; null where none is, or where others have their turn with it. */
export async function claimDelivery(
  trx: Transaction<Schema>,
  now: Millis,
  leaseMs: Millis,
  by: string | null,
): Promise<Delivery | null> {
  const guildId = await lockDueGuild(trx, now);
  if (guildId === null) return null;
  const row = await claimRow(trx, guildId, timesAt(now), { until: now + leaseMs, by });
  if (row === undefined) return null;
  const says = await coalesceRow(trx, row, now);
  const delivery = { ...toDelivery(row, await targetOf(trx, row, now)), ...says };
  const together = await togetherWith(trx, row);
  const firsts = await firstMessages(trx, [row.incident_id, says.incidentId]);
  return {
    ...delivery,
    ...together,
    ...(await othersSince(trx, row)),
    ...(await incidentNow(trx, row, firsts.get(row.incident_id) ?? null)),
    // It may tell of another incident by now.
    ...follows(row.type, firsts.get(says.incidentId)),
  };
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
