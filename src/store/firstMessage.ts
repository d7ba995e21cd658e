import type { Kysely, Transaction } from 'kysely';
import type { Delivery, FirstMessage } from '../monitor/delivery/delivery.ts';
import { type DeliveryRow, toSentMessage } from './deliveryRows.ts';
import { atMost } from './literals.ts';
import { prepared } from './prepared.ts';
import { toWhy } from './reasons.ts';
import type { Schema } from './schema.ts';

type Db = Kysely<Schema> | Transaction<Schema>;

/** The first message of an incident that arrived. */
export async function firstRow(db: Db, incidentId: number): Promise<DeliveryRow | undefined> {
  return (await arrived(db, { incidentId }))[0];
}

const arrived = prepared((db, { incidentId }: { readonly incidentId: number }) =>
  db
    .selectFrom('deliveries')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .where('type', '=', 'alert')
    .where('delivered_at', 'is not', null)
    .orderBy('id')
    .limit(atMost(1))
    .compile(),
);

/** The first message of each incident of which one has arrived, by the id of the incident. */
export async function firstMessages(
  db: Db,
  incidentIds: readonly (number | null)[],
): Promise<ReadonlyMap<number | null, FirstMessage | null>> {
  const ids = [...new Set(incidentIds)].filter((id) => id !== null);
  const rows = await rowsOf(db, ids);
  return new Map(rows.map((row) => [row.incident_id, toFirst(row)]));
}

async function rowsOf(db: Db, ids: readonly number[]): Promise<readonly DeliveryRow[]> {
  const [id] = ids;
  if (id === undefined) return [];
  // Almost always it is one.
  if (ids.length === 1) return arrived(db, { incidentId: id });
  return db
    .selectFrom('deliveries')
    .selectAll()
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('deliveries as alert')
        .select((alert) => alert.fn.min('alert.id').as('id'))
        .where('alert.incident_id', 'in', ids)
        .where('alert.type', '=', 'alert')
        .where('alert.delivered_at', 'is not', null)
        .groupBy('alert.incident_id'),
    )
    .execute();
}

/** Edits know the message that they change. */
const WITHOUT: readonly string[] = ['edit', 'thread'];

/** What a message that tells of an incident follows. */
export function follows(type: string, first: FirstMessage | null | undefined): Pick<Delivery, 'first'> {
  return first == null || WITHOUT.includes(type) ? {} : { first };
}

export function toFirst(row: DeliveryRow | undefined): FirstMessage | null {
  const sent = row === undefined ? null : toSentMessage(row);
  if (row === undefined || sent === null) return null;
  const { place, messageId } = sent;
  const closed = row.thread_closed_why;
  return {
    place,
    messageId,
    threadId: row.thread_id ?? earlierPost(row),
    threadClosed: closed === null ? null : toWhy(closed),
  };
}

/** The post of a message that an earlier version delivered, perhaps beside this one during an update: it has the id of the message, which its place names. */
function earlierPost({ place, message_id: id }: DeliveryRow): string | null {
  return id !== null && place?.includes(`"${id}"`) ? id : null;
}
