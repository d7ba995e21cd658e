import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Store } from '../monitor/ports.ts';
import { createDeliveries } from './deliveries.ts';
import { createGuilds } from './guilds.ts';
import { createIncidents } from './incidents.ts';
import { createMemories } from './memories.ts';
import * as start from './migrations/0001_start.ts';
import { createMutes } from './mutes.ts';
import { nodeSqlite } from './nodeSqlite.ts';
import { createReadings } from './readings.ts';
import { createResults } from './results.ts';
import type { Schema } from './schema.ts';
import { createSummaries } from './summaries.ts';
import { tidy } from './tidy.ts';

const MIGRATIONS: Readonly<Record<string, Migration>> = { '0001_start': start };

/** Another process may hold the file for a moment, a backup for one. */
const BUSY_TIMEOUT_MS = 5_000;

export interface OpenStore extends Store {
  /** Folds old buckets and removes what is older than we keep; one bounded batch. Answers whether there is more. */
  tidy(now: number): Promise<boolean>;
  /** Throws where the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The database could not be opened; the message says what to do. */
export class StoreOpenError extends Error {
  override readonly name = 'StoreOpenError';
}

/**
 * Opens the SQLite file, creating it and its folder where they are missing, and brings its tables up to date.
 * @throws StoreOpenError in words that name the file.
 */
export async function openStore(file: string): Promise<OpenStore> {
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: nodeSqlite(openFile(file)) }) });
  try {
    await migrate(db, file);
    // Only one process uses the file, so a claim that is left over belongs to a process that is gone.
    await db.updateTable('deliveries').set({ claimed_until: null }).where('delivered_at', 'is', null).execute();
  } catch (err) {
    await db.destroy();
    throw err;
  }
  return {
    results: createResults(db),
    readings: createReadings(db),
    guilds: createGuilds(db),
    mutes: createMutes(db),
    memories: createMemories(db),
    deliveries: createDeliveries(db),
    incidents: createIncidents(db),
    summaries: createSummaries(db),
    tidy: (now) => tidy(db, now),
    ping: async () => {
      await db.selectFrom('guilds').select('id').limit(1).execute();
    },
    close: () => db.destroy(),
  };
}

function openFile(file: string): DatabaseSync {
  try {
    if (file !== ':memory:') mkdirSync(dirname(resolve(file)), { recursive: true });
    const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    // FULL: a 202 means that the result survives a power cut, not only a crash of ours.
    db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
    return db;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StoreOpenError(
      `The database file ${file} cannot be opened: ${why}. Set DATABASE_FILE to a file that this user may write.`,
      { cause },
    );
  }
}

async function migrate(db: Kysely<Schema>, file: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const newest = (await migrator.getMigrations()).at(-1)?.name ?? '';
  const done = await executedMigrations(db);
  const fromFuture = done.filter((name) => !(name in MIGRATIONS));
  if (fromFuture.length > 0) {
    throw new StoreOpenError(
      `The database file ${file} was written by a newer version (it knows ${fromFuture.join(', ')}, this program only up to ${newest}). Update the program, or set DATABASE_FILE to another file.`,
    );
  }
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new StoreOpenError(`The database file ${file} could not be brought up to date. Nothing was changed.`, {
      cause: error,
    });
  }
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
