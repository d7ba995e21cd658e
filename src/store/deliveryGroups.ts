import { type Kysely, sql, type Transaction } from 'kysely';
import type { Delivery } from '../monitor/delivery/delivery.ts';
import { ADDITIONS } from '../monitor/delivery/messageTypes.ts';
import type { Millis } from '../monitor/time.ts';
import { coalesceRow } from './coalesceRow.ts';
import { type Claim, joinDelivery } from './deliveryClaims.ts';
import { isFree, timesAt } from './deliveryOrder.ts';
import { type DeliveryRow, toDelivery } from './deliveryRows.ts';
import { dissolveGroup, goAlone, leadDelivery, leaveGroup } from './deliveryTable.ts';
import { firstMessages, follows } from './firstMessage.ts';
import { atMost, literals } from './literals.ts';
import type { Schema } from './schema.ts';

/** In one message more would not be read. */
const MOST_TOGETHER = 100;

/** What could be sent in the same message as a row: of its kind and type, due, and the next of its own pipeline. */
export async function companionsOf(db: Kysely<Schema>, id: number, now: Millis): Promise<readonly Delivery[]> {
  const rows = await db
    .selectFrom('deliveries as mine')
    .innerJoin('deliveries as first', (join) => join.on('first.id', '=', id))
    .selectAll('mine')
    // Claims go from the oldest: what came before would wait for what follows it.
    .where('mine.id', '>', id)
    .whereRef('mine.guild_id', '=', 'first.guild_id')
    .whereRef('mine.kind', '=', 'first.kind')
    .whereRef('mine.type', '=', 'first.type')
    .whereRef('mine.pipeline', '<>', 'first.pipeline')
    .where('mine.delivered_at', 'is', null)
    .where('mine.gave_up_at', 'is', null)
    .where('mine.group_id', 'is', null)
    .where('mine.uncertain_at', 'is', null)
    .where('mine.not_before', '<=', now)
    .where(isFree('mine', timesAt(now)))
    .where(IS_NEXT_OF_ITS_OWN)
    .orderBy('mine.id')
    .limit(atMost(MOST_TOGETHER))
    .execute();
  const firsts = await firstMessages(
    db,
    rows.map((row) => row.incident_id),
  );
  return rows.map((row) => ({ ...toDelivery(row, null), ...follows(row.type, firsts.get(row.incident_id)) }));
}

/** The order of what began and what ended in one pipeline must not change. */
const IS_NEXT_OF_ITS_OWN = sql<boolean>`not exists (
  select 1 from deliveries as earlier
  where earlier.guild_id = mine.guild_id and earlier.pipeline = mine.pipeline and earlier.kind = mine.kind
    and earlier.id < mine.id and earlier.delivered_at is null and earlier.gave_up_at is null
    and earlier.type not in (${literals(ADDITIONS)}) and coalesce(earlier.retry_why, '') <> 'cooldown')`;

/** Takes rows to be sent in the message of another, as they say by now. What says something of another type by now has its own turn. */
export async function joinDeliveries(
  trx: Transaction<Schema>,
  leader: DeliveryRow,
  ids: readonly number[],
  now: Millis,
  claim: Claim,
): Promise<readonly Delivery[]> {
  const joined: Delivery[] = [];
  for (const id of ids.filter((one) => one > leader.id)) {
    const row = await joinDelivery(trx, id, leader.id, timesAt(now), claim);
    if (row === undefined) continue;
    const says = await coalesceRow(trx, row, now);
    if (says.message.type === leader.type) joined.push({ ...toDelivery(row, null), ...says });
    else await leaveGroup(trx, id);
  }
  if (joined.length > 0) await leadDelivery(trx, leader.id);
  return joined;
}

/** The other rows of a message. */
export async function companionRows(
  trx: Transaction<Schema>,
  { id, group_id }: Pick<DeliveryRow, 'id' | 'group_id'>,
): Promise<readonly DeliveryRow[]> {
  if (group_id !== id) return [];
  return trx
    .selectFrom('deliveries')
    .selectAll()
    .where('group_id', '=', id)
    .where('id', '<>', id)
    .where('delivered_at', 'is', null)
    .where('gave_up_at', 'is', null)
    .orderBy('id')
    .execute();
}

/** Rows that may have arrived as one message stay together; rows that were never sent are put together again. */
export async function togetherWith(trx: Transaction<Schema>, row: DeliveryRow): Promise<Pick<Delivery, 'companions'>> {
  if (row.group_id === null) return {};
  if (row.group_id !== row.id) {
    // The row that it was sent with is done.
    await goAlone(trx, row.id);
    return {};
  }
  if (row.uncertain_at === null) {
    await dissolveGroup(trx, row.id);
    return {};
  }
  const others = await companionRows(trx, row);
  return others.length === 0 ? {} : { companions: others.map((other) => toDelivery(other, null)) };
}
