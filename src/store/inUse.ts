import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { isInUse, lockFile } from './lockFile.ts';
import { connectTo } from './openPostgres.ts';
import { toPostgresOpenError } from './postgresError.ts';
import { RUNNING } from './postgresPool.ts';
import { isPostgresUrl } from './postgresUrl.ts';

export interface Hold {
  /** Another process of this program uses the database. */
  readonly isInUse: boolean;
  readonly release: () => void;
}

const FREE: Hold = { isInUse: false, release: () => undefined };

/** Looks whether a database is in use and, of a file that is not, keeps others from beginning to use it. */
export async function holdDatabase(location: string): Promise<Hold> {
  if (isPostgresUrl(location)) return { ...FREE, isInUse: await isConnected(location) };
  if (!existsSync(location)) return FREE;
  try {
    return { isInUse: false, ...lockFile(location) };
  } catch (err) {
    if (!isInUse(err)) throw err;
    return { ...FREE, isInUse: true };
  }
}

/** Whether another session of ours is on the server: a running monitor asks it every few seconds. */
async function isConnected(url: string): Promise<boolean> {
  const db = connectTo(url, RUNNING);
  try {
    const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
      and application_name = current_setting('application_name')`.execute(db);
    return (rows[0]?.n ?? 0) > 0;
  } catch (err) {
    throw toPostgresOpenError(url, err);
  } finally {
    await db.destroy();
  }
}
