import type { Selectable } from 'kysely';
import { MUTE_SCOPES, type Mute, type MuteScope } from '../monitor/types.ts';
import type { Schema } from './schema.ts';

export function toMute(row: Selectable<Schema['mutes']>): Mute {
  return {
    id: row.id,
    guildId: row.guild_id,
    scope: toScope(row.scope),
    pipeline: row.pipeline,
    until: row.until,
    createdAt: row.created_at,
    by: { userId: row.by_id, name: row.by_name },
    reason: row.reason,
  };
}

function toScope(text: string): MuteScope {
  return MUTE_SCOPES.find((scope) => scope === text) ?? 'all';
}
