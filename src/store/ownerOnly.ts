import { chmodSync, closeSync, openSync, statSync } from 'node:fs';

/** What the group and all others may do. */
const OTHERS = 0o077;
const OWNER_ONLY = 0o600;
/** What SQLite puts beside a file, with the permissions of the file. */
const BESIDE = ['', '-wal', '-shm', '-journal'];

/** Whether other users of this machine may read or write a file. Windows has other means, which its modes do not show. */
export function isOpenToOthers(path: string): boolean {
  if (process.platform === 'win32') return false;
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && (stats.mode & OTHERS) !== 0;
}

/** Those of a database's files that other users of this machine may read or write. */
export function filesOpenToOthers(file: string): readonly string[] {
  return BESIDE.map((end) => `${file}${end}`).filter(isOpenToOthers);
}

/**
 * Lets nobody but its owner read or write a database, whatever the umask is: in it is what people wrote. What SQLite makes beside the
 * file later has the same mode. Where this user may not change it, it stays as it is, and the doctor says so.
 */
export function keepFromOthers(file: string): void {
  if (file === ':memory:') return;
  try {
    if (statSync(file, { throwIfNoEntry: false }) === undefined) closeSync(openSync(file, 'ax', OWNER_ONLY));
    for (const path of filesOpenToOthers(file)) chmodSync(path, OWNER_ONLY);
  } catch {
    // SQLite says better than this what is wrong with a file that cannot be made.
  }
}
