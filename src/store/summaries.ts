import type { Kysely } from 'kysely';
import type { Store } from '../monitor/ports/store.ts';
import { addDelivery } from './deliveryTable.ts';
import type { Schema } from './schema.ts';

export function createSummaries(db: Kysely<Schema>): Store['summaries'] {
  return {
    once(guildId, date, message, now, overAt = 0) {
      return db.transaction().execute(async (trx) => {
        const marked = await trx
          .insertInto('summaries')
          .values({ guild_id: guildId, date, created_at: now })
          // A mark from before the day was over is one of a clock that was ahead.
          .onConflict((oc) =>
            oc
              .columns(['guild_id', 'date'])
              .doUpdateSet({ created_at: now })
              .where('summaries.created_at', '<', overAt),
          )
          .executeTakeFirst();
        if (marked.numInsertedOrUpdatedRows !== 1n) return false;
        await addDelivery(trx, guildId, message, now);
        return true;
      });
    },
    async sent(guildId, date, overAt = 0) {
      const row = await db
        .selectFrom('summaries')
        .select('date')
        .where('guild_id', '=', guildId)
        .where('date', '=', date)
        .where('created_at', '>=', overAt)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
