import type { Selectable, Transaction } from 'kysely';
import type { EntryMessage } from '../monitor/alerts/message.ts';
import type { GiveUpWhy } from '../monitor/delivery/giveUpWhy.ts';
import { isPost } from '../monitor/delivery/threadPlace.ts';
import type { Millis } from '../monitor/time.ts';
import type { DeliveryRow } from './deliveryRows.ts';
import { addDelivery, noteThread } from './deliveryTable.ts';
import { firstRow, toFirst } from './firstMessage.ts';
import type { Schema } from './schema.ts';

/** Hands on that the thread of a message is to be opened. What was decided meanwhile may wait already: it comes before that. */
export async function queueThread(trx: Transaction<Schema>, row: DeliveryRow, now: Millis): Promise<void> {
  const { guild_id, pipeline, kind, incident_id } = row;
  if (pipeline === null || kind === null) return;
  const links = { pipeline, kind, incident_id, target_id: row.id, not_before: row.created_at };
  await addDelivery(trx, guild_id, { type: 'thread', at: now }, now, links);
}

/** A thread is there from now on, for every incident that its message tells of. */
export async function threadOpened(trx: Transaction<Schema>, { target_id }: DeliveryRow, threadId: string) {
  if (target_id !== null) await noteThread(trx, target_id, { thread_id: threadId });
}

/** The thread or post of the incident that a message tells of is used no longer. */
export async function closeThreadOf(trx: Transaction<Schema>, { incident_id }: DeliveryRow, why: GiveUpWhy) {
  const first = incident_id === null ? undefined : await firstRow(trx, incident_id);
  if (first !== undefined) await noteThread(trx, first.id, { thread_closed_why: why });
}

/** What somebody did about an incident stands in its thread, where it has one; once, where its message tells of several. */
export async function tellThread(
  trx: Transaction<Schema>,
  { id, guild_id, pipeline, kind }: Pick<Selectable<Schema['incidents']>, 'id' | 'guild_id' | 'pipeline' | 'kind'>,
  entry: EntryMessage,
  now: Millis,
): Promise<void> {
  const row = await firstRow(trx, id);
  const first = toFirst(row);
  if (row === undefined || first === null || first.threadClosed !== null) return;
  if (!isPost(first) && first.threadId === null && !(await isBeingOpened(trx, row))) return;
  if (await isToldOf(trx, row, entry)) return;
  await addDelivery(trx, guild_id, entry, now, { pipeline, kind, incident_id: id });
}

async function isBeingOpened(trx: Transaction<Schema>, { id, group_id }: DeliveryRow): Promise<boolean> {
  const opening = await trx
    .selectFrom('deliveries')
    .select('id')
    .where('type', '=', 'thread')
    .where('target_id', '=', group_id ?? id)
    .where('delivered_at', 'is', null)
    .where('gave_up_at', 'is', null)
    .executeTakeFirst();
  return opening !== undefined;
}

/** Whether the same was said of another incident of the same message. */
async function isToldOf(trx: Transaction<Schema>, { id, group_id }: DeliveryRow, entry: EntryMessage) {
  if (group_id === null) return false;
  const told = await trx
    .selectFrom('deliveries')
    .select('id')
    .where('type', '=', 'entry')
    .where('message', '=', JSON.stringify(entry))
    .where('incident_id', 'in', (eb) =>
      eb
        .selectFrom('deliveries as beside')
        .select('beside.incident_id')
        .where('beside.group_id', '=', group_id)
        .where('beside.id', '<>', id)
        .where('beside.incident_id', 'is not', null),
    )
    .executeTakeFirst();
  return told !== undefined;
}
