import type { Kysely, Transaction } from 'kysely';
import type { Store } from '../monitor/ports/store.ts';
import type { Millis } from '../monitor/time.ts';
import { addChanges } from './changes.ts';
import { lockGuilds } from './lockGuilds.ts';
import { toMute } from './muteRows.ts';
import { nameMutes } from './nameMutes.ts';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';

const activeRows = prepared((db, { now }: { readonly now: Millis }) =>
  db.selectFrom('mutes').selectAll().where('ended_at', 'is', null).where('until', '>', now).compile(),
);

export function createMutes(db: Kysely<Schema>): Store['mutes'] {
  return {
    add: (mute, change) =>
      db.transaction().execute(async (trx) => {
        await lockGuilds(trx, [mute.guildId]);
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
        await nameMutes(trx, mute.guildId, mute.createdAt);
        return { id, ...mute };
      }),
    end: (guildId, { scope, pipeline }, by, now, change) =>
      db.transaction().execute(async (trx) => {
        await lockGuilds(trx, [guildId]);
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
        if (ended === 0) return 0;
        await addChanges(trx, guildId, [change]);
        await nameMutes(trx, guildId, now);
        return ended;
      }),
    async activeAt(now) {
      const rows = await activeRows(db, { now });
      // SQLite would go through all of them for an order by id.
      return rows.sort((a, b) => a.id - b.id).map(toMute);
    },
  };
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
