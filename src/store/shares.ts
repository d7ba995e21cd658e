import { type Kysely, type SqlBool, sql } from 'kysely';
import type { ShareStore } from '../monitor/ports/shareStore.ts';
import { lockUntilEnd, transactLightly } from './dialect.ts';
import { isOver } from './isOver.ts';
import type { Schema } from './schema.ts';

export function createShares(db: Kysely<Schema>): ShareStore {
  return {
    renew: ({ holder, weight }, keeps, decide, at, forMs) =>
      transactLightly(db, async (trx) => {
        const now = Math.round(at);
        await lockUntilEnd(trx, 'shares', '');
        await trx
          .deleteFrom('shares')
          .where(sql<SqlBool>`${isOver('until', now, forMs)}`)
          .execute();
        const rows = await trx.selectFrom('shares').select(['holder', 'share', 'weight']).execute();
        const others = rows.filter((row) => row.holder !== holder);
        const mine = Math.min(keeps, rows.find((row) => row.holder === holder)?.share ?? 0);
        const weights = others.reduce((sum, row) => sum + row.weight, weight);
        const processes = others.length + 1;
        const taken = others.reduce((sum, row) => sum + row.share, 0);
        const share = decide({ mine, others: taken, weight, weights, processes });
        const row = { share, weight, until: now + forMs };
        await trx
          .insertInto('shares')
          .values({ holder, ...row })
          .onConflict((oc) => oc.column('holder').doUpdateSet(row))
          .execute();
        return { share, weights, processes };
      }),
    async leave(holder, at, afterMs) {
      const until = Math.round(at) + afterMs;
      await db.updateTable('shares').set({ until }).where('holder', '=', holder).execute();
    },
  };
}
