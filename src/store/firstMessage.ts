import type { Kysely, Transaction } from 'kysely';
import type { Delivery, FirstMessage } from '../monitor/delivery/delivery.ts';
import { type DeliveryRow, toSentMessage } from './deliveryRows.ts';
import { toWhy } from './reasons.ts';
import type { Schema } from './schema.ts';

type Db = Kysely<Schema> | Transaction<Schema>;

/** The first message of an incident that arrived. */
export async function firstRow(db: Db, incidentId: number): Promise<DeliveryRow | undefined> {
  return db
    .selectFrom('deliveries')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .where('type', '=', 'alert')
    .where('delivered_at', 'is not', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** Edits know the message that they change. */
const WITHOUT: readonly string[] = ['edit', 'thread'];

/** What a message that tells of an incident follows. */
export async function firstOf(
  db: Db,
  { type, incident_id }: Pick<DeliveryRow, 'type' | 'incident_id'>,
): Promise<Pick<Delivery, 'first'>> {
  if (incident_id === null || WITHOUT.includes(type)) return {};
  const first = toFirst(await firstRow(db, incident_id));
  return first === null ? {} : { first };
}

export function toFirst(row: DeliveryRow | undefined): FirstMessage | null {
  const sent = row === undefined ? null : toSentMessage(row);
  if (row === undefined || sent === null) return null;
  const { place, messageId } = sent;
  const closed = row.thread_closed_why;
  return { place, messageId, threadId: row.thread_id, threadClosed: closed === null ? null : toWhy(closed) };
}
