import type { Kysely } from 'kysely';
import type { Store } from '../monitor/ports/store.ts';
import { addDelivery } from './deliveryTable.ts';
import { clearBotLost, noteBotLost } from './guildTable.ts';
import type { Schema } from './schema.ts';

export function createNotices(db: Kysely<Schema>): Store['notices'] {
  return {
    once: (guildId, message, now) =>
      db.transaction().execute(async (trx) => {
        const isNews = await noteBotLost(trx, guildId, message.why);
        if (isNews) await addDelivery(trx, guildId, message, now);
        return isNews;
      }),
    clear: () => clearBotLost(db),
  };
}
