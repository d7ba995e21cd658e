import type { Kysely, Transaction } from 'kysely';
import { NOTHING_REMEMBERED } from '../monitor/incident.ts';
import type { PastIncident, Store } from '../monitor/ports.ts';
import type { AlertSeverity } from '../monitor/types.ts';
import { addDelivery } from './addDelivery.ts';
import { readFacts, readKinds, toAcknowledgement, toKind, toSeverity } from './incidentRows.ts';
import type { Schema } from './schema.ts';

export function createIncidents(db: Kysely<Schema>): Store['incidents'] {
  return {
    async recent(guildId, limit) {
      const rows = await db
        .selectFrom('incidents')
        .selectAll()
        .where('guild_id', '=', guildId)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.flatMap((row): PastIncident[] => {
        const kind = toKind(row.kind);
        if (kind === undefined) return [];
        return [
          {
            id: row.id,
            pipeline: row.pipeline,
            kind,
            severity: toSeverity(row.severity),
            openedAt: row.opened_at,
            endedAt: row.ended_at,
            worst: readFacts(row.worst),
            told: row.told_severity !== null,
            acknowledged: toAcknowledgement(row),
          },
        ];
      });
    },

    acknowledge: (guildId, id, by, now) =>
      db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('incidents')
          .set((eb) => ({ ack_by_id: by.userId, ack_by_name: by.name, ack_at: now, ack_severity: eb.ref('severity') }))
          .where('id', '=', id)
          .where('guild_id', '=', guildId)
          .where('ended_at', 'is', null)
          .where('ack_by_id', 'is', null)
          .returningAll()
          .executeTakeFirst();
        if (row !== undefined) {
          const kind = toKind(row.kind);
          if (kind === undefined) return 'done';
          const state = {
            openedAt: row.opened_at,
            endedAt: null,
            acknowledged: toAcknowledgement(row),
            affects: readKinds(row.affects),
          };
          const about = {
            key: { guildId, pipeline: row.pipeline, kind },
            before: NOTHING_REMEMBERED,
          };
          await addDelivery(trx, about, id, { type: 'edit', state, at: now }, now);
          return 'done';
        }
        const open = await trx
          .selectFrom('incidents')
          .select('id')
          .where('id', '=', id)
          .where('guild_id', '=', guildId)
          .where('ended_at', 'is', null)
          .executeTakeFirst();
        return open === undefined ? 'ended' : 'taken';
      }),

    untell: (guildId, { kind, pipeline }, { severity, heldBack, mutedAt, keepCooldown = false }) =>
      db.transaction().execute(async (trx) => {
        const of = { guild_id: guildId, pipeline, kind };
        if (!keepCooldown) await resetCooldown(trx, of, severity);

        const open = await trx
          .selectFrom('incidents')
          .select('id')
          .where((eb) => eb.and(of))
          .where('ended_at', 'is', null)
          .executeTakeFirst();
        if (open === undefined) return;
        const seen = await arrivedAlerts(trx, of)
          .select('severity')
          .where('incident_id', '=', open.id)
          .distinct()
          .execute();
        const told = seen.some((row) => row.severity === 'error') ? 'error' : seen.length > 0 ? 'warning' : null;
        const heldAt = severity === 'error' ? { held_error_at: mutedAt } : { held_warning_at: mutedAt };
        await trx
          .updateTable('incidents')
          .set((eb) => ({
            told_severity: told,
            held_back: eb('held_back', '+', heldBack),
            ...(mutedAt === null ? {} : heldAt),
          }))
          .where('id', '=', open.id)
          .execute();
      }),
  };
}

interface Of {
  readonly guild_id: string;
  readonly pipeline: string;
  readonly kind: string;
}

function arrivedAlerts(trx: Transaction<Schema>, of: Of) {
  return trx
    .selectFrom('deliveries')
    .where((eb) => eb.and({ ...of, type: 'alert' }))
    .where('delivered_at', 'is not', null);
}

/** The cooldown follows what people really saw, in this incident or an earlier one. */
async function resetCooldown(trx: Transaction<Schema>, of: Of, severity: AlertSeverity): Promise<void> {
  const last = await arrivedAlerts(trx, of)
    .select(({ fn }) => fn.max('delivered_at').as('at'))
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
