import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { ALERT_FORMATS, SILENT_PARTS } from '../monitor/delivery/noise.ts';
import { PING_FAILURES } from '../monitor/delivery/pingFailure.ts';
import { THREAD_MODES, type Threads } from '../monitor/delivery/threads.ts';
import type { GuildChoices, SeenGuild, StoredGuild } from '../monitor/ports/guildStore.ts';
import type { Store } from '../monitor/ports/store.ts';
import type { Millis } from '../monitor/time.ts';
import type { AlertSeverity } from '../monitor/types.ts';
import { addChanges } from './changes.ts';
import { giveUpAll, releaseWaiting } from './deliveryTable.ts';
import { forUpdate } from './dialect.ts';
import { escalationsOf } from './escalations.ts';
import { readLimits, toMention } from './guildColumns.ts';
import { chooseForPipeline, routesOf, seePipelineWebhook, setRoutesUnusable } from './guildRoutes.ts';
import {
  chooseForGuild,
  markLeft,
  seeGuild,
  setGuildPingFailure,
  setGuildThreadTrouble,
  setGuildUnusable,
} from './guildTable.ts';
import { toSeverity } from './incidentRows.ts';
import { endAll } from './incidentTable.ts';
import { chooseLive, livePlacesOf } from './liveTable.ts';
import { notifiedTopUps } from './notifiedTopUps.ts';
import { rotasOf } from './onCall.ts';
import { pageAbout } from './pageAbout.ts';
import { prepared } from './prepared.ts';
import { quietHoursOf } from './quietHours.ts';
import { toWhy } from './reasons.ts';
import type { Schema } from './schema.ts';

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

/** Another place is worth a try, whatever became of the last one. */
function toColumns({
  channelId,
  mention,
  mentionFrom,
  acknowledgeRole,
  timeZone,
  summaryMinute,
  silent,
  format,
  threads,
}: GuildChoices) {
  return {
    ...(channelId === undefined
      ? {}
      : { channel_id: channelId, unusable_why: null, unusable_until: null, threads_failed_why: null }),
    ...(mention === undefined ? {} : toMentionColumns(mention)),
    ...(mentionFrom === undefined ? {} : { mention_from: severityOrNull(mentionFrom) }),
    ...(acknowledgeRole === undefined ? {} : { acknowledge_role_id: acknowledgeRole }),
    ...(timeZone === undefined ? {} : { time_zone: timeZone }),
    ...(summaryMinute === undefined ? {} : { summary_minute: summaryMinute }),
    ...(silent === undefined ? {} : { silent: silent.join(',') }),
    ...(format === undefined ? {} : { alert_format: format }),
    ...(threads === undefined
      ? {}
      : { threads: threads.mode, threads_forum_id: threads.forumId, threads_failed_why: null }),
  };
}

/** Of what can be chosen for one pipeline. */
function toRouteColumns({ channelId, mention, mentionFrom }: GuildChoices) {
  return {
    ...(channelId === undefined ? {} : { channel_id: channelId, unusable_why: null, unusable_until: null }),
    ...(mention === undefined ? {} : mentionColumns(mention)),
    ...(mentionFrom === undefined ? {} : { mention_from: severityOrNull(mentionFrom) }),
  };
}

function mentionColumns(mention: NonNullable<GuildChoices['mention']> | null) {
  if (mention === 'asForAll') return { mention_type: null, mention_id: null };
  return { mention_type: mention?.type ?? 'nobody', mention_id: mention?.id ?? null };
}

function severityOrNull(from: NonNullable<GuildChoices['mentionFrom']>): AlertSeverity | null {
  return from === 'asForAll' ? null : from;
}

/** What was wrong with the mention of another says nothing of this one. */
function toMentionColumns(mention: NonNullable<GuildChoices['mention']> | null) {
  return {
    ...mentionColumns(mention),
    ping_failed_why: null,
    ping_failed_at: null,
  };
}

/** What is kept of a guild in tables of their own. */
type Parts = Pick<StoredGuild, 'notifiedTopUps' | 'routes' | 'quietHours' | 'escalation' | 'onCall' | 'live'>;

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

function toGuild(row: Selectable<Schema['guilds']>, parts: Parts): StoredGuild {
  const { unusable_why: why, unusable_until: until } = row;
  return {
    id: row.id,
    name: row.name,
    channelId: row.channel_id,
    webhookId: row.webhook_id,
    webhookChannelId: row.webhook_channel_id,
    webhookThreadId: row.webhook_thread_id,
    mention: toMention(row.mention_type, row.mention_id),
    acknowledgeRole: row.acknowledge_role_id,
    pingFailure: PING_FAILURES.find((failure) => failure === row.ping_failed_why) ?? null,
    mentionFrom: row.mention_from === null ? null : toSeverity(row.mention_from),
    locale: row.locale,
    timeZone: row.time_zone,
    summaryMinute: row.summary_minute,
    limits: readLimits(row.limits),
    silent: row.silent === null ? null : SILENT_PARTS.filter((part) => row.silent?.split(',').includes(part)),
    format: ALERT_FORMATS.find((format) => format === row.alert_format) ?? null,
    threads: threadsOf(row),
    threadTrouble: row.threads_failed_why === null ? null : toWhy(row.threads_failed_why),
    unusable: until === null ? null : { why: toWhy(why), until },
    joinedAt: row.joined_at,
    ...parts,
  };
}

function threadsOf({ threads, threads_forum_id: forumId }: Selectable<Schema['guilds']>): Threads | null {
  const mode = THREAD_MODES.find((each) => each === threads);
  return mode === undefined ? null : { mode, forumId };
}
