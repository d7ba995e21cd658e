import type { Transaction } from 'kysely';
import type { AlertMessage } from '../monitor/alerts/message.ts';
import type { Untold } from '../monitor/ports/deliveryQueue.ts';
import type { AlertSeverity } from '../monitor/types.ts';
import { hasArrived } from './hasArrived.ts';
import type { Schema } from './schema.ts';

interface Of {
  readonly guild_id: string;
  readonly pipeline: string;
  readonly kind: string;
}

/** Takes back that people were told, in the transaction that gives the message up: they know only of what arrived. */
export async function untell(trx: Transaction<Schema>, untold: Untold): Promise<void> {
  const { guildId, pipeline, kind, severity, heldBack, mutedAt, keepCooldown } = untold;
  const of = { guild_id: guildId, pipeline, kind };
  if (!keepCooldown) await resetCooldown(trx, of, severity);

  const open = await trx
    .selectFrom('incidents')
    .select('id')
    .where((eb) => eb.and(of))
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (open === undefined) return;
  const arrived = await arrivedAlerts(trx, of)
    .select(['severity', 'message'])
    .where('incident_id', '=', open.id)
    .orderBy('id')
    .execute();
  const told = arrived.some((row) => row.severity === 'error') ? 'error' : arrived.length > 0 ? 'warning' : null;
  const heldAt = severity === 'error' ? { held_error_at: mutedAt } : { held_warning_at: mutedAt };
  await trx
    .updateTable('incidents')
    .set((eb) => ({
      told_severity: told,
      ...knownFrom(arrived.map(({ message }) => JSON.parse(message) as AlertMessage)),
      held_back: eb('held_back', '+', heldBack),
      ...(mutedAt === null ? {} : heldAt),
    }))
    .where('id', '=', open.id)
    .execute();
}

/** What people know by the messages that arrived. */
function knownFrom(arrived: readonly AlertMessage[]) {
  const last = arrived.at(-1);
  const pinged = arrived.findLast(({ pings, severity }) => pings !== false && severity === 'error');
  const toJson = (alert: AlertMessage | undefined) => (alert === undefined ? null : JSON.stringify(alert.facts));
  return { reminders: last?.reminder?.n ?? 0, notified: toJson(last), pinged: toJson(pinged) };
}

function arrivedAlerts(trx: Transaction<Schema>, of: Of) {
  return trx
    .selectFrom('deliveries')
    .where((eb) => eb.and({ ...of, type: 'alert' }))
    .where(hasArrived);
}

/** The cooldown follows what people really saw, in this incident or an earlier one. */
async function resetCooldown(trx: Transaction<Schema>, of: Of, severity: AlertSeverity): Promise<void> {
  const last = await arrivedAlerts(trx, of)
    .select(({ fn }) => fn.max(fn.coalesce('delivered_at', 'gave_up_at')).as('at'))
    .where('severity', '=', severity)
    .executeTakeFirst();
  await trx
    .deleteFrom('cooldowns')
    .where((eb) => eb.and({ ...of, severity }))
    .execute();
  if (last?.at == null) return;
  await trx
    .insertInto('cooldowns')
    .values({ ...of, severity, last_sent_at: last.at })
    .execute();
}
