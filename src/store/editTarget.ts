import type { Transaction } from 'kysely';
import type { IncidentState } from '../monitor/alerts/incidentState.ts';
import type { MessagePart, SentMessage } from '../monitor/delivery/delivery.ts';
import type { Millis } from '../monitor/time.ts';
import { aboutOf, type DeliveryRow, readMessage, toSentMessage } from './deliveryRows.ts';
import { giveUpDelivery } from './deliveryTable.ts';
import { notesOf } from './notes.ts';
import type { Schema } from './schema.ts';

/** The message that an edit changes, with what became of each pipeline that it tells of; null where there is none. */
export async function targetOf(
  trx: Transaction<Schema>,
  { id, target_id }: DeliveryRow,
  now: Millis,
): Promise<SentMessage | null> {
  if (target_id === null) return null;
  const target = await rowOf(trx, target_id);
  if (target === undefined) return null;
  if (target.group_id === null) return withNotes(trx, target, toSentMessage(target), [target]);
  const leader = target.group_id === target.id ? target : await rowOf(trx, target.group_id);
  const sent = toSentMessage(leader ?? target);
  if (sent === null) return null;
  const rows = await trx
    .selectFrom('deliveries')
    .selectAll()
    .where('group_id', '=', target.group_id)
    .orderBy('id')
    .execute();
  const states = await statesOf(trx, rows, id, now);
  const parts = rows.map((row) => toPart(row, states.get(row.id) ?? null));
  return withNotes(trx, target, { ...sent, parts }, rows);
}

/** With what people wrote about the incidents that it tells of. */
async function withNotes(
  trx: Transaction<Schema>,
  { guild_id }: DeliveryRow,
  sent: SentMessage | null,
  rows: readonly DeliveryRow[],
): Promise<SentMessage | null> {
  const ids = rows.flatMap(({ incident_id: id }) => (id === null ? [] : [id]));
  const notes = [...(await notesOf(trx, guild_id, ids))].flatMap(([id, own]) => (ids.includes(id) ? own : []));
  // What was written about all of them at once is said once.
  const once = notes.filter(
    (note, index) => notes.findIndex(({ at, text }) => at === note.at && text === note.text) === index,
  );
  return sent === null || once.length === 0 ? sent : { ...sent, notes: once.toSorted((a, b) => a.at - b.at) };
}

function toPart(row: DeliveryRow, state: IncidentState | null): MessagePart {
  return { incidentId: row.incident_id, about: aboutOf(row), message: readMessage(row.message), state };
}

/** What the last edit of each says. One edit says it of all, so that others that wait behind it are not needed. */
async function statesOf(
  trx: Transaction<Schema>,
  rows: readonly DeliveryRow[],
  editId: number,
  now: Millis,
): Promise<ReadonlyMap<number, IncidentState>> {
  const ids = rows.map(({ id }) => id);
  const edits = await trx
    .selectFrom('deliveries')
    .selectAll()
    .where('type', '=', 'edit')
    .where('target_id', 'in', ids)
    .orderBy('id')
    .execute();
  const states = new Map<number, IncidentState>();
  for (const edit of edits) {
    const message = readMessage(edit.message);
    if (message.type === 'edit' && edit.target_id !== null) states.set(edit.target_id, message.state);
    const waits = edit.delivered_at === null && edit.gave_up_at === null && edit.claimed_until === null;
    if (waits && edit.id !== editId) await giveUpDelivery(trx, edit.id, 'superseded', now);
  }
  return states;
}

function rowOf(trx: Transaction<Schema>, id: number): Promise<DeliveryRow | undefined> {
  return trx.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst();
}
