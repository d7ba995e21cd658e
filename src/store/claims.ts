import { type Kysely, type SqlBool, sql } from 'kysely';
import { PAGE_LEASE_MS } from '../monitor/delivery/deliverPage.ts';
import { LEASE_MS } from '../monitor/delivery/lease.ts';
import { type Millis, SECOND } from '../monitor/time.ts';
import { lockOf } from './claimants.ts';
import { isPostgres } from './dialect.ts';
import type { Schema } from './schema.ts';

/** What is claimed before it is sent, and for how long. */
const LEASES = { deliveries: LEASE_MS, pages: PAGE_LEASE_MS } as const;
type Table = keyof typeof LEASES;
const TABLES = ['deliveries', 'pages'] as const satisfies readonly Table[];

/** Longer than it takes to connect again where the database was away for all. */
const GONE_AFTER_MS: Millis = 12 * SECOND;
/** Who looked less often does not know that nobody was there in between. */
const LOOKED_WITHIN_MS: Millis = 5 * SECOND;

/** What processes have claimed that are gone. */
export function createClaims(db: Kysely<Schema>, elapsed: () => Millis) {
  /** Since when they look as if they were gone. */
  const goneSince = new Map<string, Millis>();
  let lookedAt = Number.NEGATIVE_INFINITY;

  async function goneAmong(claimants: readonly string[]): Promise<readonly string[]> {
    const now = elapsed();
    if (now - lookedAt > LOOKED_WITHIN_MS) goneSince.clear();
    const free = new Set<string>();
    for (const claimant of claimants) if (await isFree(db, claimant)) free.add(claimant);
    for (const claimant of goneSince.keys()) if (!free.has(claimant)) goneSince.delete(claimant);
    for (const claimant of free) if (!goneSince.has(claimant)) goneSince.set(claimant, now);
    lookedAt = now;
    return [...free].filter((claimant) => now - (goneSince.get(claimant) ?? now) >= GONE_AFTER_MS);
  }

  return {
    /** To be called every few seconds. Answers how many messages are free again. */
    async takeBack(now: Millis): Promise<number> {
      // One process alone has a file, and takes back what the one before it had when it starts.
      if (!isPostgres(db)) return 0;
      const gone = await goneAmong((await Promise.all(TABLES.map((table) => claimantsIn(db, table)))).flat());
      let freed = 0;
      for (const claimant of gone) {
        for (const table of TABLES) freed += await free(db, table, claimant, now);
      }
      return freed;
    },
  };
}

export type Claims = ReturnType<typeof createClaims>;

const claimed = sql<SqlBool>`claimed_until is not null and delivered_at is null and gave_up_at is null`;

async function claimantsIn(db: Kysely<Schema>, table: Table): Promise<readonly string[]> {
  const { rows } = await sql<{ claimed_by: string }>`select distinct claimed_by from ${sql.table(table)}
    where ${claimed} and claimed_by is not null`.execute(db);
  return rows.map(({ claimed_by }) => claimed_by);
}

/** Nobody holds the lock: this one takes it for a moment. */
async function isFree(db: Kysely<Schema>, claimant: string): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${lockOf(claimant)}) as free`.execute(
    db,
  );
  return rows[0]?.free === true;
}

/** What was claimed since it looks gone is of a process that is there. Freed, it is nobody's: its claimant may not go on with it. */
async function free(db: Kysely<Schema>, table: Table, claimant: string, now: Millis): Promise<number> {
  const claimedBefore = Math.round(now) + LEASES[table] - GONE_AFTER_MS;
  const { numAffectedRows = 0n } = await sql`update ${sql.table(table)} set claimed_until = null, claimed_by = ''
    where ${claimed} and claimed_by = ${claimant} and claimed_until <= ${claimedBefore}`.execute(db);
  return Number(numAffectedRows);
}
