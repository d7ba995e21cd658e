import type { Selectable, Transaction } from 'kysely';
import type { AlertMessage, Message } from '../monitor/alerts/message.ts';
import type { Millis } from '../monitor/time.ts';
import { hasArrived } from './hasArrived.ts';
import type { Schema } from './schema.ts';

export type DeliveryRow = Selectable<Schema['deliveries']>;

/**
 * Makes of an alert that waits what is true now that something newer is to be told: the newer alert, or the end of its
 * incident, told late and once where nobody heard that it began. Null: both have their own turn.
 */
export async function overtake(
  trx: Transaction<Schema>,
  waiting: DeliveryRow,
  newer: Message,
  incidentId: number | null,
  now: Millis,
): Promise<DeliveryRow | null> {
  // What may have arrived stays as it is until that is known.
  if (waiting.type !== 'alert' || waiting.uncertain_at !== null) return null;
  const told = await together(trx, waiting, newer, incidentId, now);
  if (told === null) return null;
  // Only an alert is edited: the end of its incident says itself what the edit would.
  if (told.type !== 'alert') await dropEdits(trx, waiting.id, now);
  const values = {
    type: told.type,
    message: JSON.stringify(told),
    severity: severityOf(told),
    incident_id: incidentId,
    // Discord refused other words.
    form: null,
  };
  return trx
    .updateTable('deliveries')
    .set(values)
    .where('id', '=', waiting.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Edits of a message that has not arrived. They wait for it, so none of them is on its way. */
async function dropEdits(trx: Transaction<Schema>, targetId: number, now: Millis): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ gave_up_at: now, gave_up_why: 'overtaken' })
    .where('target_id', '=', targetId)
    .where('delivered_at', 'is', null)
    .where('gave_up_at', 'is', null)
    .execute();
}

export function severityOf(message: Message): string | null {
  return message.type === 'alert' ? message.severity : null;
}

async function together(
  trx: Transaction<Schema>,
  waiting: DeliveryRow,
  newer: Message,
  incidentId: number | null,
  now: Millis,
): Promise<Message | null> {
  const alert = JSON.parse(waiting.message) as AlertMessage;
  if (newer.type === 'alert') return asOne(alert, newer);
  if (newer.type !== 'recovery' || incidentId === null || waiting.incident_id !== incidentId) return null;
  return (await wasHeardOf(trx, incidentId)) ? newer : late(trx, alert, newer, incidentId, now);
}

/**
 * What a mute held back of the message that nobody saw is still to be told. It pings where either would have, and is no
 * reminder of what nobody has heard of.
 */
function asOne(unseen: AlertMessage, newer: AlertMessage): AlertMessage {
  return {
    ...newer,
    heldBack: newer.heldBack + unseen.heldBack,
    ...(newer.pings === false && unseen.pings !== false ? { pings: true } : {}),
    ...(newer.reminder != null && unseen.reminder == null ? { reminder: null } : {}),
  };
}

async function wasHeardOf(trx: Transaction<Schema>, incidentId: number): Promise<boolean> {
  const arrived = await trx
    .selectFrom('deliveries')
    .select('id')
    .where('incident_id', '=', incidentId)
    .where('type', '=', 'alert')
    .where(hasArrived)
    .executeTakeFirst();
  return arrived !== undefined;
}

async function late(
  trx: Transaction<Schema>,
  { severity }: AlertMessage,
  recovery: Extract<Message, { type: 'recovery' }>,
  incidentId: number,
  now: Millis,
): Promise<Message> {
  const incident = await trx
    .selectFrom('incidents')
    .select(['opened_at', 'ended_at'])
    .where('id', '=', incidentId)
    .executeTakeFirst();
  return {
    type: 'late',
    severity,
    worst: recovery.before,
    openedAt: incident?.opened_at ?? recovery.at,
    endedAt: incident?.ended_at ?? recovery.at,
    at: now,
  };
}
