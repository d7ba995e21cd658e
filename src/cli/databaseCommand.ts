import { resolve } from 'node:path';
import { ENGLISH } from '../discord/words/language.ts';
import { backupFile } from '../store/backup.ts';
import { copyStore } from '../store/copy.ts';
import { holdDatabase } from '../store/inUse.ts';
import { StoreOpenError } from '../store/open.ts';
import { isPostgresUrl, isUsablePostgresUrl } from '../store/postgresUrl.ts';
import { UsageError } from './commandLine.ts';

export interface DatabaseCommandOptions {
  readonly database: string;
  /** Where a name such as DATABASE_URL is looked up. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
}

/** No file is called so by anybody. */
const NAME_OF_SETTING = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
const PASSWORD_SEEN =
  'Other users of this machine can see a password that stands in a command. Put the address into .env, and write the name of that setting instead, such as DATABASE_URL.';

/**
 * `db copy` and `db backup`, without starting anything else.
 * @throws StoreOpenError or UsageError in words for the operator.
 */
export async function runDatabaseCommand(
  [subcommand, ...names]: readonly string[],
  { database, environment, print }: DatabaseCommandOptions,
): Promise<void> {
  const [first, second, more] = names.map((name) => located(name, environment));
  if (subcommand === 'copy' && first !== undefined && second !== undefined && more === undefined) {
    for (const name of [first, second]) refuseUnusable(name);
    if (names.some(hasPassword)) print(PASSWORD_SEEN);
    if (resolve(first) === resolve(second)) throw new StoreOpenError('FROM and TO are the same. Nothing was changed.');
    await copy(first, second, print);
  } else if (subcommand === 'backup' && first !== undefined && second === undefined) {
    if (isPostgresUrl(database)) throw new StoreOpenError('DATABASE_URL is set: back up PostgreSQL with pg_dump.');
    backupFile(database, first);
    print(`${database} was copied to ${first}.`);
  } else {
    // An address may have a password, so what was typed is not repeated.
    throw new UsageError('Invalid arguments for db.');
  }
}

/** Meanwhile no monitor begins to use a file of the two. One that runs already is warned of: what it takes in later is missing. */
async function copy(from: string, to: string, print: (line: string) => void): Promise<void> {
  const holds = [await holdDatabase(from), await holdDatabase(to)];
  const [isSourceInUse, isTargetInUse] = holds.map(({ isInUse }) => isInUse);
  try {
    if (isTargetInUse) throw new StoreOpenError('A monitor runs with TO. Nothing was changed. Stop it, then copy.');
    if (isSourceInUse)
      print(
        'A monitor runs with FROM: what it takes in from now on will be missing in TO. Stop it first to copy everything.',
      );
    for (const { table, rows } of await copyStore(from, to)) print(`${table}: ${ENGLISH.count(rows)}`);
    print(isSourceInUse ? 'Everything stored before the copy began was copied.' : 'Everything was copied.');
  } finally {
    for (const { release } of holds) release();
  }
}

/** What is typed is seen by all users of the machine, so an address with a password is better named by its setting. */
function located(name: string, environment: DatabaseCommandOptions['environment']): string {
  if (!NAME_OF_SETTING.test(name)) return name;
  const value = environment[name]?.trim() ?? '';
  if (value === '') throw new StoreOpenError(`${name} is not set. Set it in .env, or write the name of a file.`);
  return value;
}

function hasPassword(name: string): boolean {
  return isUsablePostgresUrl(name) && new URL(name).password !== '';
}

function refuseUnusable(name: string): void {
  // What looks like an address is none of a file: a typing error in it would leave a password in the name of a folder.
  if (isPostgresUrl(name) ? isUsablePostgresUrl(name) : !name.includes('://')) return;
  throw new StoreOpenError('A PostgreSQL address looks like postgres://user:password@host:5432/database.');
}
