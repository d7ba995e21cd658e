import { type Kysely, type SqlBool, sql } from 'kysely';
import type { ShardKey, ShardPlan, Shards } from '../monitor/ports/shardStore.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';
import { isPostgres } from './dialect.ts';
import { isOver } from './isOver.ts';
import { nextEpoch } from './nextEpoch.ts';
import type { Schema } from './schema.ts';
import { createShardsOfFile } from './shardsOfFile.ts';

/** Discord takes an answer within 3 seconds; a session that is resumed delivers what it missed some minutes later. */
const CLAIMED_MS: Millis = 15 * MINUTE;

const FENCE = ['generation', 'shard', 'holder', 'epoch'] as const;
/** The row stays, as it counts the holders. */
const FREE = { holder: '', until: 0, is_ready: 0 };

export function createShards(db: Kysely<Schema>): Shards {
  // Only one process uses a file: what it holds ends with it.
  return isPostgres(db) ? createSharedShards(db) : createShardsOfFile();
}

function createSharedShards(db: Kysely<Schema>): Shards {
  const own = ({ generation, shard }: ShardKey, holder: string) =>
    db
      .updateTable('shards')
      .where('generation', '=', generation)
      .where('shard', '=', shard)
      .where('holder', '=', holder);

  const forgetBefore = (generation: number) => db.deleteFrom('shards').where('generation', '<', generation).execute();

  return {
    async beat(holder, trouble, now, forMs) {
      const seen = { until: now + forMs, trouble };
      await db
        .insertInto('gateways')
        .values({ holder, ...seen })
        .onConflict((oc) => oc.column('holder').doUpdateSet(seen))
        .execute();
      await db.updateTable('shards').set({ until: seen.until }).where('holder', '=', holder).execute();
      // Of those that were killed.
      await db
        .deleteFrom('gateways')
        .where(sql<SqlBool>`${isOver('until', now, forMs)}`)
        .execute();
    },

    async read(now, forMs) {
      const isAlive = sql<SqlBool>`not ${isOver('until', now, forMs)}`;
      const [plan, gateways, leases] = [
        await db.selectFrom('shard_plan').selectAll().executeTakeFirst(),
        await db.selectFrom('gateways').select(['holder', 'trouble']).where(isAlive).orderBy('holder').execute(),
        await db.selectFrom('shards').selectAll().where(isAlive).orderBy('shard').execute(),
      ];
      return {
        plan: planOf(plan?.generation, plan?.shards),
        next: planOf(plan?.next_generation, plan?.next_shards),
        gateways: gateways.map(({ holder }) => holder),
        troubles: gateways.map(({ trouble }) => trouble).filter((trouble) => trouble !== null),
        leases: leases.map(({ generation, shard, holder, is_ready }) => {
          return { generation, shard, holder, isReady: is_ready === 1 };
        }),
      };
    },

    async decide(shards, inPlaceOf) {
      const generation = (inPlaceOf?.generation ?? 0) + 1;
      const plan = { shards, generation, next_generation: null, next_shards: null };
      const row = await db
        .insertInto('shard_plan')
        .values({ id: 1, ...plan })
        .onConflict((oc) =>
          oc
            .column('id')
            .doUpdateSet(plan)
            .where('shard_plan.generation', '=', inPlaceOf?.generation ?? 0)
            .where('shard_plan.next_generation', 'is', null),
        )
        .returning('id')
        .executeTakeFirst();
      if (row === undefined) return false;
      await forgetBefore(generation);
      return true;
    },

    async propose(shards, beside, inPlaceOf) {
      const generation = Math.max(beside.generation, inPlaceOf?.generation ?? 0) + 1;
      const { numUpdatedRows } = await db
        .updateTable('shard_plan')
        .set({ next_generation: generation, next_shards: shards })
        .where('generation', '=', beside.generation)
        .where('next_generation', inPlaceOf === null ? 'is' : '=', inPlaceOf?.generation ?? null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async promote({ generation, shards }) {
      const { numUpdatedRows } = await db
        .updateTable('shard_plan')
        .set({ generation, shards, next_generation: null, next_shards: null })
        .where('next_generation', '=', generation)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await forgetBefore(generation);
      return true;
    },

    async take({ generation, shard }, holder, now, forMs) {
      const lease = { holder, until: now + forMs, is_ready: 0 };
      const epoch = nextEpoch('shards', holder);
      const row = await db
        .insertInto('shards')
        .values({ generation, shard, ...lease, epoch: 1 })
        .onConflict((oc) =>
          oc
            .columns(['generation', 'shard'])
            .doUpdateSet({ ...lease, epoch })
            .where((eb) => eb.or([eb('shards.holder', '=', holder), isOver('shards.until', now, forMs)])),
        )
        .returning(FENCE)
        .executeTakeFirst();
      return row ?? null;
    },

    async confirm(key, holder) {
      return (await own(key, holder).set({ is_ready: 1 }).executeTakeFirst()).numUpdatedRows > 0n;
    },

    async move(key, from, to, now, forMs) {
      const taken = own(key, from).set({ holder: to, until: now + forMs, is_ready: 1 });
      const row = await taken
        .set((eb) => ({ epoch: eb('epoch', '+', 1) }))
        .returning(FENCE)
        .executeTakeFirst();
      return row ?? null;
    },

    async release(key, holder) {
      await own(key, holder).set(FREE).execute();
    },

    async leave(holder) {
      await db.deleteFrom('gateways').where('holder', '=', holder).execute();
      await db.updateTable('shards').set(FREE).where('holder', '=', holder).execute();
    },

    async claim(id, now) {
      const row = await db
        .insertInto('interactions')
        .values({ id, at: now })
        .onConflict((oc) =>
          oc
            .column('id')
            .doUpdateSet({ at: now })
            .where((eb) =>
              eb.or([eb('interactions.at', '<', now - CLAIMED_MS), eb('interactions.at', '>', now + CLAIMED_MS)]),
            ),
        )
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },

    async identify(bucket, now, intervalMs) {
      const next = { next_at: now + intervalMs };
      const taken = await db
        .insertInto('identifies')
        .values({ bucket, ...next })
        .onConflict((oc) =>
          oc
            .column('bucket')
            .doUpdateSet(next)
            .where(isOver('identifies.next_at', now, intervalMs)),
        )
        .returning('bucket')
        .executeTakeFirst();
      if (taken !== undefined) return 0;
      const row = await db.selectFrom('identifies').select('next_at').where('bucket', '=', bucket).executeTakeFirst();
      return Math.max(1, (row?.next_at ?? now) - now);
    },
  };
}

function planOf(generation: number | null | undefined, shards: number | null | undefined): ShardPlan | null {
  return generation == null || shards == null ? null : { generation, shards };
}
