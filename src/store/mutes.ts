import type { Kysely, Selectable } from 'kysely';
import type { Store } from '../monitor/ports.ts';
import { MUTE_SCOPES, type Mute, type MuteScope } from '../monitor/types.ts';
import type { Schema } from './schema.ts';

export function createMutes(db: Kysely<Schema>): Store['mutes'] {
  return {
    async add(mute) {
      const { id } = await db
        .insertInto('mutes')
        .values({
          guild_id: mute.guildId,
          scope: mute.scope,
          until: mute.until,
          created_at: mute.createdAt,
          by_id: mute.by.userId,
          by_name: mute.by.name,
          reason: mute.reason,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return { id, ...mute };
    },
    async end(guildId, scope, by, now) {
      const result = await db
        .updateTable('mutes')
        .set({ ended_at: now, ended_by_id: by.userId })
        .where('guild_id', '=', guildId)
        .where('ended_at', 'is', null)
        .where('until', '>', now)
        .$if(scope !== 'all', (query) => query.where('scope', '=', scope))
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },
    async activeAt(now) {
      const rows = await db
        .selectFrom('mutes')
        .selectAll()
        .where('ended_at', 'is', null)
        .where('until', '>', now)
        .orderBy('id')
        .execute();
      return rows.map(toMute);
    },
  };
}

function toMute(row: Selectable<Schema['mutes']>): Mute {
  return {
    id: row.id,
    guildId: row.guild_id,
    scope: toScope(row.scope),
    until: row.until,
    createdAt: row.created_at,
    by: { userId: row.by_id, name: row.by_name },
    reason: row.reason,
  };
}

function toScope(text: string): MuteScope {
  return MUTE_SCOPES.find((scope) => scope === text) ?? 'all';
}
