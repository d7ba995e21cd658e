import { type Kysely, sql, type Transaction } from 'kysely';
import type { SeenGuild } from '../monitor/ports/guildStore.ts';
import type { Store } from '../monitor/ports/store.ts';
import type { Millis } from '../monitor/time.ts';
import { addChanges } from './changes.ts';
import { compareBytes } from './codeCounts.ts';
import { giveUpAll, releaseWaiting } from './deliveryTable.ts';
import { forUpdate } from './dialect.ts';
import { toColumns, toRouteColumns } from './guildChoices.ts';
import { readThresholds } from './guildColumns.ts';
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
import { chooseLive } from './liveTable.ts';
import { lockGuilds } from './lockGuilds.ts';
import { changeRota } from './onCall.ts';
import { pageAbout } from './pageAbout.ts';
import { createPresentGuilds } from './presentGuilds.ts';
import type { Schema } from './schema.ts';

export function createGuilds(db: Kysely<Schema>): Store['guilds'] {
  return {
    see: (guilds, now) =>
      db.transaction().execute(async (trx) => {
        // As all others lock them, so that no two wait for each other.
        for (const seen of guilds.toSorted((a, b) => compareBytes(a.id, b.id))) await seeOne(trx, seen, now);
      }),
    leave: (guildId, now) =>
      db.transaction().execute(async (trx) => {
        if (!(await markLeft(trx, guildId, now))) return;
        for (const incident of await endAll(trx, guildId, now)) await pageAbout(trx, incident, 'resolve', now);
        await giveUpAll(trx, guildId, 'noDestination', now);
      }),
    ...createPresentGuilds(db),
    choose: (guildId, choices, changes, pipeline = null, rotaFrom) =>
      db.transaction().execute(async (trx) => {
        await chooseForGuild(trx, guildId, {});
        // Every change of what a guild chose changes the guild's row too, so that row is locked first.
        await lockGuilds(trx, [guildId]);
        const isZone = pipeline === null && choices.timeZone !== undefined;
        if (isZone && rotaFrom !== undefined) await changeRota(trx, guildId, rotaFrom);
        if (pipeline === null) await chooseForGuild(trx, guildId, toColumns(choices));
        if (pipeline !== null) await chooseForPipeline(trx, guildId, pipeline, toRouteColumns(choices));
        if (pipeline === null && choices.live !== undefined) await chooseLive(trx, guildId, choices.live);
        if (choices.channelId !== undefined) await sendNow(trx, guildId);
        await addChanges(trx, guildId, changes);
      }),
    setThreshold: (guildId, name, value, changeFrom, pipeline = null) =>
      db.transaction().execute(async (trx) => {
        await chooseForGuild(trx, guildId, {});
        // Held until the new ones are written: another process may be changing another threshold.
        const { rows } = await sql<{ thresholds: string }>`select thresholds from guilds where id = ${guildId}
          ${forUpdate(trx)}`.execute(trx);
        const routes = pipeline === null ? null : ((await routesOf(trx, guildId)).get(guildId) ?? {});
        const own =
          routes === null ? readThresholds(rows[0]?.thresholds ?? '{}') : (routes[pipeline ?? '']?.thresholds ?? {});
        const change = changeFrom(own);
        if (change === null) return;
        const { [name]: _before, ...others } = own;
        const thresholds = JSON.stringify(value === null ? others : { ...others, [name]: value });
        await (pipeline === null
          ? chooseForGuild(trx, guildId, { thresholds })
          : chooseForPipeline(trx, guildId, pipeline, { thresholds }));
        await addChanges(trx, guildId, [change]);
      }),
    setThreadTrouble: (guildId, why) => setGuildThreadTrouble(db, guildId, why),
    setPingFailure: (guildId, why, now) => setGuildPingFailure(db, guildId, why, now),
    setUnusable: (guildId, unusable) =>
      db.transaction().execute(async (trx) => {
        await lockGuilds(trx, [guildId]);
        await setGuildUnusable(trx, guildId, unusable);
        // Where no destination is named, only the guild itself is meant.
        if (unusable === null || unusable.destination !== undefined) await setRoutesUnusable(trx, guildId, unusable);
      }),
  };
}

async function seeOne(db: Transaction<Schema>, seen: SeenGuild, now: Millis): Promise<void> {
  await seeGuild(db, seen, now);
  if (seen.route !== undefined) await seePipelineWebhook(db, seen.id, seen.route.pipeline, seen.route.webhookId);
  await sendNow(db, seen.id);
}

/** What had nowhere to go has a place now. */
async function sendNow(db: Kysely<Schema>, guildId: string): Promise<void> {
  await releaseWaiting(db, guildId, 'nowhere', 0);
}
