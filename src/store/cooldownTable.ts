import type { Transaction } from 'kysely';
import type { Millis } from '../monitor/time.ts';
import type { AlertSeverity } from '../monitor/types.ts';
import type { KeyColumns } from './incidentRows.ts';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';

/** Every change of the table of cooldowns: when the last message of a kind and severity was sent. */

export async function setCooldown(
  trx: Transaction<Schema>,
  key: KeyColumns,
  severity: AlertSeverity,
  lastSentAt: Millis,
): Promise<void> {
  await noteSent(trx, { ...key, severity, last_sent_at: lastSentAt });
}

const noteSent = prepared((db, { pipeline, guild_id, kind, severity, last_sent_at }: Schema['cooldowns']) =>
  db
    .insertInto('cooldowns')
    .values({ pipeline, guild_id, kind, severity, last_sent_at })
    .onConflict((oc) => oc.columns(['pipeline', 'guild_id', 'kind', 'severity']).doUpdateSet({ last_sent_at }))
    .compile(),
);

/** Where one runs, it runs from this moment. */
export async function restartCooldown(
  trx: Transaction<Schema>,
  key: KeyColumns,
  severity: string,
  from: Millis,
): Promise<void> {
  await trx
    .updateTable('cooldowns')
    .set({ last_sent_at: from })
    .where((eb) => eb.and({ ...key, severity }))
    .execute();
}

export async function removeCooldown(
  trx: Transaction<Schema>,
  key: KeyColumns,
  severity: AlertSeverity,
): Promise<void> {
  await trx
    .deleteFrom('cooldowns')
    .where((eb) => eb.and({ ...key, severity }))
    .execute();
}
