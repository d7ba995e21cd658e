import { type Kysely, sql } from 'kysely';
import { SUPPRESSIONS } from '../monitor/delivery/outcome.ts';
import type { Store } from '../monitor/ports/store.ts';
import type { Millis } from '../monitor/time.ts';
import { atMost } from './literals.ts';
import { type LiveRow, toLiveState, toLiveTrouble, writeLive } from './liveTable.ts';
import type { Schema } from './schema.ts';

/** Waits for something that is no trouble, or has nowhere to go: it is in nobody's way. */
const HELD = [...SUPPRESSIONS, 'nowhere'] as const;

/** The live statuses of guilds. Their rows are few, and looked at every second. */
export function createLive(db: Kysely<Schema>): Store['live'] {
  return {
    async wanted(now) {
      const rows = await db
        .selectFrom('live_status')
        .innerJoin('guilds', 'guilds.id', 'live_status.guild_id')
        .selectAll('live_status')
        .select(['guilds.channel_id as alert_channel_id', 'guilds.left_at'])
        .where((eb) =>
          eb.or([eb('message_id', 'is not', null), eb.and([eb('is_on', '=', 1), eb('left_at', 'is', null)])]),
        )
        .orderBy('guild_id')
        .execute();
      if (rows.length === 0) return [];
      const [incidents, mutes] = [await incidentStamps(db), await muteStamps(db, now)];
      return rows.map((row) => ({
        guildId: row.guild_id,
        place: row.is_on === 1 && row.left_at === null ? { channelId: row.channel_id } : null,
        state: toLiveState(row),
        stamp: [stampOf(row), incidents.get(row.guild_id), mutes.get(row.guild_id)].join(' '),
      }));
    },
    write: (guildId, state) => writeLive(db, guildId, state),
    async isBusy(guildId, channelId, now) {
      // A place names its channel.
      const tried = sql<boolean>`coalesce(place, '') like ${`%"${channelId ?? ''}"%`}`;
      const row = await db
        .selectFrom('deliveries')
        .select('id')
        .where('guild_id', '=', guildId)
        .where('delivered_at', 'is', null)
        .where('gave_up_at', 'is', null)
        .where((eb) => eb.or([eb('retry_why', 'is', null), eb('retry_why', 'not in', HELD)]))
        .where((eb) => eb.or([eb('not_before', '<=', now), eb('claimed_until', '>', now), tried]))
        .limit(atMost(1))
        .executeTakeFirst();
      return row !== undefined;
    },
    async trouble(guildId) {
      const row = await db
        .selectFrom('live_status')
        .select('trouble')
        .where('guild_id', '=', guildId)
        .where('is_on', '=', 1)
        .executeTakeFirst();
      return toLiveTrouble(row?.trouble ?? null);
    },
  };
}

function stampOf({
  chosen,
  left_at,
  alert_channel_id,
}: LiveRow & { left_at: number | null; alert_channel_id: string | null }) {
  return [chosen, left_at, alert_channel_id].join(' ');
}

/** Every change of an open incident raises its version. */
async function incidentStamps(db: Kysely<Schema>): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('incidents')
    .select((eb) => ['guild_id', eb.fn.countAll<number>().as('n'), eb.fn.sum<number>('version').as('versions')])
    .select((eb) => eb.fn.max('id').as('newest'))
    .where('ended_at', 'is', null)
    .groupBy('guild_id')
    .execute();
  return new Map(rows.map(({ guild_id, n, versions, newest }) => [guild_id, `${n}/${versions}/${newest}`]));
}

async function muteStamps(db: Kysely<Schema>, now: Millis): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('mutes')
    .select((eb) => ['guild_id', eb.fn.countAll<number>().as('n'), eb.fn.max('id').as('newest')])
    .where('ended_at', 'is', null)
    .where('until', '>', now)
    .groupBy('guild_id')
    .execute();
  return new Map(rows.map(({ guild_id, n, newest }) => [guild_id, `${n}/${newest}`]));
}
