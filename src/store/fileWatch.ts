import { type BigIntStats, statSync } from 'node:fs';
import { resolve } from 'node:path';

/** The database file is no longer the one that was opened: everything that is written now would be lost. */
export class FileGoneError extends Error {
  override readonly name = 'FileGoneError';
}

const ADVICE =
  'put the same file back, or stop the monitor, move the files that end in -wal and -shm away, and start it again';

/**
 * Notices that a file was deleted, renamed or replaced while it is in use: the system lets us go on writing into a file that no longer has a name.
 * Answers what throws then. To be made when the file is open and was written to.
 */
export function watchFile(file: string): () => void {
  if (file === ':memory:') return () => undefined;
  const path = resolve(file);
  // What is in the log and not yet in the file itself is lost with it.
  const watched = [path, `${path}-wal`, `${path}-shm`].map((name) => ({ name, identity: identityOf(name) }));
  return () => {
    for (const { name, identity } of watched) {
      const now = identityOf(name);
      if (now?.dev === identity?.dev && now?.ino === identity?.ino) continue;
      const trouble = now === null ? 'is gone' : 'was replaced by another one';
      throw new FileGoneError(`the database file ${name} ${trouble}, and nothing is stored: ${ADVICE}`);
    }
  };
}

/** Null where there is none, or where nobody can tell. */
function identityOf(name: string): Pick<BigIntStats, 'dev' | 'ino'> | null {
  try {
    return statSync(name, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}
