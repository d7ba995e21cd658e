import type { Transaction } from 'kysely';
import type { Message } from '../monitor/alerts/message.ts';
import type { MemoryKey } from '../monitor/ports/alertStateStore.ts';
import type { Millis } from '../monitor/time.ts';
import type { Schema } from './schema.ts';

/** Whether a message says that an incident can no longer be judged. */
export function isUnknown(message: Message): boolean {
  return message.type === 'unknown' || (message.type === 'edit' && message.state.unknown != null);
}

/** There is a verdict again: that there was none is no news any more. */
export async function dropUnknown(
  trx: Transaction<Schema>,
  { guildId, pipeline, kind }: MemoryKey,
  now: Millis,
): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ gave_up_at: now, gave_up_why: 'overtaken' })
    .where((eb) => eb.and({ guild_id: guildId, pipeline, kind, type: 'unknown' }))
    .where('delivered_at', 'is', null)
    .where('gave_up_at', 'is', null)
    .where('claimed_until', 'is', null)
    .execute();
}
