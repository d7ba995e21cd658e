import type { DatabaseSync } from 'node:sqlite';
import type { Kysely, SqliteDatabase } from 'kysely';

/** Null: a transaction is under way, and what it has written so far is not for others. */
type DirectRead = (text: string, parameters: readonly unknown[]) => Promise<readonly unknown[] | null>;

const reads = new WeakMap<object, DirectRead>();

/**
 * SQLite answers most questions sooner than kysely gets hold of its one connection, which it need not where nothing is written meanwhile.
 * `turns`: gives others a turn now and then.
 */
export function allowDirectReads<T>(
  db: Kysely<T>,
  connection: Pick<DatabaseSync, 'isTransaction'>,
  database: SqliteDatabase,
  turns: () => Promise<void>,
): void {
  reads.set(db, async (text, parameters) => {
    await turns();
    return connection.isTransaction ? null : database.prepare(text).all(parameters);
  });
}

/** Undefined for a transaction, and for another engine. */
export function directReadOn<T>(db: Kysely<T>): DirectRead | undefined {
  return reads.get(db);
}
