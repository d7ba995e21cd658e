import type { Selectable, Transaction } from 'kysely';
import type { EntryMessage, Message } from '../monitor/alerts/message.ts';
import type { GiveUpWhy } from '../monitor/delivery/giveUpWhy.ts';
import type { Millis } from '../monitor/time.ts';
import { type DeliveryRow, readMessage } from './deliveryRows.ts';
import { addDelivery, noteThread } from './deliveryTable.ts';
import { firstRow, toFirst } from './firstMessage.ts';
import { atMost } from './literals.ts';
import type { Schema } from './schema.ts';

/** Hands on that the thread of a message is to be opened. What was decided meanwhile may wait already: it comes before that. */
export async function queueThread(trx: Transaction<Schema>, row: DeliveryRow, now: Millis): Promise<void> {
  const { guild_id, pipeline, kind, incident_id } = row;
  if (pipeline === null || kind === null) return;
  const links = { pipeline, kind, incident_id, target_id: row.id, not_before: row.created_at };
  await addDelivery(trx, guild_id, { type: 'thread', at: now }, now, links);
}

/** A thread is there from now on, for every incident that its message tells of; it begins with their charts. */
export async function threadOpened(
  trx: Transaction<Schema>,
  { target_id }: DeliveryRow,
  threadId: string,
  now: Millis,
): Promise<void> {
  if (target_id === null) return;
  await noteThread(trx, target_id, { thread_id: threadId });
  const rows = await trx
    .selectFrom('deliveries')
    .selectAll()
    .where((eb) => eb.or([eb('id', '=', target_id), eb('group_id', '=', target_id)]))
    .orderBy('id')
    .limit(atMost(MOST_CHARTS))
    .execute();
  for (const row of rows) await addChart(trx, row, now);
}

/** The message that opened the post of its incident is followed by its chart, and so is the end of an incident that has one. */
export async function chartAfter(
  trx: Transaction<Schema>,
  row: DeliveryRow,
  openedPost: boolean,
  now: Millis,
): Promise<void> {
  if (row.type === 'alert' && openedPost && (await isFirst(trx, row)) && (await isAmongFirst(trx, row)))
    await addChart(trx, row, now);
  if (row.type === 'recovery' && (await hasChart(trx, row))) await addChart(trx, row, now);
}

async function isFirst(trx: Transaction<Schema>, { id, incident_id }: DeliveryRow): Promise<boolean> {
  return incident_id !== null && (await firstRow(trx, incident_id))?.id === id;
}

/** A message tells of any number of pipelines, and each chart is a message of its own. */
const MOST_CHARTS = 4;

async function isAmongFirst(trx: Transaction<Schema>, { id, group_id }: DeliveryRow): Promise<boolean> {
  if (group_id === null) return true;
  const before = await trx
    .selectFrom('deliveries')
    .select('id')
    .where('group_id', '=', group_id)
    .where('id', '<', id)
    .limit(atMost(MOST_CHARTS))
    .execute();
  return before.length < MOST_CHARTS;
}

/** Whether its thread began with one, and is still used. */
async function hasChart(trx: Transaction<Schema>, { incident_id }: DeliveryRow): Promise<boolean> {
  if (incident_id === null) return false;
  const entries = await trx
    .selectFrom('deliveries')
    .select('message')
    .where('incident_id', '=', incident_id)
    .where('type', '=', 'entry')
    .execute();
  if (!entries.some(({ message }) => isChart(readMessage(message)))) return false;
  return toFirst(await firstRow(trx, incident_id))?.threadClosed === null;
}

function isChart(message: Message): boolean {
  return message.type === 'entry' && message.what === 'chart';
}

async function addChart(
  trx: Transaction<Schema>,
  { guild_id, pipeline, kind, incident_id }: DeliveryRow,
  now: Millis,
): Promise<void> {
  if (pipeline === null || kind === null || incident_id === null) return;
  await addDelivery(trx, guild_id, { type: 'entry', what: 'chart', at: now }, now, { pipeline, kind, incident_id });
}

/** The thread or post of the incident that a message tells of is used no longer. */
export async function closeThreadOf(trx: Transaction<Schema>, { incident_id }: DeliveryRow, why: GiveUpWhy) {
  const first = incident_id === null ? undefined : await firstRow(trx, incident_id);
  if (first !== undefined) await noteThread(trx, first.id, { thread_closed_why: why });
}

/** What somebody did about an incident stands in its thread, where it has one; once, where its message tells of several. */
export async function addEntry(
  trx: Transaction<Schema>,
  { id, guild_id, pipeline, kind }: Pick<Selectable<Schema['incidents']>, 'id' | 'guild_id' | 'pipeline' | 'kind'>,
  entry: EntryMessage,
  now: Millis,
): Promise<void> {
  const row = await firstRow(trx, id);
  const first = toFirst(row);
  if (row === undefined || first === null || first.threadClosed !== null) return;
  if (first.threadId === null && !(await isBeingOpened(trx, row))) return;
  if (await hasSameEntry(trx, row, entry)) return;
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
async function hasSameEntry(trx: Transaction<Schema>, { id, group_id }: DeliveryRow, entry: EntryMessage) {
  if (group_id === null) return false;
  const entered = await trx
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
  return entered !== undefined;
}
