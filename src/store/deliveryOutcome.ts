import type { Kysely } from 'kysely';
import type { SendOutcome } from '../monitor/delivery/outcome.ts';
import { readPlace } from './deliveryRows.ts';
import { toRetryReason, toWhy } from './reasons.ts';
import type { Schema } from './schema.ts';

/** What became of a message so far, whichever process tried it; null: nothing yet. */
export async function deliveryOutcome(db: Kysely<Schema>, id: number): Promise<SendOutcome | null> {
  const row = await db
    .selectFrom('deliveries')
    .select(['delivered_at', 'message_id', 'place', 'gave_up_at', 'gave_up_why', 'retry_why'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.delivered_at !== null && row.message_id !== null && row.place !== null)
    return { outcome: 'delivered', messageId: row.message_id, place: readPlace(row.place) };
  if (row.gave_up_at !== null) return { outcome: 'giveUp', why: toWhy(row.gave_up_why) };
  const why = toRetryReason(row.retry_why);
  return why === null ? null : { outcome: 'retry', afterMs: null, why };
}
