import type { DatabaseSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { up as start } from './migrations/0001_start.ts';
import { up as commands } from './migrations/0002_commands.ts';
import { up as delivery } from './migrations/0003_delivery.ts';
import { up as ingestKeys } from './migrations/0004_ingest_keys.ts';
import { isKnown, StoreOpenError, toStoreOpenError } from './openError.ts';
import type { Schema } from './schema.ts';

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001_start': { up: start },
  '0002_commands': { up: commands },
  '0003_delivery': { up: delivery },
  '0004_ingest_keys': { up: ingestKeys },
};

/**
 * Brings the tables up to date, wholly or not at all: kysely takes SQLite for an engine whose changes of tables cannot be
 * taken back, and leaves half of them behind. On the one connection that there is, a transaction round all of it holds.
 * @throws StoreOpenError in words that name the file.
 */
export async function migrate(connection: DatabaseSync, db: Kysely<Schema>, file: string): Promise<void> {
  connection.exec('begin immediate');
  try {
    await refuseNewer(db, file);
    const { error } = await new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } }).migrateToLatest();
    if (error !== undefined) throw notUpToDate(file, error);
    connection.exec('commit');
  } catch (err) {
    // SQLite itself has rolled back already after some failures, such as a full disk.
    if (connection.isTransaction) connection.exec('rollback');
    throw err;
  }
}

function notUpToDate(file: string, cause: unknown): StoreOpenError {
  const what = isKnown(cause)
    ? toStoreOpenError(file, cause).message
    : 'Put a backup in its place, or set DATABASE_FILE to another file.';
  return new StoreOpenError(`The database file ${file} could not be brought up to date. Nothing was changed. ${what}`, {
    cause,
  });
}

async function refuseNewer(db: Kysely<Schema>, file: string): Promise<void> {
  const fromFuture = (await executedMigrations(db)).filter((name) => !Object.hasOwn(MIGRATIONS, name));
  if (fromFuture.length === 0) return;
  const newest = Object.keys(MIGRATIONS).at(-1);
  throw new StoreOpenError(
    `The database file ${file} was written by a newer version (it knows ${fromFuture.join(', ')}, this program only up to ${newest}). Update the program, or set DATABASE_FILE to another file.`,
  );
}

async function executedMigrations(db: Kysely<Schema>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map(({ name }) => name);
}

/**
 * Whether the tables are still to be brought up to date.
 * @throws StoreOpenError where a newer version wrote them.
 */
export async function isBehind(db: Kysely<Schema>, file: string): Promise<boolean> {
  await refuseNewer(db, file);
  return (await executedMigrations(db)).length < Object.keys(MIGRATIONS).length;
}
