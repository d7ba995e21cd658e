import type { Transaction } from 'kysely';
import { joinLate } from '../monitor/alerts/joinLate.ts';
import type { LateMessage } from '../monitor/alerts/message.ts';
import type { MemoryKey } from '../monitor/ports/alertStateStore.ts';
import type { Millis } from '../monitor/time.ts';
import { insertDelivery } from './insertDelivery.ts';
import type { Schema } from './schema.ts';

/** What came and went inside a cooldown waits for its end, as one line however often it happened. */
export async function addLate(
  trx: Transaction<Schema>,
  key: MemoryKey,
  incidentId: number | null,
  message: LateMessage,
  now: Millis,
): Promise<void> {
  const { cooldown } = message;
  const links = { incident_id: incidentId };
  if (cooldown === undefined) return insertDelivery(trx, key, message, now, links);
  const row = await waitingLate(trx, key);
  if (row === undefined) {
    const waits = { not_before: cooldown.endsAt, retry_why: 'cooldown' } as const;
    return insertDelivery(trx, key, message, now, { ...links, ...waits });
  }
  const joined = joinLate(JSON.parse(row.message) as LateMessage, message);
  await trx
    .updateTable('deliveries')
    .set({ message: JSON.stringify(joined), incident_id: incidentId })
    .where('id', '=', row.id)
    .execute();
}

/** A new message of a kind is preceded by what its cooldown suppressed. */
export async function releaseLate(trx: Transaction<Schema>, key: MemoryKey, now: Millis): Promise<void> {
  const row = await waitingLate(trx, key);
  if (row === undefined) return;
  await trx.updateTable('deliveries').set({ not_before: now, retry_why: null }).where('id', '=', row.id).execute();
}

function waitingLate(trx: Transaction<Schema>, { guildId, pipeline, kind }: MemoryKey) {
  return trx
    .selectFrom('deliveries')
    .select(['id', 'message'])
    .where((eb) => eb.and({ guild_id: guildId, pipeline, kind, type: 'late', retry_why: 'cooldown' }))
    .where('delivered_at', 'is', null)
    .where('gave_up_at', 'is', null)
    .where('claimed_until', 'is', null)
    .executeTakeFirst();
}
