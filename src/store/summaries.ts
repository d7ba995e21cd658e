import type { Kysely } from 'kysely';
import type { Store } from '../monitor/ports.ts';
import { newRow } from './addDelivery.ts';
import type { Schema } from './schema.ts';

export function createSummaries(db: Kysely<Schema>): Store['summaries'] {
  return {
    once(guildId, date, message, now) {
      return db.transaction().execute(async (trx) => {
        const marked = await trx
          .insertInto('summaries')
          .values({ guild_id: guildId, date, created_at: now })
          .onConflict((oc) => oc.columns(['guild_id', 'date']).doNothing())
          .executeTakeFirst();
        if (marked.numInsertedOrUpdatedRows !== 1n) return false;
        await trx
          .insertInto('deliveries')
          .values(newRow(guildId, message, now))
          .execute();
        return true;
      });
    },
    async sent(guildId, date) {
      const row = await db
        .selectFrom('summaries')
        .select('date')
        .where('guild_id', '=', guildId)
        .where('date', '=', date)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
