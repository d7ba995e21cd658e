import type { Kysely, Transaction } from 'kysely';
import type { Delivery } from '../monitor/delivery/delivery.ts';
import { type DeliveryRow, readPlace } from './deliveryRows.ts';
import type { Schema } from './schema.ts';

/** Where people heard of the beginning of what has ended; nobody goes back to a direct message. */
export async function beganIn(
  db: Kysely<Schema> | Transaction<Schema>,
  { type, incident_id: id }: Pick<DeliveryRow, 'type' | 'incident_id'>,
): Promise<Pick<Delivery, 'began'>> {
  if (type !== 'recovery' || id === null) return {};
  const first = await db
    .selectFrom('deliveries')
    .select('place')
    .where('incident_id', '=', id)
    .where('type', '=', 'alert')
    .where('delivered_at', 'is not', null)
    .orderBy('id')
    .executeTakeFirst();
  const place = first?.place == null ? null : readPlace(first.place);
  return place === null || place.type === 'user' ? {} : { began: place };
}
