import type { Transaction } from 'kysely';
import { coalescePending, isEdited } from '../monitor/alerts/coalesce/coalescePending.ts';
import type { IncidentFacts, PendingMessage } from '../monitor/alerts/coalesce/pending.ts';
import type { Renewed } from '../monitor/delivery/delivery.ts';
import type { Millis } from '../monitor/time.ts';
import { type DeliveryRow, PLAIN, toPending } from './deliveryRows.ts';
import { giveUpDelivery, rewriteDelivery } from './deliveryTable.ts';
import { toKind } from './incidentRows.ts';
import { incidentFacts, pendingOf } from './queueMessage.ts';
import type { Schema } from './schema.ts';

/**
 * Merges what waits behind a message into it, as the core says. What may have arrived as it is stays as it is, unless
 * `isAbsent`: it was looked for, and did not arrive.
 */
export async function coalesceRow(
  trx: Transaction<Schema>,
  row: DeliveryRow,
  now: Millis,
  isAbsent = false,
): Promise<Renewed> {
  const first = { ...toPending(row), ...(isAbsent ? { mayHaveArrived: false } : {}) };
  const asItIs = { message: first.message, incidentId: first.incidentId, isPlain: row.form === PLAIN };
  const kind = row.kind === null ? undefined : toKind(row.kind);
  if (!isEdited(first.message) || first.mayHaveArrived || kind === undefined || row.pipeline === null) return asItIs;
  const line = await pendingOf(trx, { guildId: row.guild_id, pipeline: row.pipeline, kind });
  // Nothing waits beside it.
  if (line.length < 2) return asItIs;
  const facts = await factsOf(trx, line);
  const { message, incidentId, superseded } = coalescePending(first, line, (id) => facts.get(id) ?? null, now);
  if (superseded.length === 0) return asItIs;
  await rewriteDelivery(trx, row.id, message, incidentId);
  for (const id of superseded) await giveUpDelivery(trx, id, 'superseded', now);
  return { message, incidentId, isPlain: false };
}

async function factsOf(trx: Transaction<Schema>, line: readonly PendingMessage[]) {
  const facts = new Map<number | null, IncidentFacts | null>();
  for (const { incidentId } of line) {
    if (!facts.has(incidentId)) facts.set(incidentId, await incidentFacts(trx, incidentId));
  }
  return facts;
}
