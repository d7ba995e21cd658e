import { sql, type Transaction } from 'kysely';
import { coalescePending } from '../monitor/alerts/coalesce/coalescePending.ts';
import type { IncidentFacts, PendingMessage } from '../monitor/alerts/coalesce/pending.ts';
import type { Delivery } from '../monitor/delivery/delivery.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';
import { isDue, isFree } from './deliveryOrder.ts';
import { type DeliveryRow, PLAIN, readPlace, toDelivery, toPending, toSentMessage } from './deliveryRows.ts';
import { claimRow, giveUpDelivery, rewriteDelivery } from './deliveryTable.ts';
import { forUpdateOfSkipLocked } from './dialect.ts';
import { toKind } from './incidentRows.ts';
import { incidentFacts, pendingOf } from './queueMessage.ts';
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
  const delivery = { ...toDelivery(row, await targetOf(trx, row)), ...says };
  return { ...delivery, ...(await othersSince(trx, row)), ...(await beganIn(trx, row)) };
}

/**
 * Merges what waits behind a message into it, as the core says. What may have arrived as it is stays as it is, unless
 * `isAbsent`: it was looked for, and did not arrive.
 */
export async function coalesceRow(
  trx: Transaction<Schema>,
  row: DeliveryRow,
  now: Millis,
  isAbsent = false,
): Promise<Pick<Delivery, 'message' | 'incidentId' | 'isPlain'>> {
  const first = { ...toPending(row), ...(isAbsent ? { mayHaveArrived: false } : {}) };
  const asItIs = { message: first.message, incidentId: first.incidentId, isPlain: row.form === PLAIN };
  const kind = row.kind === null ? undefined : toKind(row.kind);
  if (first.message.type !== 'alert' || first.mayHaveArrived || kind === undefined || row.pipeline === null)
    return asItIs;
  const line = await pendingOf(trx, { guildId: row.guild_id, pipeline: row.pipeline, kind });
  const facts = await factsOf(trx, line);
  const { message, incidentId, superseded } = coalescePending(first, line, (id) => facts.get(id) ?? null, now);
  if (superseded.length === 0) return asItIs;
  await rewriteDelivery(trx, row.id, message, incidentId);
  for (const id of superseded) await giveUpDelivery(trx, id, 'overtaken', now);
  return { message, incidentId, isPlain: false };
}

async function factsOf(trx: Transaction<Schema>, line: readonly PendingMessage[]) {
  const facts = new Map<number | null, IncidentFacts | null>();
  for (const { incidentId } of line) {
    if (!facts.has(incidentId)) facts.set(incidentId, await incidentFacts(trx, incidentId));
  }
  return facts;
}

/**
 * The guild whose message is due first, held until the transaction ends: a transaction that writes messages for it holds it too, and
 * coalescing must not cross that. Guilds that another process holds have their turn there.
 */
async function lockDueGuild(trx: Transaction<Schema>, now: Millis): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select guilds.id from deliveries as mine join guilds on guilds.id = mine.guild_id
    where ${isDue('mine', now)} order by mine.not_before, mine.id limit 1
    ${forUpdateOfSkipLocked(trx, 'guilds')}`.execute(trx);
  return rows[0]?.id ?? null;
}

/** A webhook that was changed meanwhile takes nothing any more, so only a channel is remembered. */
async function beganIn(trx: Transaction<Schema>, row: DeliveryRow): Promise<Pick<Delivery, 'began'>> {
  if (row.type !== 'recovery' || row.incident_id === null) return {};
  const first = await trx
    .selectFrom('deliveries')
    .select('place')
    .where('incident_id', '=', row.incident_id)
    .where('type', '=', 'alert')
    .where('delivered_at', 'is not', null)
    .orderBy('id')
    .executeTakeFirst();
  const place = first?.place == null ? null : readPlace(first.place);
  return place?.type === 'channel' ? { began: place } : {};
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

async function targetOf(trx: Transaction<Schema>, { target_id }: DeliveryRow) {
  if (target_id === null) return null;
  const row = await trx.selectFrom('deliveries').selectAll().where('id', '=', target_id).executeTakeFirst();
  return row === undefined ? null : toSentMessage(row);
}
