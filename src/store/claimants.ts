import { type SqlBool, sql } from 'kysely';
import { LeaseLostError } from '../monitor/errors.ts';

/** What takes messages to send them. */
export interface Claimant {
  readonly id: string;
  /** Its id, or null while nobody could tell whether it is still there: what it takes is left to it for as long as it may need. */
  readonly sign: () => string | null;
}

/**
 * A process holds a lock of PostgreSQL for as long as its connection lasts, which ends with a process that is killed, and not with one that stands
 * still: that may go on to send at any moment.
 */
export const tryLock = (claimant: string) => sql<unknown>`select pg_try_advisory_lock(${lockOf(claimant)}) as locked`;

/** Its two numbers. */
export const lockOf = (claimant: string) => sql`hashtext('claims'), hashtext(${claimant})`;

/** Holds where nobody else has taken a row meanwhile. */
export function isOwn(claimant: string) {
  return sql<SqlBool>`(claimed_by is null or claimed_by = ${claimant})`;
}

/** @throws LeaseLostError where another process has taken the message meanwhile. */
export function checkOwn(changed: readonly unknown[], id: number): void {
  if (changed.length === 0) throw new LeaseLostError(`message ${id}`);
}
