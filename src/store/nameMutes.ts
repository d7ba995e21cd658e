import type { Transaction } from 'kysely';
import { muteOn, namedMute } from '../monitor/alerts/mutes.ts';
import type { Millis } from '../monitor/time.ts';
import { editFirst } from './editFirst.ts';
import { toIncidentMute, toKind } from './incidentRows.ts';
import { changeOpen } from './incidentTable.ts';
import { toMute } from './muteRows.ts';
import type { Schema } from './schema.ts';

/** The first message of each open incident of a guild names the mute that holds for it now. The caller has locked the guild. */
export async function nameMutes(trx: Transaction<Schema>, guildId: string, now: Millis): Promise<void> {
  const open = await trx
    .selectFrom('incidents')
    .selectAll()
    .where('guild_id', '=', guildId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute();
  if (open.length === 0) return;
  const rows = await trx
    .selectFrom('mutes')
    .selectAll()
    .where('guild_id', '=', guildId)
    .where('ended_at', 'is', null)
    .where('until', '>', now)
    .orderBy('id')
    .execute();
  const mutes = rows.map(toMute);
  for (const incident of open) {
    const kind = toKind(incident.kind);
    if (kind === undefined) continue;
    const named = toIncidentMute(incident);
    const holds = namedMute(named, muteOn(mutes, guildId, { kind, pipeline: incident.pipeline }, now), now);
    if (holds === null || (holds.until === named?.until && holds.by.userId === named.by.userId)) continue;
    const { by, until } = holds;
    const columns = { muted_by_id: by.userId, muted_by_name: by.name, muted_until: until };
    const row = await changeOpen(trx, guildId, incident.id, columns).executeTakeFirst();
    if (row !== undefined) await editFirst(trx, row, now);
  }
}
