import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Store } from '../monitor/ports/store.ts';
import type { Millis } from '../monitor/time.ts';
import { MUTE_SCOPES, type Mute, type MuteScope } from '../monitor/types.ts';
import { addChanges } from './changes.ts';
import type { Schema } from './schema.ts';

export function createMutes(db: Kysely<Schema>): Store['mutes'] {
  return {
    add: (mute, change) =>
      db.transaction().execute(async (trx) => {
        const { id } = await trx
          .insertInto('mutes')
          .values({
            guild_id: mute.guildId,
            scope: mute.scope,
            pipeline: mute.pipeline,
            until: mute.until,
            created_at: mute.createdAt,
            by_id: mute.by.userId,
            by_name: mute.by.name,
            reason: mute.reason,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        await addChanges(trx, mute.guildId, [change]);
        return { id, ...mute };
      }),
    end: (guildId, { scope, pipeline }, by, now, change) =>
      db.transaction().execute(async (trx) => {
        const result = await trx
          .updateTable('mutes')
          .set({ ended_at: now, ended_by_id: by.userId })
          .where('guild_id', '=', guildId)
          .where('ended_at', 'is', null)
          .where('until', '>', now)
          .$if(scope !== 'all', (query) => query.where('scope', '=', scope))
          .$if(pipeline !== null, (query) => query.where('pipeline', '=', pipeline))
          .executeTakeFirst();
        const ended = Number(result.numUpdatedRows);
        if (ended > 0) await addChanges(trx, guildId, [change]);
        return ended;
      }),
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

/** A mute begins and ends at other moments, unless somebody else has changed that meanwhile. */
export async function moveMute(
  trx: Transaction<Schema>,
  { id, created_at }: { readonly id: number; readonly created_at: Millis },
  begins: Millis,
  until: Millis,
): Promise<void> {
  await trx
    .updateTable('mutes')
    .set({ created_at: begins, until })
    .where('id', '=', id)
    .where('created_at', '=', created_at)
    .execute();
}
