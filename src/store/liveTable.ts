import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { RETRY_REASONS } from '../monitor/delivery/outcome.ts';
import type { LiveMessage, LiveState, LiveTrouble } from '../monitor/live/live.ts';
import type { LivePlace } from '../monitor/live/livePlace.ts';
import { byGuild } from './byGuild.ts';
import { toWhy } from './reasons.ts';
import type { Schema } from './schema.ts';

type Db = Kysely<Schema> | Transaction<Schema>;
export type LiveRow = Selectable<Schema['live_status']>;

/** Every change of the table of live statuses. */

const rowsOf = byGuild((db) => db.selectFrom('live_status').select(['guild_id', 'channel_id']).where('is_on', '=', 1));

/** By guild; without an entry it is switched off. */
export async function livePlacesOf(db: Db, guildId: string | null = null): Promise<ReadonlyMap<string, LivePlace>> {
  const rows = await rowsOf(db, guildId);
  return new Map(rows.map(({ guild_id, channel_id }) => [guild_id, { channelId: channel_id }]));
}

/** Whatever was wrong before: it is tried at once, and pinned where it was not. */
export async function chooseLive(db: Db, guildId: string, place: LivePlace | null): Promise<void> {
  const choice = { is_on: place === null ? 0 : 1, channel_id: place?.channelId ?? null };
  const tried = { not_before: 0, failures: 0, trouble: null, trouble_at: null, seen_at: 0 };
  await db
    .insertInto('live_status')
    .values({ guild_id: guildId, ...choice })
    .onConflict((oc) =>
      oc.column('guild_id').doUpdateSet({ ...choice, ...tried, chosen: sql<number>`live_status.chosen + 1` }),
    )
    .execute();
}

export async function writeLive(db: Db, guildId: string, state: LiveState): Promise<void> {
  const { message, generation, notBefore, failures, trouble, troubleAt } = state;
  await db
    .updateTable('live_status')
    .set({
      message_id: message?.messageId ?? null,
      message_channel_id: message?.channelId ?? null,
      shown_state: message?.shown.state ?? null,
      shown_text: message?.shown.text ?? null,
      edited_at: message?.editedAt ?? null,
      seen_at: message?.seenAt ?? null,
      is_pinned: message?.isPinned ? 1 : 0,
      generation,
      not_before: notBefore,
      failures,
      trouble,
      trouble_at: troubleAt,
    })
    .where('guild_id', '=', guildId)
    .execute();
}

export function toLiveState(row: LiveRow): LiveState {
  const { generation, not_before: notBefore, failures, trouble, trouble_at: troubleAt } = row;
  return { message: toMessage(row), generation, notBefore, failures, trouble: toLiveTrouble(trouble), troubleAt };
}

function toMessage(row: LiveRow): LiveMessage | null {
  const { message_id: messageId, message_channel_id: channelId } = row;
  if (messageId === null || channelId === null) return null;
  return {
    messageId,
    channelId,
    shown: { state: row.shown_state ?? '', text: row.shown_text ?? '' },
    editedAt: row.edited_at ?? 0,
    seenAt: row.seen_at ?? 0,
    isPinned: row.is_pinned === 1,
  };
}

/** What another version wrote is a trouble all the same. */
export function toLiveTrouble(text: string | null): LiveTrouble | null {
  if (text === null) return null;
  return RETRY_REASONS.find((reason) => reason === text) ?? toWhy(text);
}
