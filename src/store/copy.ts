import { existsSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import { type AnyTables, lastId, readBatches, setLastId } from './copyEngines.ts';
import { StoreOpenError } from './openError.ts';
import { openPostgres } from './openPostgres.ts';
import { openSqlite } from './openSqlite.ts';
import { postgresErrorIn } from './postgresError.ts';
import { THOROUGH } from './postgresPool.ts';
import { isPostgresUrl, postgresName } from './postgresUrl.ts';
import type { Schema } from './schema.ts';

type AnyDatabase = Kysely<AnyTables>;

export interface CopiedTable {
  readonly table: string;
  readonly rows: number;
}

/**
 * Copies everything from one database into another, empty one, which then has all of it or nothing. Both are brought up
 * to date first.
 * @throws StoreOpenError in words that name the database.
 */
export async function copyStore(from: string, to: string): Promise<readonly CopiedTable[]> {
  if (!isPostgresUrl(from) && !existsSync(from)) throw new StoreOpenError(`The database file ${from} does not exist.`);
  return within(from, (source) =>
    within(to, (target) =>
      // What is written to the source meanwhile is not seen; nothing of the target is kept where anything fails.
      source
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute((reading) => target.transaction().execute((writing) => copyAll(reading, writing, nameOf(to)))),
    ),
  );
}

async function within<T>(location: string, work: (db: AnyDatabase) => Promise<T>): Promise<T> {
  const { db } = isPostgresUrl(location) ? await openPostgres(location, THOROUGH) : await openSqlite(location);
  try {
    return await work(asAnyTables(db));
  } catch (err) {
    throw isPostgresUrl(location) ? postgresErrorIn(location, err) : err;
  } finally {
    await db.destroy();
  }
}

/** The same connection: which tables there are is not known to the compiler, but asked of the database. */
function asAnyTables(db: Kysely<Schema>): AnyDatabase {
  return db.withTables<AnyTables>() as unknown as AnyDatabase;
}

async function copyAll(source: AnyDatabase, target: AnyDatabase, name: string): Promise<readonly CopiedTable[]> {
  const tables = await tablesOf(source);
  for (const table of tables) {
    if ((await countRows(target, table)) === 0) continue;
    throw new StoreOpenError(`${name} is not empty (${table} has rows). Nothing was changed. Copy to an empty one.`);
  }
  const copied: CopiedTable[] = [];
  for (const table of tables) {
    for await (const rows of readBatches(source, table)) await target.insertInto(table).values(rows).execute();
    const last = await lastId(source, table);
    if (last !== null) await setLastId(target, table, last);
    const [expected, rows] = [await countRows(source, table), await countRows(target, table)];
    if (rows !== expected)
      throw new StoreOpenError(`${table} has ${rows} rows instead of ${expected}. Nothing was stored.`);
    copied.push({ table, rows });
  }
  return copied;
}

/** All but those in which kysely notes which tables it made; the target has its own. */
async function tablesOf(db: AnyDatabase): Promise<readonly string[]> {
  const tables = await db.introspection.getTables();
  return [...new Set(tables.filter(({ isView }) => !isView).map(({ name }) => name))].sort();
}

async function countRows(db: AnyDatabase, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db);
  return rows[0]?.n ?? 0;
}

function nameOf(location: string): string {
  return isPostgresUrl(location) ? `The database ${postgresName(location)}` : `The database file ${location}`;
}
