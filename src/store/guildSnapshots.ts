import { type Kysely, sql } from 'kysely';
import type { Millis } from '../monitor/time.ts';
import { isPostgres } from './dialect.ts';
import type { Schema } from './schema.ts';

/** What processes tell one another of guilds: each hears only of those of its own shards. */
export interface GuildSnapshots {
  /** Only one process uses a file, and hears of all. */
  readonly isShared: boolean;
  /** An empty sight: the bot is no longer there. */
  write(snapshots: readonly { readonly guildId: string; readonly snapshot: string }[], now: Millis): Promise<void>;
  /** Those that were written from a time on, and when. */
  writtenFrom(at: Millis): Promise<readonly { readonly guildId: string; readonly at: Millis }[]>;
  read(guildIds: readonly string[]): Promise<readonly { readonly guildId: string; readonly snapshot: string }[]>;
}

export function createGuildSnapshots(db: Kysely<Schema>): GuildSnapshots {
  return {
    isShared: isPostgres(db),
    async write(snapshots, now) {
      if (snapshots.length === 0) return;
      // In one order everywhere: two processes that write the same ones never wait for each other in a circle.
      const rows = snapshots
        .map(({ guildId, snapshot }) => ({ guild_id: guildId, sight: snapshot, at: now }))
        .toSorted((a, b) => (a.guild_id < b.guild_id ? -1 : 1));
      await db
        .insertInto('guild_sights')
        .values(rows)
        .onConflict((oc) =>
          oc.column('guild_id').doUpdateSet({ sight: sql.ref('excluded.sight'), at: sql.ref('excluded.at') }),
        )
        .execute();
    },
    writtenFrom: (at) =>
      db.selectFrom('guild_sights').select(['guild_id as guildId', 'at']).where('at', '>=', at).execute(),
    async read(guildIds) {
      if (guildIds.length === 0) return [];
      return db
        .selectFrom('guild_sights')
        .select(['guild_id as guildId', 'sight as snapshot'])
        .where('guild_id', 'in', guildIds)
        .execute();
    },
  };
}
