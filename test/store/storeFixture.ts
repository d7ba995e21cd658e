import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely';
import { expect, inject, onTestFinished } from 'vitest';
import type { Store } from '../../src/monitor/ports/store.ts';
import { OpenBuckets } from '../../src/monitor/record/openBuckets.ts';
import type { SolveResult } from '../../src/monitor/types.ts';
import { nodeSqlite } from '../../src/store/nodeSqlite.ts';
import { type OpenStore, openStore } from '../../src/store/open.ts';
import { postgresPool, RUNNING } from '../../src/store/postgresPool.ts';
import { isPostgresUrl } from '../../src/store/postgresUrl.ts';
import type { Schema } from '../../src/store/schema.ts';
import { emptyDatabase } from '../postgres/database.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** A full hour, so that a bucket of every length begins here. */
export const NOW = Date.UTC(2026, 3, 20, 12);
export const PIPELINE = 'default';

/** A folder of its own. Gone when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'monitor-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Another connection to the same database: it sees only what was committed. */
export interface Other {
  rows(query: string): Promise<Record<string, unknown>[]>;
  exec(statement: string): Promise<void>;
  /** Lets every such change of a table fail with `disk full`; `when` says of which rows. Answers how to end that. */
  failOn(
    event: 'insert' | 'update' | 'delete',
    table: keyof Schema,
    when?: string,
  ): Promise<{ readonly end: () => Promise<void> }>;
}

export interface OpenFile {
  /** A file, or an address of PostgreSQL: where the store was opened. */
  readonly location: string;
  readonly store: OpenStore;
  /** Closes the store and opens it again, as a restart does. */
  reopen(): Promise<OpenStore>;
  readonly other: Other;
}

/** The server that the tests of this run use; null: they use SQLite. */
const POSTGRES = inject('postgres') ?? null;
export const ON_POSTGRES = POSTGRES !== null;

/** A place for a database of its own. Gone when the test ends. */
export async function emptyLocation(): Promise<string> {
  return POSTGRES === null ? join(temporaryFolder(), 'monitor.db') : (await emptyDatabase(POSTGRES)).url;
}

/** A store with nothing in it, as fast as there is one; whoever opens many closes each. */
export async function openEmpty(): Promise<OpenStore> {
  if (POSTGRES === null) return openStore(':memory:');
  const { url, release } = await emptyDatabase(POSTGRES);
  const store = await openStore(url);
  return {
    ...store,
    async close() {
      await store.close();
      await release();
    },
  };
}

/** A store on disk, and another connection to the same database. All closed when the test ends. */
export async function openOnDisk(): Promise<OpenFile> {
  const location = await emptyLocation();
  let store = await openStore(location);
  const db = openSchema(location);
  onTestFinished(() => store.close());
  return {
    location,
    get store() {
      return store;
    },
    async reopen() {
      await store.close();
      store = await openStore(location);
      return store;
    },
    other: createOther(db),
  };
}

/** The typed view of a database that a store has opened. Closed when the test ends. */
export function openSchema(location: string): Kysely<Schema> {
  const db = new Kysely<Schema>({
    dialect: isPostgresUrl(location)
      ? new PostgresDialect({ pool: postgresPool(location, RUNNING) })
      : new SqliteDialect({ database: nodeSqlite(new DatabaseSync(location, { timeout: 5_000 })) }),
  });
  onTestFinished(() => db.destroy());
  return db;
}

function createOther(db: Kysely<Schema>): Other {
  const exec = async (statement: string) => {
    await sql.raw(statement).execute(db);
  };
  return {
    async rows(query) {
      const found = await sql.raw<Record<string, unknown>>(query).execute(db);
      return found.rows.map((row) => ({ ...row }));
    },
    exec,
    async failOn(event, table, when = '1 = 1') {
      if (!ON_POSTGRES) {
        await exec(`create trigger full before ${event} on ${table} when ${when}
          begin select raise(abort, 'disk full'); end`);
        return { end: () => exec('drop trigger full') };
      }
      await exec(`create function fail() returns trigger language plpgsql as $$ begin raise 'disk full'; end $$`);
      await exec(`create trigger full_disk before ${event} on ${table} for each row when (${when})
        execute function fail()`);
      return { end: () => exec(`drop trigger full_disk on ${table}`) };
    },
  };
}

/** Lets a day pass until `now` as tidying sees it, so that it trusts the clock. */
export async function steady(store: Pick<OpenStore, 'tidy'>, now = NOW): Promise<void> {
  expect(await store.tidy(now - DAY), 'nothing is tidied by a clock that is not known yet').toBe(false);
}

/** Guilds that are there, as the gateway tells of them: nothing is remembered of any other. */
export async function seeGuilds({ guilds }: Pick<Store, 'guilds'>, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) await guilds.see({ id, name: id }, NOW);
}

/** The rows of a query, as plain objects. */
export function rows(db: DatabaseSync, query: string): Record<string, unknown>[];
export function rows(db: Other, query: string): Promise<Record<string, unknown>[]>;
export function rows(db: DatabaseSync | Other, query: string): unknown {
  if (!(db instanceof DatabaseSync)) return db.rows(query);
  return db
    .prepare(query)
    .all()
    .map((row) => ({ ...row }));
}

export function result(changes: Partial<SolveResult> = {}): SolveResult {
  const nothing = { errorCode: null, latencyMs: null, costMicros: null, captchaType: null };
  return { at: NOW, outcome: 'solved', ...nothing, ...changes };
}

export function bucketsOf(results: readonly SolveResult[], pipeline = PIPELINE): OpenBuckets {
  const buckets = new OpenBuckets();
  for (const each of results) buckets.add(pipeline, each);
  return buckets;
}
