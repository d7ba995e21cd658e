import { type Kysely, sql, type Transaction } from 'kysely';
import type { SeenGuild } from '../monitor/ports/guildStore.ts';
import type { Store } from '../monitor/ports/store.ts';
import type { Millis } from '../monitor/time.ts';
import { addChanges } from './changes.ts';
import { giveUpAll, releaseWaiting } from './deliveryTable.ts';
import { forUpdate } from './dialect.ts';
import { escalationsOf } from './escalations.ts';
import { toColumns, toRouteColumns } from './guildChoices.ts';
import { readLimits } from './guildColumns.ts';
import { chooseForPipeline, routesOf, seePipelineWebhook, setRoutesUnusable } from './guildRoutes.ts';
import {
  chooseForGuild,
  markLeft,
  seeGuild,
  setGuildPingFailure,
  setGuildThreadTrouble,
  setGuildUnusable,
} from './guildTable.ts';
import { endAll } from './incidentTable.ts';
import { chooseLive, livePlacesOf } from './liveTable.ts';
import { notifiedTopUps } from './notifiedTopUps.ts';
import { rotasOf } from './onCall.ts';
import { pageAbout } from './pageAbout.ts';
import { prepared } from './prepared.ts';
import { quietHoursOf } from './quietHours.ts';
import type { Schema } from './schema.ts';
import { type Parts, toGuild } from './toGuild.ts';

export function createGuilds(db: Kysely<Schema>): Store['guilds'] {
  return {
    see: (guilds, now) =>
      db.transaction().execute(async (trx) => {
        for (const seen of guilds) await seeOne(trx, seen, now);
      }),
    leave: (guildId, now) =>
      db.transaction().execute(async (trx) => {
        if (!(await markLeft(trx, guildId, now))) return;
        for (const incident of await endAll(trx, guildId, now)) await pageAbout(trx, incident, 'resolve', now);
        await giveUpAll(trx, guildId, 'noDestination', now);
      }),
    async present() {
      const rows = await presentRows(db, {});
      const partsOf = await readParts(db);
      return rows.map((row) => toGuild(row, partsOf(row.id)));
    },
    async get(guildId) {
      const [row] = await presentRow(db, { guildId });
      if (row === undefined) return null;
      return toGuild(row, (await readParts(db, guildId))(guildId));
    },
    choose: (guildId, choices, changes, pipeline = null) =>
      db.transaction().execute(async (trx) => {
        await chooseForGuild(trx, guildId, pipeline === null ? toColumns(choices) : {});
        if (pipeline !== null) await chooseForPipeline(trx, guildId, pipeline, toRouteColumns(choices));
        if (pipeline === null && choices.live !== undefined) await chooseLive(trx, guildId, choices.live);
        if (choices.channelId !== undefined) await sendNow(trx, guildId);
        await addChanges(trx, guildId, changes);
      }),
    setLimit: (guildId, name, value, changeFrom, pipeline = null) =>
      db.transaction().execute(async (trx) => {
        await chooseForGuild(trx, guildId, {});
        // Held until the new ones are written: another process may be changing another limit.
        const { rows } = await sql<{ limits: string }>`select limits from guilds where id = ${guildId}
          ${forUpdate(trx)}`.execute(trx);
        const routes = pipeline === null ? null : ((await routesOf(trx, guildId)).get(guildId) ?? {});
        const own = routes === null ? readLimits(rows[0]?.limits ?? '{}') : (routes[pipeline ?? '']?.limits ?? {});
        const change = changeFrom(own);
        if (change === null) return;
        const { [name]: _before, ...others } = own;
        const limits = JSON.stringify(value === null ? others : { ...others, [name]: value });
        await (pipeline === null
          ? chooseForGuild(trx, guildId, { limits })
          : chooseForPipeline(trx, guildId, pipeline, { limits }));
        await addChanges(trx, guildId, [change]);
      }),
    setThreadTrouble: (guildId, why) => setGuildThreadTrouble(db, guildId, why),
    setPingFailure: (guildId, why, now) => setGuildPingFailure(db, guildId, why, now),
    async setUnusable(guildId, unusable) {
      await setGuildUnusable(db, guildId, unusable);
      const place = unusable?.place;
      if (unusable === null) await setRoutesUnusable(db, guildId, null);
      else if (place !== undefined) await setRoutesUnusable(db, guildId, { ...unusable, place });
    },
  };
}

const present = (db: Kysely<Schema>) => db.selectFrom('guilds').selectAll().where('left_at', 'is', null);
const presentRows = prepared((db) => present(db).orderBy('id').compile());
const presentRow = prepared((db, { guildId }: { readonly guildId: string }) =>
  present(db).where('id', '=', guildId).compile(),
);

async function seeOne(db: Transaction<Schema>, seen: SeenGuild, now: Millis): Promise<void> {
  await seeGuild(db, seen, now);
  if (seen.route !== undefined) await seePipelineWebhook(db, seen.id, seen.route.pipeline, seen.route.webhookId);
  await sendNow(db, seen.id);
}

/** What had nowhere to go has a place now. */
async function sendNow(db: Kysely<Schema>, guildId: string): Promise<void> {
  await releaseWaiting(db, guildId, 'nowhere', 0);
}

/** Of one guild, or of all. */
async function readParts(db: Kysely<Schema>, guildId?: string): Promise<(guildId: string) => Parts> {
  const [topUps, routes, quiet, steps, rotas, live] = await Promise.all([
    notifiedTopUps(db, guildId),
    routesOf(db, guildId),
    quietHoursOf(db, guildId),
    escalationsOf(db, guildId),
    rotasOf(db, guildId),
    livePlacesOf(db, guildId),
  ]);
  return (id) => ({
    notifiedTopUps: topUps.get(id) ?? {},
    routes: routes.get(id) ?? {},
    quietHours: quiet.get(id) ?? null,
    escalation: steps.get(id) ?? null,
    onCall: rotas.get(id) ?? null,
    live: live.get(id) ?? null,
  });
}
