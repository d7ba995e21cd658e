import type { Transaction } from 'kysely';
import { isSameTarget } from '../monitor/alerts/escalation.ts';
import type { GiveUpWhy } from '../monitor/delivery/giveUpWhy.ts';
import type { Millis } from '../monitor/time.ts';
import { readMessage } from './deliveryRows.ts';
import { editFirst } from './editFirst.ts';
import { readEscalated } from './incidentRows.ts';
import { changeOpen } from './incidentTable.ts';
import { lockGuilds } from './lockGuilds.ts';
import type { Schema } from './schema.ts';

/** What was refused once is refused each time: such a step counts as taken. */
const ASKED_AGAIN: readonly GiveUpWhy[] = ['muted', 'quietHours', 'superseded', 'noDestination'];

/** A step of an escalation that was not sent after all is not named on the incident's first message. */
export async function takeBackStep(
  trx: Transaction<Schema>,
  deliveryId: number,
  why: GiveUpWhy,
  now: Millis,
): Promise<void> {
  const row = await trx.selectFrom('deliveries').selectAll().where('id', '=', deliveryId).executeTakeFirst();
  if (row === undefined || row.type !== 'escalation' || row.incident_id === null || !ASKED_AGAIN.includes(why)) return;
  const message = readMessage(row.message);
  if (message.type !== 'escalation') return;
  await lockGuilds(trx, [row.guild_id]);
  const incident = await trx
    .selectFrom('incidents')
    .select('escalated')
    .where('id', '=', row.incident_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  const escalated = readEscalated(incident?.escalated ?? null);
  // Where the clock was set back meanwhile, it was taken earlier than its message says.
  const taken = escalated.sent.findLastIndex((one) => one.at <= message.at && isSameTarget(one, message.step));
  if (taken === -1) return;
  const sent = escalated.sent.toSpliced(taken, 1);
  const changed = await changeOpen(trx, row.guild_id, row.incident_id, {
    escalated: JSON.stringify({ ...escalated, sent }),
  }).executeTakeFirst();
  if (changed !== undefined) await editFirst(trx, changed, now);
}
