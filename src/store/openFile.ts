import { DatabaseSync } from 'node:sqlite';
import { makeFolderOf } from './makeFolder.ts';
import { damaged, StoreOpenError, toStoreOpenError } from './openError.ts';
import { keepFromOthers } from './ownerOnly.ts';

/** Another process may hold the file for a moment, a backup for one. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens the SQLite file, creating it and its folder where they are missing. Nothing is written to a file that is damaged
 * or another program's.
 * @throws StoreOpenError in words that name the file.
 */
export function openFile(file: string): DatabaseSync {
  let connection: DatabaseSync | null = null;
  try {
    if (file !== ':memory:') makeFolderOf(file);
    keepFromOthers(file);
    connection = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    refuseForeign(connection, file);
    refuseDamaged(connection, file);
    // FULL: a 202 means that the result survives a power cut, not only a crash of ours.
    connection.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
    return connection;
  } catch (err) {
    connection?.close();
    throw toStoreOpenError(file, err);
  }
}

/** A database that has tables, but not the one in which we note which of them we made. */
export function refuseForeign(connection: DatabaseSync, file: string): void {
  const names = connection.prepare("select name from sqlite_schema where type = 'table'").all();
  if (names.length === 0 || names.some(({ name }) => name === 'kysely_migration')) return;
  throw new StoreOpenError(
    `The database file ${file} belongs to another program. Nothing was changed. Set DATABASE_FILE to another file.`,
  );
}

/** About 100 ms for a year of results; without it damage shows only when the damaged page is read, perhaps weeks later. */
export function refuseDamaged(connection: DatabaseSync, file: string): void {
  const [first] = connection.prepare('pragma quick_check(1)').all();
  const verdict = String(first?.['quick_check']);
  if (verdict !== 'ok') throw damaged(file, verdict.replaceAll('\n', ' '));
}
