import { type Kysely, type SqlBool, sql } from 'kysely';
import type { LeaseStore } from '../monitor/ports/leaseStore.ts';
import { isOver } from './isOver.ts';
import type { Schema } from './schema.ts';

type Workers = Pick<LeaseStore, 'beat' | 'others' | 'leave'>;

/** The processes that could hold leases. */
export function createWorkers(db: Kysely<Schema>): Workers {
  return {
    async beat(holder, now, forMs) {
      const until = now + forMs;
      await db
        .insertInto('workers')
        .values({ holder, until })
        .onConflict((oc) => oc.column('holder').doUpdateSet({ until }))
        .execute();
      await db
        .deleteFrom('workers')
        .where(sql<SqlBool>`${isOver('until', now, forMs)}`)
        .execute();
    },
    async others(holder, now, forMs) {
      const { n } = await db
        .selectFrom('workers')
        .select((eb) => eb.fn.countAll<number | string>().as('n'))
        .where('holder', '<>', holder)
        .where(sql<SqlBool>`not ${isOver('until', now, forMs)}`)
        .executeTakeFirstOrThrow();
      return Number(n);
    },
    async leave(holder) {
      await db.deleteFrom('workers').where('holder', '=', holder).execute();
    },
  };
}

/** Only one process uses a file. */
export const NO_OTHER_WORKERS: Workers = {
  beat: async () => undefined,
  others: async () => 0,
  leave: async () => undefined,
};
