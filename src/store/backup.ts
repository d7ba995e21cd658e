import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreOpenError, toStoreOpenError } from './openError.ts';
import { keepFromOthers } from './ownerOnly.ts';

/** Another process may hold the file for a moment. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Writes a copy of a SQLite file as it is at one moment, also while it is written to. The copy appears under its name
 * only when it is whole and on disk.
 * @throws StoreOpenError in words that name the file.
 */
export function backupFile(file: string, to: string): void {
  if (!existsSync(file)) throw new StoreOpenError(`The database file ${file} does not exist.`);
  if (existsSync(to)) throw new StoreOpenError(`${to} already exists. Nothing was changed. Choose another name.`);
  if (!existsSync(dirname(resolve(to))))
    throw new StoreOpenError(`The folder ${dirname(to)} does not exist. Create it, or choose another one.`);
  const unfinished = `${to}.unfinished`;
  let connection: DatabaseSync | null = null;
  try {
    rmSync(unfinished, { force: true });
    // SQLite writes into a file that is there, if it is empty.
    keepFromOthers(unfinished);
    connection = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    connection.prepare('vacuum into ?').run(unfinished);
    flush(unfinished);
    renameSync(unfinished, to);
  } catch (err) {
    rmSync(unfinished, { force: true });
    throw toStoreOpenError(file, err);
  } finally {
    connection?.close();
  }
}

function flush(file: string): void {
  const opened = openSync(file, 'r+');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
