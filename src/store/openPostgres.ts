import { Kysely, type LogEvent, PostgresDialect, type PostgresPool, sql } from 'kysely';
import type { Fence } from '../monitor/ports/leaseStore.ts';
import type { ShardFence } from '../monitor/ports/shardStore.ts';
import { fencedPool } from './fencedPool.ts';
import { migratePostgres } from './migrate.ts';
import { StoreOpenError } from './openError.ts';
import { postgresNotUpToDate, toPostgresOpenError } from './postgresError.ts';
import { type PostgresDeadlines, postgresPool, THOROUGH } from './postgresPool.ts';
import type { Schema } from './schema.ts';

interface OpenPostgres {
  readonly db: Kysely<Schema>;
  /** Over the same connections; refuses to write once another process has taken the lease. It need not be closed. */
  readonly fenced: (fence: Fence | ShardFence) => Kysely<Schema>;
}

/**
 * Connects to the database and brings its tables up to date.
 * @throws StoreOpenError in words that name the database, but neither user nor password.
 */
export async function openPostgres(url: string, deadline: PostgresDeadlines): Promise<OpenPostgres> {
  await bringUpToDate(url);
  const pool = postgresPool(url, deadline);
  return { db: kyselyOn(pool), fenced: (fence) => kyselyOn(fencedPool(pool, fence)) };
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
export function connectTo(url: string, deadline: PostgresDeadlines, log?: (event: LogEvent) => void): Kysely<Schema> {
  return kyselyOn(postgresPool(url, deadline), log);
}

function kyselyOn(pool: PostgresPool, log?: (event: LogEvent) => void): Kysely<Schema> {
  const dialect = new PostgresDialect({ pool });
  return new Kysely<Schema>(log === undefined ? { dialect } : { dialect, log });
}
