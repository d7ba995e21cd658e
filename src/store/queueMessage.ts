import { sql, type Transaction } from 'kysely';
import { enqueue, needsIncident, type Queue, type QueueStep } from '../monitor/alerts/coalesce/enqueue.ts';
import type { IncidentFacts, PendingMessage } from '../monitor/alerts/coalesce/pending.ts';
import type { Message } from '../monitor/alerts/message.ts';
import type { AlertStateKey } from '../monitor/ports/alertStateStore.ts';
import type { Millis } from '../monitor/time.ts';
import { toPending } from './deliveryRows.ts';
import { addDelivery, giveUpDelivery, releaseDelivery, rewriteDelivery } from './deliveryTable.ts';
import { hasArrived } from './hasArrived.ts';
import { noteTopUp, notifiedTopUps } from './notifiedTopUps.ts';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';

/** Puts a message among those that wait, as the core says. The caller has locked the guild. */
export async function queueMessage(
  trx: Transaction<Schema>,
  key: AlertStateKey,
  incidentId: number | null,
  message: Message,
  now: Millis,
): Promise<void> {
  const pending = await pendingOf(trx, key);
  const queue: Queue = {
    pending,
    incident: needsIncident(message, pending) ? await incidentFacts(trx, incidentId) : null,
    notifiedTopUpAt: 'topUp' in message ? await notifiedTopUpAt(trx, key) : null,
  };
  for (const step of enqueue(message, queue, now)) await take(trx, key, incidentId, step, now);
}

async function take(
  trx: Transaction<Schema>,
  key: AlertStateKey,
  incidentId: number | null,
  step: QueueStep,
  now: Millis,
): Promise<void> {
  switch (step.do) {
    case 'add': {
      const { pipeline, kind } = key;
      const { message, targetId = null, cooldownEndsAt } = step;
      const waits =
        cooldownEndsAt === undefined ? {} : ({ not_before: cooldownEndsAt, retry_why: 'cooldown' } as const);
      await addDelivery(trx, key.guildId, message, now, {
        pipeline,
        kind,
        incident_id: incidentId,
        target_id: targetId,
        ...waits,
      });
      return;
    }
    case 'rewrite':
      return rewriteDelivery(trx, step.id, step.message, incidentId);
    case 'supersede':
      return giveUpDelivery(trx, step.id, 'superseded', now);
    case 'release':
      return releaseDelivery(trx, step.id, now);
    case 'noteTopUp':
      return noteTopUp(trx, key.guildId, key.pipeline, step.at);
  }
}

/** What waits of one guild, pipeline and kind, the oldest first. */
export async function pendingOf(trx: Transaction<Schema>, key: AlertStateKey): Promise<readonly PendingMessage[]> {
  return (await pendingRows(trx, { guildId: key.guildId, pipeline: key.pipeline, kind: key.kind })).map(toPending);
}

const pendingRows = prepared((db, { guildId, pipeline, kind }: AlertStateKey) =>
  db
    .selectFrom('deliveries')
    .selectAll()
    .where('guild_id', '=', guildId)
    .where('pipeline', '=', pipeline)
    .where('kind', '=', kind)
    .where('delivered_at', 'is', null)
    .where('gave_up_at', 'is', null)
    .orderBy('id')
    .compile(),
);

export async function incidentFacts(trx: Transaction<Schema>, id: number | null): Promise<IncidentFacts | null> {
  if (id === null) return null;
  const row = await trx
    .selectFrom('incidents')
    .select((eb) => {
      const alerts = eb.selectFrom('deliveries').where('incident_id', '=', id).where('type', '=', 'alert');
      const news = eb.selectFrom('deliveries').where('incident_id', '=', id).where('type', 'in', ['alert', 'flapping']);
      return [
        'opened_at',
        'ended_at',
        'caught_up',
        alerts.where('gave_up_at', 'is', null).select(eb.fn.min('id').as('id')).as('first_alert_id'),
        news.where(hasArrived).select(sql<number>`count(*)`.as('n')).as('arrived'),
      ];
    })
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id,
    openedAt: row.opened_at,
    endedAt: row.ended_at,
    isNotified: (row.arrived ?? 0) > 0 || row.caught_up !== null,
    editedIds: [...(row.first_alert_id === null ? [] : [row.first_alert_id]), ...(await laterIds(trx, id))],
  };
}

/** The messages of its escalation, those about flapping, and the last question whether somebody is still on it, that arrived, or still may. */
async function laterIds(trx: Transaction<Schema>, incidentId: number): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom('deliveries')
    .select(['id', 'type'])
    .where('incident_id', '=', incidentId)
    .where('type', 'in', ['escalation', 'flapping', 'stillOnIt'])
    .where('gave_up_at', 'is', null)
    .orderBy('id')
    .execute();
  const question = rows.findLast(({ type }) => type === 'stillOnIt');
  return rows.filter((row) => row.type !== 'stillOnIt' || row === question).map(({ id }) => id);
}

async function notifiedTopUpAt(
  trx: Transaction<Schema>,
  { guildId, pipeline: account }: AlertStateKey,
): Promise<Millis | null> {
  return (await notifiedTopUps(trx, guildId)).get(guildId)?.[account] ?? null;
}
