import type { Selectable, Transaction } from 'kysely';
import { escalationState } from '../monitor/alerts/escalation.ts';
import { cameAndWent } from '../monitor/alerts/flapping.ts';
import type { IncidentState } from '../monitor/alerts/incidentState.ts';
import { mutedAt } from '../monitor/alerts/mutes.ts';
import type { Millis } from '../monitor/time.ts';
import { readMessage } from './deliveryRows.ts';
import { readEscalated, readFlapping, readKinds, toAcknowledgement, toIncidentMute, toKind } from './incidentRows.ts';
import { queueMessage } from './queueMessage.ts';
import type { Schema } from './schema.ts';

/** The channel's history says who is on an incident, who muted it, and what people wrote about it; of what is judged it says what it said. The caller has locked the guild. */
export async function editFirst(
  trx: Transaction<Schema>,
  row: Selectable<Schema['incidents']>,
  now: Millis,
): Promise<void> {
  const kind = toKind(row.kind);
  if (kind === undefined) return;
  const muted = mutedAt(toIncidentMute(row), now);
  const isMuted = muted !== null && muted.isOver !== true;
  const state = {
    openedAt: row.opened_at,
    endedAt: row.ended_at,
    acknowledged: toAcknowledgement(row),
    muted,
    affects: readKinds(row.affects),
    ...(row.unknown_notified_at === null ? {} : await unknownIn(trx, row.id)),
    ...cameAndWent({ flapping: readFlapping(row.flapping) }),
    ...escalationState(readEscalated(row.escalated), row.ended_at !== null || row.ack_by_id !== null || isMuted),
  };
  const key = { guildId: row.guild_id, pipeline: row.pipeline, kind };
  await queueMessage(trx, key, row.id, { type: 'edit', state, at: now }, now);
}

/** Since when and why it can no longer be judged, as the message to people said. */
async function unknownIn(trx: Transaction<Schema>, incidentId: number): Promise<Pick<IncidentState, 'unknown'>> {
  const rows = await trx
    .selectFrom('deliveries')
    .select('message')
    .where('incident_id', '=', incidentId)
    .where('type', 'in', ['edit', 'unknown'])
    .orderBy('id', 'desc')
    .execute();
  for (const { message: json } of rows) {
    const message = readMessage(json);
    if (message.type === 'unknown') return { unknown: { since: message.since, why: message.why } };
    if (message.type === 'edit' && message.state.unknown != null) return { unknown: message.state.unknown };
  }
  return {};
}
