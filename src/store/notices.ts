import type { Kysely } from 'kysely';
import type { Store } from '../monitor/ports/store.ts';
import { newRow } from './insertDelivery.ts';
import type { Schema } from './schema.ts';

export function createNotices(db: Kysely<Schema>): Store['notices'] {
  return {
    once: (guildId, message, now) =>
      db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('guilds')
          .set({ bot_lost: message.why })
          .where('id', '=', guildId)
          .where('left_at', 'is', null)
          .where((eb) => eb.or([eb('bot_lost', 'is', null), eb('bot_lost', '!=', message.why)]))
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await trx
          .insertInto('deliveries')
          .values(newRow(guildId, message, now))
          .execute();
        return true;
      }),
    async clear() {
      await db.updateTable('guilds').set({ bot_lost: null }).where('bot_lost', 'is not', null).execute();
    },
  };
}
