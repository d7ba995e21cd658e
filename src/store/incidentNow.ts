import type { Transaction } from 'kysely';
import type { Delivery, IncidentNow } from '../monitor/delivery/delivery.ts';
import { type DeliveryRow, toSentMessage } from './deliveryRows.ts';
import { toIncident } from './incidentRows.ts';
import type { Schema } from './schema.ts';

/** The messages that are only true while nobody has done anything about their incident. */
const OF_THE_MOMENT: readonly string[] = ['stillOnIt', 'escalation'];

/** How the incident is that such a message is about, by the time that it is taken to be sent. */
export async function incidentNow(
  trx: Transaction<Schema>,
  { type, incident_id }: DeliveryRow,
): Promise<Pick<Delivery, 'incidentNow'>> {
  if (incident_id === null || !OF_THE_MOMENT.includes(type)) return {};
  const row = await trx.selectFrom('incidents').selectAll().where('id', '=', incident_id).executeTakeFirst();
  if (row === undefined) return {};
  const first = await firstMessage(trx, incident_id);
  const { severity, acknowledged, escalated } = toIncident(row);
  return { incidentNow: { isOpen: row.ended_at === null, severity, acknowledged, escalated, first } };
}

async function firstMessage(trx: Transaction<Schema>, incidentId: number): Promise<IncidentNow['first']> {
  const row = await trx
    .selectFrom('deliveries')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .where('type', '=', 'alert')
    .where('delivered_at', 'is not', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toSentMessage(row);
}
