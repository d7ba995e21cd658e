import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { pingsFor, type SuppressedIncident, stateOf } from '../monitor/alerts/catchUp.ts';
import type { QuietHours } from '../monitor/alerts/quietHours.ts';
import type { Store } from '../monitor/ports/store.ts';
import type { Millis } from '../monitor/time.ts';
import { byGuild } from './byGuild.ts';
import { addChanges } from './changes.ts';
import { setCooldown } from './cooldownTable.ts';
import { addDelivery } from './deliveryTable.ts';
import { toKeyColumns } from './incidentRows.ts';
import { toPast } from './incidents.ts';
import { changeCaughtUp } from './incidentTable.ts';
import { lockGuilds } from './lockGuilds.ts';
import type { Schema } from './schema.ts';

type Db = Kysely<Schema> | Transaction<Schema>;

/** A guild's own quiet hours, and what they keep back: incidents with a moment in `quiet_since`. */
export function createQuietHours(db: Kysely<Schema>): Store['quietHours'] {
  return {
    change: (guildId, changeFrom) =>
      db.transaction().execute(async (trx) => {
        await lockGuilds(trx, [guildId]);
        const own = (await quietHoursOf(trx, guildId)).get(guildId) ?? null;
        const { hours, change } = changeFrom(own);
        await writeQuietHours(trx, guildId, hours);
        await addChanges(trx, guildId, [change]);
      }),
    async waiting() {
      const rows = await db
        .selectFrom('incidents')
        .innerJoin('guilds', 'guilds.id', 'incidents.guild_id')
        .select('incidents.guild_id')
        .distinct()
        // Every id is: SQLite looks in the index of those that are kept back only where a bound is asked for.
        .where('incidents.guild_id', '>', '')
        .where('quiet_since', 'is not', null)
        .where('guilds.left_at', 'is', null)
        .execute();
      return new Set(rows.map(({ guild_id }) => guild_id));
    },
    catchUp: (guildId, now, compose) =>
      db.transaction().execute(async (trx) => {
        // Nobody else decides about its incidents meanwhile.
        if (!(await lockGuilds(trx, [guildId])).has(guildId)) return false;
        const rows = await trx
          .selectFrom('incidents')
          .selectAll()
          .where('guild_id', '=', guildId)
          .where('quiet_since', 'is not', null)
          .orderBy('id')
          .execute();
        const composed = compose(rows.flatMap(toHeld));
        if (composed === null) return false;
        const { message, included, dropped } = composed;
        for (const incident of included) await noteCaughtUp(trx, guildId, incident, now);
        for (const { id } of dropped) await changeCaughtUp(trx, id, { quiet_since: null });
        if (message !== null) await addDelivery(trx, guildId, message, now);
        return message !== null;
      }),
  };
}

const rowsOf = byGuild((db) => db.selectFrom('quiet_hours').selectAll());

/** By guild; without an entry those of the settings hold. */
export async function quietHoursOf(
  db: Db,
  guildId: string | null = null,
): Promise<ReadonlyMap<string, readonly QuietHours[]>> {
  const rows = await rowsOf(db, guildId);
  return new Map(rows.map(({ guild_id, hours }) => [guild_id, readQuietHours(hours)]));
}

/** Written by `writeQuietHours` of this or an earlier version, and by nobody else. */
function readQuietHours(json: string): readonly QuietHours[] {
  return JSON.parse(json) as readonly QuietHours[];
}

async function writeQuietHours(db: Db, guildId: string, own: readonly QuietHours[] | null): Promise<void> {
  if (own === null) {
    await db.deleteFrom('quiet_hours').where('guild_id', '=', guildId).execute();
    return;
  }
  const hours = JSON.stringify(own);
  await db
    .insertInto('quiet_hours')
    .values({ guild_id: guildId, hours })
    .onConflict((oc) => oc.column('guild_id').doUpdateSet({ hours }))
    .execute();
}

function toHeld(row: Selectable<Schema['incidents']>): readonly SuppressedIncident[] {
  const { quiet_since: quietSince, clear_since: clearSince, unknown_since: unknownSince } = row;
  return toPast(row).map((past) => ({ ...past, quietSince: quietSince ?? past.openedAt, clearSince, unknownSince }));
}

/** People are notified of it by its worst. What is open waits for its cooldown from now on, as after its first message. */
async function noteCaughtUp(
  trx: Transaction<Schema>,
  guildId: string,
  incident: SuppressedIncident,
  now: Millis,
): Promise<void> {
  const { id, kind, pipeline, severity, endedAt, worst } = incident;
  const state = stateOf(incident);
  const severityThen = sql<string>`case when notified_severity = 'critical' then 'critical' else ${severity} end`;
  const notified = JSON.stringify(worst);
  await changeCaughtUp(trx, id, {
    quiet_since: null,
    caught_up: severity,
    notified_severity: severityThen,
    reminders: 0,
    suppressed: 0,
    suppressed_warning_at: null,
    suppressed_critical_at: null,
    ...(endedAt === null ? { notified } : {}),
    ...(pingsFor({ severity, state }) ? { pinged: notified } : {}),
    ...(state === 'unknown' ? { unknown_notified_at: now } : {}),
  });
  if (endedAt === null) await setCooldown(trx, toKeyColumns({ guildId, pipeline, kind }), severity, now);
}
