import { type Kysely, sql } from 'kysely';
import type { InvalidRequestStore } from '../monitor/ports/invalidRequestStore.ts';
import { HOUR, type Millis, SECOND } from '../monitor/time.ts';
import type { Schema } from './schema.ts';

/** The invalid requests of so long a time are one row. */
const TOGETHER_MS: Millis = 10 * SECOND;
/** Longer than Discord counts them. */
const KEPT_MS: Millis = HOUR;

/** Rows are written only while there are invalid requests. */
export function createInvalidRequestStore(db: Kysely<Schema>): InvalidRequestStore {
  return {
    add: (holder, counts) =>
      db.transaction().execute(async (trx) => {
        for (const [at, together] of Map.groupBy(counts, ({ at: one }) => endOf(one))) {
          const requests = together.reduce((sum, one) => sum + one.requests, 0);
          await trx
            .insertInto('invalid_requests')
            .values({ at, holder, requests })
            .onConflict((oc) =>
              oc
                .columns(['at', 'holder'])
                .doUpdateSet({ requests: sql<number>`invalid_requests.requests + excluded.requests` }),
            )
            .execute();
        }
        const last = Math.max(...counts.map(({ at }) => at));
        await trx
          .deleteFrom('invalid_requests')
          .where('at', '<', Math.round(last - KEPT_MS))
          .execute();
      }),

    async since(from, but) {
      const rows = await db
        .selectFrom('invalid_requests')
        .select((eb) => ['at', eb.fn.sum<number | string>('requests').as('requests')])
        .where('at', '>', Math.round(from))
        .$if(but !== null, (query) => query.where('holder', '<>', but))
        .groupBy('at')
        .orderBy('at')
        .execute();
      return rows.map(({ at, requests }) => ({ at, requests: Number(requests) }));
    },
  };
}

/** The end of the ten seconds: none is forgotten before Discord forgets it. */
function endOf(at: Millis): Millis {
  return Math.ceil(at / TOGETHER_MS) * TOGETHER_MS;
}
