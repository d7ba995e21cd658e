import type { Transaction } from 'kysely';
import type { Message } from '../monitor/alerts/message.ts';
import type { MemoryKey } from '../monitor/ports/alertStateStore.ts';
import type { Millis } from '../monitor/time.ts';
import { severityOf } from './overtake.ts';
import type { Schema } from './schema.ts';

/** What a row says beside its message. */
interface Links {
  readonly incident_id: number | null;
  readonly target_id?: number;
  readonly not_before?: Millis;
  readonly retry_why?: 'cooldown';
}

export async function insertDelivery(
  trx: Transaction<Schema>,
  { guildId, pipeline, kind }: MemoryKey,
  message: Message,
  now: Millis,
  links: Links,
) {
  await trx
    .insertInto('deliveries')
    .values({ ...newRow(guildId, message, now), pipeline, kind, severity: severityOf(message), ...links })
    .execute();
}

/** A row for a message that may be tried at once. */
export function newRow(guildId: string, message: Message, now: Millis) {
  return {
    guild_id: guildId,
    type: message.type,
    message: JSON.stringify(message),
    created_at: now,
    not_before: now,
    attempts: 0,
  };
}
