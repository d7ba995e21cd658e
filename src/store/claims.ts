import { type Kysely, type SqlBool, sql } from 'kysely';
import { LeaseLostError } from '../monitor/errors.ts';
import { type Millis, SECOND } from '../monitor/time.ts';
import { isPostgres } from './dialect.ts';
import type { Schema } from './schema.ts';

/** What takes messages to send them. */
export interface Claimant {
  readonly id: string;
  /** Its id, or null while nobody could tell whether it is still there: what it takes is left to it for as long as it may need. */
  readonly sign: () => string | null;
}

type Table = 'deliveries' | 'pages';

/** Longer than it takes to connect again where the database was away for all. */
const GONE_AFTER_MS: Millis = 12 * SECOND;

/**
 * A process holds a lock of PostgreSQL for as long as its connection lasts, which ends with a process that is killed, and not with one that stands
 * still: that may go on to send at any moment.
 */
export const holdLock = (claimant: string) => sql<unknown>`select pg_advisory_lock(${key(claimant)})`;

const key = (claimant: string) => sql`hashtext('claims'), hashtext(${claimant})`;

/** Holds where nobody else has taken a row meanwhile. */
export function isOwn(claimant: string) {
  return sql<SqlBool>`(claimed_by is null or claimed_by = ${claimant})`;
}

/** @throws LeaseLostError where another process has taken the message meanwhile. */
export function checkOwn(changed: readonly unknown[], id: number): void {
  if (changed.length === 0) throw new LeaseLostError(`message ${id}`);
}

/** What processes have claimed that are gone. */
export function createClaims(db: Kysely<Schema>, elapsed: () => Millis) {
  /** Since when they look as if they were gone. */
  const goneSince = new Map<string, Millis>();

  async function goneAmong(claimants: readonly string[]): Promise<readonly string[]> {
    const now = elapsed();
    const free = new Set<string>();
    for (const claimant of claimants) if (await isFree(db, claimant)) free.add(claimant);
    for (const claimant of goneSince.keys()) if (!free.has(claimant)) goneSince.delete(claimant);
    for (const claimant of free) if (!goneSince.has(claimant)) goneSince.set(claimant, now);
    return [...free].filter((claimant) => now - (goneSince.get(claimant) ?? now) >= GONE_AFTER_MS);
  }

  return {
    /** To be called every few seconds. Answers how many messages are free again. */
    async takeBack(): Promise<number> {
      // One process alone has a file, and takes back what the one before it had when it starts.
      if (!isPostgres(db)) return 0;
      const gone = await goneAmong([...(await claimantsIn(db, 'deliveries')), ...(await claimantsIn(db, 'pages'))]);
      let freed = 0;
      for (const claimant of gone) {
        for (const table of ['deliveries', 'pages'] as const) freed += await free(db, table, claimant);
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
  const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${key(claimant)}) as free`.execute(db);
  return rows[0]?.free === true;
}

async function free(db: Kysely<Schema>, table: Table, claimant: string): Promise<number> {
  const { numAffectedRows = 0n } = await sql`update ${sql.table(table)} set claimed_until = null, claimed_by = null
    where ${claimed} and claimed_by = ${claimant}`.execute(db);
  return Number(numAffectedRows);
}
