import { Kysely, type SqliteDatabase } from 'kysely';
import { allowDirectReads } from './directReads.ts';
import { watchFile } from './fileWatch.ts';
import { migrate } from './migrate.ts';
import { nodeSqlite } from './nodeSqlite.ts';
import { toStoreOpenError } from './openError.ts';
import { openFile } from './openFile.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqliteDialect.ts';
import { createTurns } from './turns.ts';

/** While it waits nothing else of the process runs, Discord's heartbeat included; the caller is asked to come again. */
const RUNNING_BUSY_TIMEOUT_MS = 1_000;

export interface OpenSqlite {
  readonly db: Kysely<Schema>;
  /** What it runs on, with its prepared statements. */
  readonly database: SqliteDatabase;
  /** @throws FileGoneError where the file was deleted or replaced since. */
  readonly isInPlace: () => void;
}

/**
 * Opens the SQLite file, creating it and its folder where they are missing, and brings its tables up to date.
 * @throws StoreOpenError in words that name the file.
 */
export async function openSqlite(file: string): Promise<OpenSqlite> {
  const connection = openFile(file);
  let isInPlace = (): void => undefined;
  const database = nodeSqlite(connection, () => isInPlace());
  const turns = createTurns();
  const db = new Kysely<Schema>({ dialect: sqliteDialect(database, turns) });
  allowDirectReads(db, connection, database, turns);
  try {
    await migrate(connection, db, file);
    connection.exec(`pragma busy_timeout = ${RUNNING_BUSY_TIMEOUT_MS}`);
    isInPlace = watchFile(file);
    return { db, database, isInPlace };
  } catch (err) {
    await db.destroy();
    throw toStoreOpenError(file, err);
  }
}
