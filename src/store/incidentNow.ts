import type { Transaction } from 'kysely';
import type { Delivery, FirstMessage } from '../monitor/delivery/delivery.ts';
import type { DeliveryRow } from './deliveryRows.ts';
import { toIncident } from './incidentRows.ts';
import type { Schema } from './schema.ts';

/** The messages that are only true while nobody has done anything about their incident, and edits, which say how bad it is by now. */
const OF_THE_MOMENT: readonly string[] = ['stillOnIt', 'escalation', 'edit'];

/** How the incident is that such a message is about, by the time that it is taken to be sent. `first`: its first message. */
export async function incidentNow(
  trx: Transaction<Schema>,
  { type, incident_id }: DeliveryRow,
  first: FirstMessage | null,
): Promise<Pick<Delivery, 'incidentNow'>> {
  if (incident_id === null || !OF_THE_MOMENT.includes(type)) return {};
  const row = await trx.selectFrom('incidents').selectAll().where('id', '=', incident_id).executeTakeFirst();
  if (row === undefined) return {};
  const { severity, acknowledged, escalated } = toIncident(row);
  return { incidentNow: { isOpen: row.ended_at === null, severity, acknowledged, escalated, first } };
}
