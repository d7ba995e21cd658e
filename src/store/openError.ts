import { sqliteCode } from './sqliteCode.ts';

/** The database could not be opened; the message says what to do. */
export class StoreOpenError extends Error {
  override readonly name = 'StoreOpenError';
}

/** What to do about SQLite's result codes (sqlite.org/rescode.html); the extended ones have the code in their low byte. */
const ADVICE: Readonly<Record<number, readonly [why: string, what: string]>> = {
  5: ['is in use by another program', 'End that program, or set DATABASE_FILE to another file.'],
  8: ['cannot be written', 'Set DATABASE_FILE to a file that this user may write.'],
  11: [
    'is damaged',
    'Put a backup in its place, or move it away to begin with an empty one. Take the files with -wal and -shm at the end along.',
  ],
  13: ['cannot be written because the disk is full', 'Free some space, then start again.'],
  26: ['is not a database', 'Set DATABASE_FILE to another file, or put a backup in its place.'],
};

/** Says of whatever stopped the opening which file it is about and what to do. */
export function toStoreOpenError(file: string, cause: unknown): StoreOpenError {
  if (cause instanceof StoreOpenError) return cause;
  const advice = adviceFor(cause);
  const why = cause instanceof Error ? cause.message : String(cause);
  const message =
    advice === undefined
      ? `The database file ${file} cannot be opened: ${why}. Set DATABASE_FILE to a file that this user may write.`
      : `The database file ${file} ${advice[0]} (${why}). ${advice[1]} DATABASE_FILE says which file it is.`;
  return new StoreOpenError(message, { cause });
}

/** Whether we know what to do about it. */
export function isKnown(cause: unknown): boolean {
  return adviceFor(cause) !== undefined;
}

function adviceFor(cause: unknown) {
  return ADVICE[sqliteCode(cause) ?? 0];
}

/** The check of the whole file found damage. */
export function damaged(file: string, why: string): StoreOpenError {
  return toStoreOpenError(file, Object.assign(new Error(why), { errcode: 11 }));
}
