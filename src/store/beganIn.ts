import type { Kysely, Transaction } from 'kysely';
import type { Delivery } from '../monitor/delivery/delivery.ts';
import { isPost } from '../monitor/delivery/threadPlace.ts';
import type { DeliveryRow } from './deliveryRows.ts';
import { firstRow, toFirst } from './firstMessage.ts';
import type { Schema } from './schema.ts';

/** Where people heard of the beginning of what has ended; nobody goes back to a direct message, or to a post that is closed. */
export async function beganIn(
  db: Kysely<Schema> | Transaction<Schema>,
  { type, incident_id: id }: Pick<DeliveryRow, 'type' | 'incident_id'>,
): Promise<Pick<Delivery, 'began'>> {
  if (type !== 'recovery' || id === null) return {};
  const first = toFirst(await firstRow(db, id));
  if (first === null || (isPost(first) && first.threadClosed !== null)) return {};
  const { place } = first;
  return place.type === 'channel' || place.type === 'webhook' ? { began: place } : {};
}
