import { Kysely, PostgresDialect, sql } from 'kysely';
import { migratePostgres } from './migrate.ts';
import { toPostgresOpenError } from './postgresError.ts';
import { type PostgresPatience, postgresPool, RUNNING, THOROUGH } from './postgresPool.ts';
import type { Schema } from './schema.ts';

/**
 * Connects to the database and brings its tables up to date.
 * @throws StoreOpenError in words that name the database, but neither user nor password.
 */
export async function openPostgres(url: string, patience: PostgresPatience = RUNNING): Promise<Kysely<Schema>> {
  await withConnections(url, THOROUGH, (db) => migratePostgres(db, url));
  return connectTo(url, patience);
}

async function withConnections(
  url: string,
  patience: PostgresPatience,
  work: (db: Kysely<Schema>) => Promise<void>,
): Promise<void> {
  const db = connectTo(url, patience);
  try {
    // The first statement tells whether the server lets us in.
    await sql`select 1`.execute(db);
    await work(db);
  } catch (err) {
    throw toPostgresOpenError(url, err);
  } finally {
    await db.destroy();
  }
}

function connectTo(url: string, patience: PostgresPatience): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: postgresPool(url, patience) }) });
}
