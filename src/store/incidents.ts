import type { Kysely, Selectable, Transaction } from 'kysely';
import { NOTHING_REMEMBERED } from '../monitor/incident.ts';
import type { PastIncident, Store } from '../monitor/ports.ts';
import type { AlertSeverity, Millis } from '../monitor/types.ts';
import { addDelivery } from './addDelivery.ts';
import { addChanges } from './changes.ts';
import { readFacts, readKinds, toAcknowledgement, toKind, toMute, toSeverity } from './incidentRows.ts';
import { lockGuilds } from './lockGuilds.ts';
import type { Schema } from './schema.ts';

type Row = Selectable<Schema['incidents']>;

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
      return rows.flatMap(toPast);
    },

    async get(guildId, id) {
      const row = await db
        .selectFrom('incidents')
        .selectAll()
        .where('guild_id', '=', guildId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row === undefined ? null : (toPast(row)[0] ?? null);
    },

    acknowledge: (guildId, id, by, now, change) =>
      db.transaction().execute(async (trx) => {
        await lockGuilds(trx, [guildId]);
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
          await addChanges(trx, guildId, [change]);
          await editFirst(trx, row, now);
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

    mutedBy: (guildId, id, { by, until }, now) =>
      db.transaction().execute(async (trx) => {
        await lockGuilds(trx, [guildId]);
        const row = await trx
          .updateTable('incidents')
          .set({ muted_by_id: by.userId, muted_by_name: by.name, muted_until: until })
          .where('id', '=', id)
          .where('guild_id', '=', guildId)
          .where('ended_at', 'is', null)
          .returningAll()
          .executeTakeFirst();
        if (row === undefined) return false;
        await editFirst(trx, row, now);
        return true;
      }),

    untell: (guildId, { kind, pipeline }, { severity, heldBack, mutedAt, keepCooldown = false }) =>
      db.transaction().execute(async (trx) => {
        const of = { guild_id: guildId, pipeline, kind };
        await lockGuilds(trx, [guildId]);
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

function toPast(row: Row): PastIncident[] {
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
}

/** The channel's history says who is on it, and who muted it. */
async function editFirst(trx: Transaction<Schema>, row: Row, now: Millis): Promise<void> {
  const kind = toKind(row.kind);
  if (kind === undefined) return;
  const state = {
    openedAt: row.opened_at,
    endedAt: null,
    acknowledged: toAcknowledgement(row),
    muted: toMute(row),
    affects: readKinds(row.affects),
  };
  const about = { key: { guildId: row.guild_id, pipeline: row.pipeline, kind }, before: NOTHING_REMEMBERED };
  await addDelivery(trx, about, row.id, { type: 'edit', state, at: now }, now);
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
