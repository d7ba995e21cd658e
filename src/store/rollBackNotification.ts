import { sql, type Transaction } from 'kysely';
import type { AlertMessage } from '../monitor/alerts/message.ts';
import { notifiedBy } from '../monitor/alerts/rollBack.ts';
import type { RollBack } from '../monitor/ports/deliveryQueue.ts';
import type { AlertSeverity } from '../monitor/types.ts';
import { removeCooldown, setCooldown } from './cooldownTable.ts';
import { readMessage } from './deliveryRows.ts';
import { hasArrived } from './hasArrived.ts';
import { type KeyColumns, readFacts, toKeyColumns, toSeverity } from './incidentRows.ts';
import { changeOpen } from './incidentTable.ts';
import type { Schema } from './schema.ts';

/** Takes back that people were notified, in the transaction that gives the message up: they know only of what arrived. */
export async function rollBackNotification(trx: Transaction<Schema>, rollBack: RollBack): Promise<void> {
  const key = toKeyColumns(rollBack);
  if (!rollBack.keepCooldown) await resetCooldown(trx, key, rollBack.severity);
  const open = await trx
    .selectFrom('incidents')
    .select(['id', 'worst', 'caught_up'])
    .where((eb) => eb.and({ ...key }))
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (open === undefined) return;
  const rows = await arrivedAlerts(trx, key)
    .select('message')
    .where('incident_id', '=', open.id)
    .orderBy('id')
    .execute();
  const { severity, reminders, facts, pinged } = notifiedBy(
    rows.map(({ message }) => readMessage(message) as AlertMessage),
    open.caught_up === null ? null : { severity: toSeverity(open.caught_up), facts: readFacts(open.worst) },
  );
  const { suppressed, mutedAt, quietAt = null } = rollBack;
  const held =
    rollBack.severity === 'critical' ? { suppressed_critical_at: mutedAt } : { suppressed_warning_at: mutedAt };
  await changeOpen(trx, key.guild_id, open.id, {
    notified_severity: severity,
    reminders,
    notified: facts === null ? null : JSON.stringify(facts),
    pinged: pinged === null ? null : JSON.stringify(pinged),
    suppressed: sql<number>`suppressed + ${suppressed}`,
    ...(mutedAt === null ? {} : held),
    ...(quietAt === null ? {} : { quiet_since: sql<number>`coalesce(quiet_since, ${quietAt})` }),
  }).execute();
}

function arrivedAlerts(trx: Transaction<Schema>, key: KeyColumns) {
  return trx
    .selectFrom('deliveries')
    .where((eb) => eb.and({ ...key, type: 'alert' }))
    .where(hasArrived);
}

/** The cooldown follows what people really saw, in this incident or an earlier one. */
async function resetCooldown(trx: Transaction<Schema>, key: KeyColumns, severity: AlertSeverity): Promise<void> {
  const last = await arrivedAlerts(trx, key)
    .select(({ fn }) => fn.max(fn.coalesce('delivered_at', 'gave_up_at')).as('at'))
    .where('severity', '=', severity)
    .executeTakeFirst();
  if (last?.at == null) await removeCooldown(trx, key, severity);
  else await setCooldown(trx, key, severity, last.at);
}
