import type { Transaction } from 'kysely';
import type { Message } from '../monitor/alerts/message.ts';
import type { Millis } from '../monitor/time.ts';
import { type DeliveryRow, overtake } from './overtake.ts';
import type { Schema } from './schema.ts';

/** What was written while a message was being sent could not overtake it; before the next attempt it does. */
export async function foldBacklog(trx: Transaction<Schema>, row: DeliveryRow, now: Millis): Promise<DeliveryRow> {
  if (row.type !== 'alert' || row.uncertain_at !== null || row.kind === null || row.pipeline === null) return row;
  const newer = await trx
    .selectFrom('deliveries')
    .select(['id', 'message', 'incident_id'])
    .where('guild_id', '=', row.guild_id)
    .where('pipeline', '=', row.pipeline)
    .where('kind', '=', row.kind)
    .where('type', 'in', ['alert', 'recovery', 'late'])
    .where('id', '>', row.id)
    .where('delivered_at', 'is', null)
    .where('gave_up_at', 'is', null)
    .where('claimed_until', 'is', null)
    .orderBy('id')
    .executeTakeFirst();
  if (newer === undefined) return row;
  const folded = await overtake(trx, row, JSON.parse(newer.message) as Message, newer.incident_id, now);
  if (folded === null) return row;
  await trx
    .updateTable('deliveries')
    .set({ gave_up_at: now, gave_up_why: 'overtaken' })
    .where('id', '=', newer.id)
    .execute();
  return foldBacklog(trx, folded, now);
}
