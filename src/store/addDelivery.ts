import type { Selectable, Transaction } from 'kysely';
import type { AlertMessage, Message } from '../monitor/message.ts';
import type { DecisionChange } from '../monitor/ports.ts';
import type { Millis } from '../monitor/types.ts';
import type { Schema } from './schema.ts';

type Waiting = Pick<Selectable<Schema['deliveries']>, 'id' | 'type' | 'message' | 'incident_id'>;
type About = Pick<DecisionChange, 'key' | 'before'>;

/**
 * Writes a message to be delivered. What still waits is overtaken by what is newer, so that after an outage of Discord a
 * channel gets what is true then, and not line by line what was true meanwhile.
 */
export async function addDelivery(
  trx: Transaction<Schema>,
  about: About,
  incidentId: number | null,
  message: Message,
  now: Millis,
): Promise<void> {
  const waiting = await newestWaiting(trx, about);
  if (message.type === 'alert' && waiting?.type === 'alert') return overtakeAlert(trx, waiting, message, incidentId);
  if (message.type === 'recovery' && waiting?.type === 'alert' && waiting.incident_id === incidentId) {
    return overtakeByRecovery(trx, waiting, about, message, now);
  }
  if (message.type === 'edit') return addEdit(trx, about, incidentId, message, now);
  await insert(trx, about, message, now, { incident_id: incidentId });
  await rememberTopUp(trx, about, message);
}

async function rememberTopUp(trx: Transaction<Schema>, { key }: About, message: Message): Promise<void> {
  const topUp = message.type === 'topUp' || message.type === 'recovery' ? message.topUp : null;
  if (topUp === null) return;
  await trx.updateTable('guilds').set({ told_top_up_at: topUp.at }).where('id', '=', key.guildId).execute();
}

/**
 * The last message of this kind's incidents that waits, unless it is being sent right now. Only the last: the order of what
 * began and what ended must not change.
 */
async function newestWaiting(trx: Transaction<Schema>, { key }: About): Promise<Waiting | null> {
  const row = await trx
    .selectFrom('deliveries')
    .select(['id', 'type', 'message', 'incident_id', 'claimed_until'])
    .where('guild_id', '=', key.guildId)
    .where('pipeline', '=', key.pipeline)
    .where('kind', '=', key.kind)
    .where('type', 'in', ['alert', 'recovery', 'late'])
    .where('delivered_at', 'is', null)
    .where('gave_up_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined || row.claimed_until !== null ? null : row;
}

/** What a mute held back of the message that nobody saw is still to be told. */
async function overtakeAlert(
  trx: Transaction<Schema>,
  waiting: Waiting,
  message: AlertMessage,
  incidentId: number | null,
) {
  const heldBack = message.heldBack + (JSON.parse(waiting.message) as AlertMessage).heldBack;
  await trx
    .updateTable('deliveries')
    .set({ message: JSON.stringify({ ...message, heldBack }), severity: message.severity, incident_id: incidentId })
    .where('id', '=', waiting.id)
    .execute();
}

/** Over before anybody heard of it: told late, once, with both times. Over after they did: its end overtakes a repeat. */
async function overtakeByRecovery(
  trx: Transaction<Schema>,
  waiting: Waiting,
  about: About,
  message: Extract<Message, { type: 'recovery' }>,
  now: Millis,
) {
  const earlier = await trx
    .selectFrom('deliveries')
    .select('id')
    .where('incident_id', '=', waiting.incident_id)
    .where('type', '=', 'alert')
    .where('delivered_at', 'is not', null)
    .executeTakeFirst();
  const { incident } = about.before;
  const openedAt = incident?.openedAt ?? now;
  const late: Message = {
    type: 'late',
    severity: (JSON.parse(waiting.message) as AlertMessage).severity,
    worst: message.before,
    openedAt,
    endedAt: incident?.clearSince ?? now,
    at: now,
  };
  const told: Message = earlier === undefined ? late : message;
  await trx
    .updateTable('deliveries')
    .set({ type: told.type, message: JSON.stringify(told), severity: null })
    .where('id', '=', waiting.id)
    .execute();
  await rememberTopUp(trx, about, told);
}

/** The first message of the incident is the one to edit; an edit that still waits is overtaken by a newer one. */
async function addEdit(
  trx: Transaction<Schema>,
  about: About,
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
    await insert(trx, about, message, now, { incident_id: incidentId, target_id: first.id });
  }
}

async function insert(
  trx: Transaction<Schema>,
  { key: { guildId, pipeline, kind } }: About,
  message: Message,
  now: Millis,
  links: { incident_id: number | null; target_id?: number },
) {
  const severity = message.type === 'alert' ? message.severity : null;
  await trx
    .insertInto('deliveries')
    .values({ ...newRow(guildId, message, now), pipeline, kind, severity, ...links })
    .execute();
}

/** A row for a message that may be tried at once. */
export function newRow(guildId: string, message: Message, now: Millis) {
  return {
    guild_id: guildId,
    type: message.type,
    message: JSON.stringify(message),
    created_at: now,
    not_before: now,
    attempts: 0,
  };
}
