import { type Kysely, type Selectable, sql } from 'kysely';
import { PING_FAILURES } from '../monitor/delivery/pingFailure.ts';
import type { GuildChoices, StoredGuild } from '../monitor/ports/guildStore.ts';
import type { Store } from '../monitor/ports/store.ts';
import { isLimitName, type LimitOverrides } from '../monitor/settings/limits.ts';
import type { Mention } from '../monitor/types.ts';
import { addChanges } from './changes.ts';
import { forUpdate } from './dialect.ts';
import { toWhy } from './giveUpWhy.ts';
import { toSeverity } from './incidentRows.ts';
import type { Schema } from './schema.ts';

/** When a guild joined that has chosen something before the gateway told of it. */
const NOT_SEEN = 0;

export function createGuilds(db: Kysely<Schema>): Store['guilds'] {
  return {
    async see({ id, name, webhookId, webhookChannelId, locale }, now) {
      const known = {
        ...(webhookId === undefined ? {} : { webhook_id: webhookId }),
        ...(webhookChannelId === undefined ? {} : { webhook_channel_id: webhookChannelId }),
        ...(locale === undefined ? {} : { locale }),
      };
      // A webhook that was found again is worth another try, unless the trouble is with a channel that was picked.
      const again =
        webhookId === undefined
          ? {}
          : {
              unusable_why: sql<
                string | null
              >`case when guilds.channel_id is null then null else guilds.unusable_why end`,
              unusable_until: sql<
                number | null
              >`case when guilds.channel_id is null then null else guilds.unusable_until end`,
            };
      await db
        .insertInto('guilds')
        .values({ id, name, joined_at: now, ...known })
        .onConflict((oc) =>
          oc.column('id').doUpdateSet((eb) => ({
            // Where only the webhook is known, it tells no name: keep the one we had.
            name: name === '' ? eb.ref('guilds.name') : name,
            // A guild that comes back begins anew, as one does that chose before it was seen: what it missed is not told.
            joined_at: sql<number>`case when guilds.left_at is null and guilds.joined_at > ${NOT_SEEN}
              then guilds.joined_at else ${now} end`,
            left_at: null,
            // A post belongs to the webhook that opened it.
            ...(webhookId === undefined
              ? {}
              : {
                  webhook_thread_id: sql<
                    string | null
                  >`case when guilds.webhook_id = ${webhookId} then guilds.webhook_thread_id else null end`,
                }),
            ...known,
            ...again,
          })),
        )
        .execute();
      await sendNow(db, id);
    },
    leave: (guildId, now) =>
      db.transaction().execute(async (trx) => {
        const of = trx
          .updateTable('guilds')
          .set({ left_at: now })
          .where('id', '=', guildId)
          .where('left_at', 'is', null);
        if ((await of.executeTakeFirst()).numUpdatedRows === 0n) return;
        await trx
          .updateTable('incidents')
          .set({ ended_at: now, closed_at: now })
          .where('guild_id', '=', guildId)
          .where('ended_at', 'is', null)
          .execute();
        await trx
          .updateTable('deliveries')
          .set({ gave_up_at: now, gave_up_why: 'noDestination' })
          .where('guild_id', '=', guildId)
          .where('delivered_at', 'is', null)
          .where('gave_up_at', 'is', null)
          .execute();
      }),
    async present() {
      const rows = await db.selectFrom('guilds').selectAll().where('left_at', 'is', null).orderBy('id').execute();
      return rows.map(toGuild);
    },
    async get(guildId) {
      const row = await db
        .selectFrom('guilds')
        .selectAll()
        .where('id', '=', guildId)
        .where('left_at', 'is', null)
        .executeTakeFirst();
      return row === undefined ? null : toGuild(row);
    },
    choose: (guildId, choices, changes) =>
      db.transaction().execute(async (trx) => {
        const chosen = toColumns(choices);
        // The choice may come before the gateway told of the guild; it must not be lost.
        await trx
          .insertInto('guilds')
          .values({ id: guildId, name: '', joined_at: NOT_SEEN, ...chosen })
          .onConflict((oc) => oc.column('id').doUpdateSet(chosen))
          .execute();
        if (choices.channelId !== undefined) await sendNow(trx, guildId);
        await addChanges(trx, guildId, changes);
      }),
    setLimit: (guildId, name, value, changeFrom) =>
      db.transaction().execute(async (trx) => {
        await trx
          .insertInto('guilds')
          .values({ id: guildId, name: '', joined_at: NOT_SEEN })
          .onConflict((oc) => oc.column('id').doNothing())
          .execute();
        // Held until the new ones are written: another process may be changing another limit.
        const { rows } = await sql<{ limits: string }>`select limits from guilds where id = ${guildId}
          ${forUpdate(trx)}`.execute(trx);
        const own = readLimits(rows[0]?.limits ?? '{}');
        const change = changeFrom(own);
        if (change === null) return;
        const { [name]: _before, ...others } = own;
        const limits = JSON.stringify(value === null ? others : { ...others, [name]: value });
        await trx.updateTable('guilds').set({ limits }).where('id', '=', guildId).execute();
        await addChanges(trx, guildId, [change]);
      }),
    async setPingFailure(guildId, why, now) {
      await db
        .updateTable('guilds')
        .set({ ping_failed_why: why, ping_failed_at: why === null ? null : now })
        .where('id', '=', guildId)
        .execute();
    },
    async setUnusable(guildId, unusable) {
      const values = { unusable_why: unusable?.why ?? null, unusable_until: unusable?.until ?? null };
      const place = unusable?.place;
      await db
        .updateTable('guilds')
        .set(values)
        .where('id', '=', guildId)
        .$if(place?.type === 'webhook', (query) => query.where('channel_id', 'is', null))
        .$if(place?.type === 'channel', (query) =>
          query.where('channel_id', '=', place?.type === 'channel' ? place.channelId : null),
        )
        .execute();
    },
  };
}

/** What had nowhere to go has a place now. */
async function sendNow(db: Kysely<Schema>, guildId: string): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ not_before: 0 })
    .where('guild_id', '=', guildId)
    .where('retry_why', '=', 'nowhere')
    .where('delivered_at', 'is', null)
    .where('gave_up_at', 'is', null)
    .execute();
}

/** Another place is worth a try, whatever became of the last one. */
function toColumns({ channelId, mention, mentionFrom, timeZone, summaryMinute }: GuildChoices) {
  return {
    ...(channelId === undefined ? {} : { channel_id: channelId, unusable_why: null, unusable_until: null }),
    ...(mention === undefined ? {} : toMentionColumns(mention)),
    ...(mentionFrom === undefined ? {} : { mention_from: mentionFrom }),
    ...(timeZone === undefined ? {} : { time_zone: timeZone }),
    ...(summaryMinute === undefined ? {} : { summary_minute: summaryMinute }),
  };
}

/** What was wrong with the mention of another says nothing of this one. */
function toMentionColumns(mention: Mention | null) {
  return {
    mention_type: mention?.type ?? 'nobody',
    mention_id: mention?.id ?? null,
    ping_failed_why: null,
    ping_failed_at: null,
  };
}

function toGuild(row: Selectable<Schema['guilds']>): StoredGuild {
  const { unusable_why: why, unusable_until: until } = row;
  return {
    id: row.id,
    name: row.name,
    channelId: row.channel_id,
    webhookId: row.webhook_id,
    webhookChannelId: row.webhook_channel_id,
    webhookThreadId: row.webhook_thread_id,
    mention: toMention(row.mention_type, row.mention_id),
    pingFailure: PING_FAILURES.find((failure) => failure === row.ping_failed_why) ?? null,
    mentionFrom: row.mention_from === null ? null : toSeverity(row.mention_from),
    locale: row.locale,
    timeZone: row.time_zone,
    summaryMinute: row.summary_minute,
    limits: readLimits(row.limits),
    unusable: until === null ? null : { why: toWhy(why), until },
    joinedAt: row.joined_at,
    toldTopUpAt: row.told_top_up_at,
  };
}

const NO_LIMITS: LimitOverrides = {};

/** Written by `setLimit` of this or another version, or by hand: what this version cannot read is left out, the rest stays. */
function readLimits(json: string): LimitOverrides {
  if (json === '{}') return NO_LIMITS;
  const entries = Object.entries(parsedOrNothing(json));
  return Object.fromEntries(entries.filter(([name, value]) => isLimitName(name) && typeof value === 'number'));
}

function parsedOrNothing(json: string): object {
  try {
    return Object(JSON.parse(json));
  } catch {
    return NO_LIMITS;
  }
}

function toMention(type: string | null, id: string | null): Mention | 'nobody' | null {
  if (type === 'nobody') return 'nobody';
  return id === null ? null : { type: type === 'user' ? 'user' : 'role', id };
}
