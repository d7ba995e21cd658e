import pg from 'pg';
import { CommitUnknownError } from '../monitor/errors.ts';
import { StoreOpenError } from './openError.ts';
import { postgresName } from './postgresUrl.ts';

/** The database may be there in a moment: opening it may wait. */
export class StoreUnreachableError extends StoreOpenError {}

/** What to do about the answers of PostgreSQL (its documentation, appendix A). */
const ADVICE: Readonly<Record<string, readonly [why: string, advice: string]>> = {
  '28P01': [
    'refused the user or the password',
    'Correct them in DATABASE_URL; percent-encode their special characters.',
  ],
  '28000': ['refused the user', "Correct the user in DATABASE_URL, or the server's pg_hba.conf."],
  '3D000': ['does not exist', 'Create it with createdb, or correct its name in DATABASE_URL.'],
  '42501': ['may not be changed by this user', 'Grant the user CREATE on the database and its schema.'],
  '25006': ['is read-only', 'Set DATABASE_URL to the primary server.'],
  '53100': ['cannot be written because its disk is full', 'Free some space, then start again.'],
};

/** The server starts, stops or is full, or another process was in the middle of something; the classes are of connections, of resources and of its operators. */
const PASSING_CODE = /^(?:08|40P01|53300|57P)/;
/** Names that are not known yet, and networks that are not there. Everything else about certificates and such stays wrong. */
const PASSING_FAILURES: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);
/** Failures that `pg` gives no code. */
const PASSING_WORDS = /^(?:Connection terminated|timeout e|Query read timeout|Client has encountered)/;

/** Says of whatever stopped the opening which database it is about and what to do; never its user or password. */
export function toPostgresOpenError(url: string, err: unknown): StoreOpenError {
  if (err instanceof StoreOpenError) return err;
  const cause = under(err);
  const name = `The database ${postgresName(url)}`;
  if (isPassing(cause))
    return new StoreUnreachableError(`${name} cannot be reached (${codeOrWords(cause)}).`, { cause });
  const advice = ADVICE[codeOf(cause)];
  const message =
    advice === undefined
      ? `${name} cannot be opened: ${words(cause)}. DATABASE_URL says which database it is.`
      : `${name} ${advice[0]}. ${advice[1]}`;
  return new StoreOpenError(message, { cause });
}

/** The tables are as they were; what can be said of the cause is said. */
export function postgresNotUpToDate(url: string, err: unknown): StoreOpenError {
  const cause = under(err);
  if (isPassing(cause) || ADVICE[codeOf(cause)] !== undefined) return toPostgresOpenError(url, cause);
  const advice = `${words(cause)}. Restore a backup, or set DATABASE_URL to another database.`;
  return new StoreOpenError(
    `The database ${postgresName(url)} could not be brought up to date. Nothing was changed: ${advice}`,
    { cause },
  );
}

/** What happened on the way; what is not of PostgreSQL stays as it is. */
export function postgresErrorIn(url: string, err: unknown): unknown {
  const cause = under(err);
  return cause instanceof pg.DatabaseError || isPassing(cause) ? toPostgresOpenError(url, cause) : cause;
}

/** Why a commit was not answered. */
function under(cause: unknown): unknown {
  return cause instanceof CommitUnknownError ? cause.cause : cause;
}

function isPassing(cause: unknown): boolean {
  const code = codeOf(cause);
  if (cause instanceof pg.DatabaseError) return PASSING_CODE.test(code);
  return PASSING_FAILURES.has(code) || PASSING_WORDS.test(words(cause));
}

function codeOrWords(cause: unknown): string {
  return codeOf(cause) || words(cause);
}

function codeOf(cause: unknown): string {
  // A name with several addresses fails with one error for each of them.
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  return first instanceof Error && 'code' in first ? String(first.code) : '';
}

function words(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
