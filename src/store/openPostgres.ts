import { Kysely, type LogEvent, PostgresDialect, sql } from 'kysely';
import { migratePostgres } from './migrate.ts';
import { StoreOpenError } from './openError.ts';
import { postgresNotUpToDate, toPostgresOpenError } from './postgresError.ts';
import { type PostgresPatience, postgresPool, RUNNING, THOROUGH } from './postgresPool.ts';
import type { Schema } from './schema.ts';

/**
 * Connects to the database and brings its tables up to date.
 * @throws StoreOpenError in words that name the database, but neither user nor password.
 */
export async function openPostgres(url: string, patience: PostgresPatience = RUNNING): Promise<Kysely<Schema>> {
  await bringUpToDate(url);
  return connectTo(url, patience);
}

async function bringUpToDate(url: string): Promise<void> {
  let first: unknown;
  const db = connectTo(url, THOROUGH, (event) => {
    // What is asked after a failure fails too, and says only that there was one.
    if (event.level === 'error') first ??= event.error;
  });
  try {
    // The first statement tells whether the server lets us in.
    await sql`select 1`.execute(db).catch((err: unknown) => {
      throw toPostgresOpenError(url, err);
    });
    await migratePostgres(db, url);
  } catch (err) {
    throw err instanceof StoreOpenError ? err : postgresNotUpToDate(url, first ?? err);
  } finally {
    await db.destroy();
  }
}

/** Connects with the first query, not before. */
export function connectTo(url: string, patience: PostgresPatience, log?: (event: LogEvent) => void): Kysely<Schema> {
  const dialect = new PostgresDialect({ pool: postgresPool(url, patience) });
  return new Kysely<Schema>(log === undefined ? { dialect } : { dialect, log });
}
