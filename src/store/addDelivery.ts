import type { Transaction } from 'kysely';
import type { Message } from '../monitor/alerts/message.ts';
import type { MemoryKey } from '../monitor/ports/alertStateStore.ts';
import type { Millis } from '../monitor/time.ts';
import { insertDelivery } from './insertDelivery.ts';
import { addLate, releaseLate } from './lateDelivery.ts';
import { type DeliveryRow, overtake } from './overtake.ts';
import type { Schema } from './schema.ts';
import { dropUnknown, isUnknown } from './unknownDelivery.ts';

/**
 * Writes a message to be delivered. What still waits is overtaken by what is newer, so that after an outage of Discord a
 * channel gets what is true then, and not line by line what was true meanwhile.
 */
export async function addDelivery(
  trx: Transaction<Schema>,
  key: MemoryKey,
  incidentId: number | null,
  message: Message,
  now: Millis,
): Promise<void> {
  if (!isUnknown(message)) await dropUnknown(trx, key, now);
  if (message.type === 'edit') return addEdit(trx, key, incidentId, message, now);
  if (message.type === 'late') return addLate(trx, key, incidentId, message, now);
  if (message.type === 'alert') await releaseLate(trx, key, now);
  const waiting = message.type === 'alert' || message.type === 'recovery' ? await newestWaiting(trx, key) : undefined;
  const overtaken = waiting === undefined ? null : await overtake(trx, waiting, message, incidentId, now);
  const topUp = 'topUp' in message && overtaken?.type !== 'late' ? message.topUp : null;
  const isNews = topUp === null || (await rememberTopUp(trx, key, topUp.at));
  // Another process has told of it.
  if (message.type === 'topUp' && !isNews) return;
  if (overtaken === null) await insertDelivery(trx, key, message, now, { incident_id: incidentId });
}

/** Answers whether it was news. */
async function rememberTopUp(trx: Transaction<Schema>, { guildId }: MemoryKey, at: Millis): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('guilds')
    .set({ told_top_up_at: at })
    .where('id', '=', guildId)
    .where((eb) => eb.or([eb('told_top_up_at', 'is', null), eb('told_top_up_at', '<', at)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * The last message of this kind's incidents that waits, unless it is being sent right now. Only the last: the order of what
 * began and what ended must not change.
 */
async function newestWaiting(trx: Transaction<Schema>, key: MemoryKey): Promise<DeliveryRow | undefined> {
  const row = await trx
    .selectFrom('deliveries')
    .selectAll()
    .where('guild_id', '=', key.guildId)
    .where('pipeline', '=', key.pipeline)
    .where('kind', '=', key.kind)
    .where('type', 'in', ['alert', 'recovery', 'late'])
    .where('delivered_at', 'is', null)
    .where('gave_up_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.claimed_until === null ? row : undefined;
}

/** The first message of the incident is the one to edit; an edit that still waits is overtaken by a newer one. */
async function addEdit(
  trx: Transaction<Schema>,
  key: MemoryKey,
  incidentId: number | null,
  message: Message,
  now: Millis,
) {
  if (incidentId === null) return;
  const first = await trx
    .selectFrom('deliveries')
    .select('id')
    .where('incident_id', '=', incidentId)
    .where('type', '=', 'alert')
    .where('gave_up_at', 'is', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (first === undefined) return;
  const overtaken = await trx
    .updateTable('deliveries')
    .set({ message: JSON.stringify(message) })
    .where('target_id', '=', first.id)
    .where('delivered_at', 'is', null)
    .where('gave_up_at', 'is', null)
    .where('claimed_until', 'is', null)
    .executeTakeFirst();
  if (overtaken.numUpdatedRows === 0n) {
    await insertDelivery(trx, key, message, now, { incident_id: incidentId, target_id: first.id });
  }
}
