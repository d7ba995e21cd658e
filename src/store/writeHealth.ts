import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { LeaseLostError } from '../monitor/errors.ts';
import { blobType } from './dialect.ts';
import type { Schema } from './schema.ts';
import { sqliteCode } from './sqliteCode.ts';

/** While it cannot be written, a try may wait for a lock; so it is tried only so often. */
const PROBE_EVERY_MS = 5_000;
/** More than what is free in pages that are in use already. */
const PROBE_BYTES = 65_536;

/** Of SQLite (sqlite.org/rescode.html) by number, of PostgreSQL by SQLSTATE. */
const WHY: Readonly<Record<string, string>> = {
  5: 'another program holds the database',
  8: 'the database is read-only: allow this user to write to it',
  13: 'the disk of the database is full: free some space',
  '53100': 'the disk of the database is full: free some space',
  '25006': 'the database is read-only',
};

/** Whether what is handed in is kept: from a write that failed until one has worked, it is not. */
export function createWriteHealth(db: Kysely<Schema>, elapsed: () => number) {
  let trouble: string | null = null;
  let probedAt = 0;

  function failed(err: unknown): void {
    trouble = wordsFor(err);
    probedAt = elapsed();
  }

  /** Where nobody hands anything in, nothing else would show that it works again. */
  async function probe(): Promise<void> {
    probedAt = elapsed();
    await db.schema.createTable('write_probe').ifNotExists().addColumn('data', blobType(db)).execute();
    await sql`insert into write_probe (data) values (${randomBytes(PROBE_BYTES)})`.execute(db);
    await db.schema.dropTable('write_probe').ifExists().execute();
    trouble = null;
  }

  return {
    /** The same write, watched. */
    watched:
      <A extends readonly unknown[], R>(write: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        try {
          const result = await write(...args);
          trouble = null;
          return result;
        } catch (err) {
          // That another process writes it now is no trouble.
          if (!(err instanceof LeaseLostError)) failed(err);
          throw err;
        }
      },
    /** A sentence that says why nothing is kept; null where it is. */
    async trouble(): Promise<string | null> {
      if (trouble !== null && elapsed() - probedAt >= PROBE_EVERY_MS) await probe().catch(failed);
      return trouble;
    },
  };
}

export type WriteHealth = ReturnType<typeof createWriteHealth>;

function wordsFor(err: unknown): string {
  const cause = err instanceof Error && err.cause instanceof Error && !codeOf(err) ? err.cause : err;
  return WHY[codeOf(cause)] ?? 'the latest data could not be written to the database';
}

function codeOf(err: unknown): string {
  const code = sqliteCode(err);
  if (code !== null) return String(code);
  return err instanceof Error && 'code' in err ? String(err.code) : '';
}
