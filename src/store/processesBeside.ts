import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { InvalidRequestStore } from '../monitor/ports/invalidRequestStore.ts';
import type { LeaseStore } from '../monitor/ports/leaseStore.ts';
import { createInvalidRequestStore } from './invalidRequests.ts';
import { createLeases } from './leases.ts';
import { isBehind } from './migrate.ts';
import { nodeSqlite } from './nodeSqlite.ts';
import { StoreOpenError, toStoreOpenError } from './openError.ts';
import { connectTo } from './openPostgres.ts';
import { toPostgresOpenError } from './postgresError.ts';
import { RUNNING } from './postgresPool.ts';
import { isPostgresUrl, postgresName } from './postgresUrl.ts';
import { createProcesses, type Processes } from './processes.ts';
import type { Schema } from './schema.ts';

const BUSY_TIMEOUT_MS = 5_000;
const NOBODY = 'No monitor runs with this database. Settings that were changed hold from its next start on.';

/**
 * Speaks with the processes that use a database, and takes it from none of them.
 * @throws StoreOpenError where there is none, or it cannot be read.
 */
export async function withProcesses<T>(
  location: string,
  work: (
    processes: Processes,
    leases: Pick<LeaseStore, 'held'>,
    invalidRequests: Pick<InvalidRequestStore, 'since'>,
  ) => Promise<T>,
): Promise<T> {
  if (!isPostgresUrl(location) && !existsSync(location)) throw new StoreOpenError(NOBODY);
  let db: Kysely<Schema> | null = null;
  try {
    db = isPostgresUrl(location) ? connectTo(location, RUNNING) : openBeside(location);
    const name = isPostgresUrl(location) ? postgresName(location) : `file ${location}`;
    // A process of this version would have brought it up to date.
    if (await isBehind(db, { name, setting: 'another database' })) throw new StoreOpenError(NOBODY);
    return await work(createProcesses(db), createLeases(db), createInvalidRequestStore(db));
  } catch (err) {
    if (err instanceof StoreOpenError) throw err;
    throw isPostgresUrl(location) ? toPostgresOpenError(location, err) : toStoreOpenError(location, err);
  } finally {
    await db?.destroy();
  }
}

/** As `nobody runs` is said where the processes themselves are asked. */
export function nobodyRuns(): StoreOpenError {
  return new StoreOpenError(NOBODY);
}

function openBeside(file: string): Kysely<Schema> {
  const connection = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: nodeSqlite(connection) }) });
}
