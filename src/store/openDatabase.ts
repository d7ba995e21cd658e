import type { Kysely } from 'kysely';
import type { Fence } from '../monitor/ports/leaseStore.ts';
import type { ShardFence } from '../monitor/ports/shardStore.ts';
import { forgetClaims } from './deliveryClaims.ts';
import { lockFile } from './lockFile.ts';
import { toStoreOpenError } from './openError.ts';
import { type OpenSqlite, openSqlite } from './openSqlite.ts';
import { forgetPageClaims } from './pageTable.ts';
import { isPostgresUrl } from './postgresUrl.ts';
import type { Schema } from './schema.ts';

interface OpenDatabase extends Omit<OpenSqlite, 'database'> {
  /** Null: it is a server's. */
  readonly database: OpenSqlite['database'] | null;
  readonly fenced: (fence: Fence | ShardFence) => Kysely<Schema>;
  /** Lets other copies of this program use the database. */
  readonly release: () => void;
}

/** Opens the file, which no other copy of this program may use, or the server's database. */
export async function openDatabase(location: string): Promise<OpenDatabase> {
  // Any number of processes may use one PostgreSQL database.
  if (isPostgresUrl(location)) {
    const { openPostgres } = await import('./openPostgres.ts');
    const { RUNNING } = await import('./postgresPool.ts');
    const open = await openPostgres(location, RUNNING);
    return { ...open, database: null, isInPlace: () => undefined, release: () => undefined };
  }
  const { release } = lockFile(location);
  try {
    const open = await openSqliteAlone(location);
    // Nobody else can take a lease.
    return { ...open, fenced: () => open.db, release };
  } catch (err) {
    release();
    throw err;
  }
}

async function openSqliteAlone(file: string): Promise<OpenSqlite> {
  const open = await openSqlite(file);
  const { db } = open;
  try {
    // Only one process uses the file, so a claim that is left over belongs to a process that is gone.
    await forgetClaims(db);
    await forgetPageClaims(db);
    return open;
  } catch (err) {
    await db.destroy();
    throw toStoreOpenError(file, err);
  }
}
