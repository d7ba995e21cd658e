import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { HeldLease, LeaseStore } from '../monitor/ports/leaseStore.ts';
import type { Millis } from '../monitor/time.ts';
import { isPostgres } from './dialect.ts';
import { isOver } from './isOver.ts';
import { nextEpoch } from './nextEpoch.ts';
import type { Schema } from './schema.ts';
import { createWorkers, NO_OTHER_WORKERS } from './workers.ts';

export function createLeases(db: Kysely<Schema>): LeaseStore {
  return isPostgres(db) ? createSharedLeases(db) : createLeasesOfFile(db);
}

function createSharedLeases(db: Kysely<Schema>): LeaseStore {
  return {
    ...createWorkers(db),
    take: (name, holder, now, forMs, freeForMs = 0) =>
      take(db, name, holder, now, forMs, (eb) =>
        freeForMs === 0
          ? isFree(eb, holder, now, forMs)
          : eb.and([isOver('leases.until', now - freeForMs, forMs + freeForMs)]),
      ),

    async renew(held, now, forMs) {
      if (held.length === 0) return [];
      const keys = held.map(({ name, holder, epoch }) => sql`(${name}, ${holder}, cast(${epoch} as bigint))`);
      const kept = await db
        .updateTable('leases')
        .set({ until: now + forMs })
        .where(sql<boolean>`(name, holder, epoch) in (${sql.join(keys)})`)
        .returning('name')
        .execute();
      const names = new Set(kept.map(({ name }) => name));
      return held.filter(({ name }) => !names.has(name));
    },

    async held(now) {
      const work = await db
        .selectFrom('leases')
        .select(['name', 'holder'])
        .where('until', '>', now)
        .orderBy('name')
        .execute();
      return [...work, ...(await heldShards(db, now))];
    },

    async release(name, holder, now) {
      const freed = db.updateTable('leases').set({ until: now });
      await freed.where('name', '=', name).where('holder', '=', holder).where('until', '>', now).execute();
    },
  };
}

/** One shard alone is nothing to tell apart. */
async function heldShards(db: Kysely<Schema>, now: Millis): Promise<readonly HeldLease[]> {
  const rows = await db
    .selectFrom('shards')
    .innerJoin('shard_plan', 'shard_plan.generation', 'shards.generation')
    .select(['shards.shard', 'shards.holder', 'shard_plan.shards as count'])
    .where('shard_plan.shards', '>', 1)
    .where('shards.until', '>', now)
    .orderBy('shards.shard')
    .execute();
  return rows.map(({ shard, holder, count }) => ({ name: `shard ${shard} of ${count}`, holder }));
}

/** Only one process uses a file: any other holder is gone, and nothing has to be renewed. */
function createLeasesOfFile(db: Kysely<Schema>): LeaseStore {
  const held = new Map<string, { readonly holder: string; readonly epoch: number }>();

  return {
    ...NO_OTHER_WORKERS,
    async take(name, holder, now, forMs) {
      const kept = held.get(name);
      if (kept?.holder === holder) return kept.epoch;
      const epoch = await take(db, name, holder, now, forMs, (eb) => eb.and([]));
      if (epoch !== null) held.set(name, { holder, epoch });
      return epoch;
    },
    // Nobody else can take them.
    renew: async () => [],
    held: async () =>
      [...held].map(([name, { holder }]) => ({ name, holder })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    async release(name) {
      held.delete(name);
    },
  };
}

type Columns = ExpressionBuilder<Schema, 'leases'>;

async function take(
  db: Kysely<Schema>,
  name: string,
  holder: string,
  now: Millis,
  forMs: Millis,
  mayTake: (eb: Columns) => ReturnType<Columns['and']>,
): Promise<number | null> {
  const until = now + forMs;
  const epoch = nextEpoch('leases', holder);
  const row = await db
    .insertInto('leases')
    .values({ name, holder, until, epoch: 1 })
    .onConflict((oc) => oc.column('name').doUpdateSet({ holder, until, epoch }).where(mayTake))
    .returning('epoch')
    .executeTakeFirst();
  return row?.epoch ?? null;
}

function isFree(eb: Columns, holder: string, now: Millis, forMs: Millis) {
  return eb.or([eb('leases.holder', '=', holder), isOver('leases.until', now, forMs)]);
}
