import {
  type ColumnDefinitionBuilder,
  type Kysely,
  PostgresAdapter,
  type RawBuilder,
  sql,
  type Transaction,
} from 'kysely';

// Everything in which the two engines differ and a query or a migration has to know it.

export function isPostgres<T>(db: Kysely<T>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** A key that the database counts up itself. */
export function idColumn<T>(db: Kysely<T>): (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder {
  return isPostgres(db)
    ? (column) => column.generatedByDefaultAsIdentity().primaryKey()
    : (column) => column.primaryKey().autoIncrement();
}

export function blobType<T>(db: Kysely<T>): 'bytea' | 'blob' {
  return isPostgres(db) ? 'bytea' : 'blob';
}

/** The collation by bytes: any other depends on where the server runs. */
export function byteOrder<T>(db: Kysely<T>): 'C' | 'binary' {
  return isPostgres(db) ? 'C' : 'binary';
}

/** Ends a query whose rows are changed after it: until then nobody else changes them. SQLite has one writer anyway. */
export function forUpdate<T>(db: Kysely<T>): RawBuilder<unknown> {
  return isPostgres(db) ? sql`for update` : sql``;
}

/**
 * A transaction that is not waited for until it is on disk: the next one takes it along. What it wrote may be lost where the machine loses
 * its power, and never where the process ends.
 */
export async function transactLightly<T, Result>(
  db: Kysely<T>,
  work: (trx: Transaction<T>) => Promise<Result>,
): Promise<Result> {
  if (isPostgres(db)) {
    return db.transaction().execute(async (trx) => {
      await sql`set local synchronous_commit = off`.execute(trx);
      return work(trx);
    });
  }
  return db.connection().execute(async (connection) => {
    await sql`pragma synchronous = normal`.execute(connection);
    try {
      return await connection.transaction().execute(work);
    } finally {
      await sql`pragma synchronous = full`.execute(connection);
    }
  });
}

/** Until the transaction ends, no other one that asks for the same lock goes on. SQLite has one writer anyway. */
export async function lockUntilEnd<T>(trx: Transaction<T>, kind: string, name: string): Promise<void> {
  if (isPostgres(trx)) await sql`select pg_advisory_xact_lock(hashtext(${kind}), hashtext(${name}))`.execute(trx);
}

/** The same for the rows of one table, where what another session is changing is no loss. */
export function forUpdateOfSkipLocked<T>(db: Kysely<T>, table: string): RawBuilder<unknown> {
  return isPostgres(db) ? sql`for update of ${sql.table(table)} skip locked` : sql``;
}
