import { type Kysely, sql } from 'kysely';
import { answeredOf, type LimitUse, takeOf } from '../monitor/delivery/limitUse.ts';
import type { RateLimitStore } from '../monitor/ports/rateLimitStore.ts';
import type { Millis } from '../monitor/time.ts';
import { isPostgres, transactLightly } from './dialect.ts';
import { createRateLimitsOfFile } from './rateLimitsOfFile.ts';
import type { Schema } from './schema.ts';

type Row = Pick<Schema['rate_limits'], 'requests' | 'closed_until'>;

/** What a crash of the database takes away is the count of some seconds: nothing waits for the disk. */
export function createRateLimits(db: Kysely<Schema>): RateLimitStore {
  return isPostgres(db) ? createSharedRateLimits(db) : createRateLimitsOfFile();
}

function createSharedRateLimits(db: Kysely<Schema>): RateLimitStore {
  return {
    take: (name, allowances, at) =>
      transactLightly(db, async (trx) => {
        const now = Math.round(at);
        const { taken, use } = takeOf(toUse(await lockRow(trx, name, now)), allowances, now);
        if ('ticket' in taken) await write(trx, name, use, now);
        return taken;
      }),
    answered: (name, ticket, at, closedMs) =>
      transactLightly(db, async (trx) => {
        const now = Math.round(at);
        await write(trx, name, answeredOf(toUse(await lockRow(trx, name, now)), ticket, now, closedMs), now);
      }),
  };
}

/** The row, which nobody else changes until the transaction ends. */
async function lockRow(trx: Kysely<Schema>, name: string, now: Millis): Promise<Row> {
  return trx
    .insertInto('rate_limits')
    .values({ name, requests: '[]', closed_until: 0, at: now })
    .onConflict((oc) => oc.column('name').doUpdateSet({ name: sql`excluded.name` }))
    .returning(['requests', 'closed_until'])
    .executeTakeFirstOrThrow();
}

async function write(trx: Kysely<Schema>, name: string, use: LimitUse, now: Millis): Promise<void> {
  await trx
    .updateTable('rate_limits')
    .set({ requests: JSON.stringify(use.requests), closed_until: use.closedUntil, at: now })
    .where('name', '=', name)
    .execute();
}

function toUse({ requests, closed_until }: Row): LimitUse {
  const times: unknown = JSON.parse(requests);
  return { requests: Array.isArray(times) ? times.map(Number) : [], closedUntil: closed_until };
}
