import type { Kysely, Selectable } from 'kysely';
import type { Store, StoredGuild } from '../monitor/ports.ts';
import type { Mention } from '../monitor/types.ts';
import type { Schema } from './schema.ts';

export function createGuilds(db: Kysely<Schema>): Store['guilds'] {
  return {
    async see({ id, name, webhookId }, now) {
      const webhook = webhookId === undefined ? {} : { webhook_id: webhookId };
      await db
        .insertInto('guilds')
        .values({ id, name, seen_at: now, ...webhook })
        .onConflict((oc) =>
          oc.column('id').doUpdateSet((eb) => ({
            // Where only the webhook is known, it tells no name: keep the one we had.
            name: name === '' ? eb.ref('guilds.name') : name,
            seen_at: now,
            left_at: null,
            ...webhook,
          })),
        )
        .execute();
    },
    async leave(guildId, now) {
      await db
        .updateTable('guilds')
        .set({ left_at: now })
        .where('id', '=', guildId)
        .where('left_at', 'is', null)
        .execute();
    },
    async present() {
      const rows = await db.selectFrom('guilds').selectAll().where('left_at', 'is', null).orderBy('id').execute();
      return rows.map(toGuild);
    },
    async setChannel(guildId, channelId, mention) {
      await db
        .updateTable('guilds')
        .set({ channel_id: channelId, mention_type: mention?.type ?? null, mention_id: mention?.id ?? null })
        .where('id', '=', guildId)
        .execute();
    },
  };
}

function toGuild(row: Selectable<Schema['guilds']>): StoredGuild {
  return {
    id: row.id,
    name: row.name,
    channelId: row.channel_id,
    webhookId: row.webhook_id,
    mention: toMention(row.mention_type, row.mention_id),
    timeZone: row.time_zone,
    summaryMinute: row.summary_minute,
  };
}

function toMention(type: string | null, id: string | null): Mention | null {
  return id === null ? null : { type: type === 'user' ? 'user' : 'role', id };
}
