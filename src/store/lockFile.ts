import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolderOf } from './makeFolder.ts';
import { StoreOpenError, toStoreOpenError } from './openError.ts';
import { keepFromOthers } from './ownerOnly.ts';
import { sqliteCode } from './sqliteCode.ts';

/** A copy that is just ending, or a restart that was quick, gets this long to let go. */
const LET_GO_WITHIN_MS = 2_000;
/** SQLite's code for a file that somebody else holds (sqlite.org/rescode.html#busy). */
const BUSY = 5;

/**
 * Keeps every other copy of this program from the database file for as long as this one lives. It is held on a file of its
 * own, by a transaction that never ends: the system takes it back however the process ends, so nothing is ever left locked.
 * @throws StoreOpenError where another copy holds it.
 */
export function lockFile(file: string): { readonly release: () => void } {
  if (file === ':memory:') return { release: () => undefined };
  const path = `${resolve(file)}-lock`;
  let lock: DatabaseSync | null = null;
  try {
    makeFolderOf(path);
    keepFromOthers(path);
    lock = new DatabaseSync(path, { timeout: LET_GO_WITHIN_MS });
    lock.exec('pragma journal_mode = memory; begin exclusive');
  } catch (err) {
    lock?.close();
    throw isBusy(err) ? inUse(file, err) : toStoreOpenError(file, err);
  }
  const held = lock;
  return { release: () => held.isOpen && held.close() };
}

/** Whether the lock was refused because another copy holds it. */
export function isInUse(err: unknown): boolean {
  return err instanceof StoreOpenError && isBusy(err.cause);
}

function isBusy(err: unknown): boolean {
  return sqliteCode(err) === BUSY;
}

function inUse(file: string, cause: unknown): StoreOpenError {
  return new StoreOpenError(
    `The database file ${file} is in use: another copy of this program runs with it. Nothing was changed. End that copy, or set DATABASE_FILE to another file.`,
    { cause },
  );
}
