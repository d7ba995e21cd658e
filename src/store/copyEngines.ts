import { type Kysely, sql } from 'kysely';
import { isPostgres } from './dialect.ts';
import { atMost } from './literals.ts';

/** Whatever the tables are: what is copied is found in the database itself, so that no table is ever forgotten. */
export type AnyTables = Record<string, Record<string, unknown>>;

/** With some twenty columns, well below the values that a statement can bind. */
const ROWS_A_BATCH = 500;

type Row = Record<string, unknown>;

/** All rows of a table, some at a time. On PostgreSQL within a transaction, which a cursor needs. */
export async function* readBatches(db: Kysely<AnyTables>, table: string): AsyncGenerator<Row[]> {
  if (!isPostgres(db)) return yield* readByRowId(db, table);
  await sql`declare copied no scroll cursor for select * from ${sql.table(table)}`.execute(db);
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(ROWS_A_BATCH)} from copied`.execute(db);
    if (rows.length === 0) break;
    yield rows;
  }
  await sql`close copied`.execute(db);
}

async function* readByRowId(db: Kysely<AnyTables>, table: string): AsyncGenerator<Row[]> {
  for (let after = -1; ; ) {
    const { rows } = await sql<Row & { copied_row: number }>`select rowid as copied_row, * from ${sql.table(table)}
      where rowid > ${after} order by rowid limit ${atMost(ROWS_A_BATCH)}`.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.copied_row;
    yield rows.map(({ copied_row: _row, ...row }) => row);
  }
}

/** The last number that a table gave out, which its row may no longer have; null where it counts nothing. */
export async function lastId(db: Kysely<AnyTables>, table: string): Promise<number | null> {
  if (!isPostgres(db)) {
    const { rows } = await sql<{ seq: number }>`select seq from sqlite_sequence where name = ${table}`.execute(db);
    return rows[0]?.seq ?? null;
  }
  const { rows } = await sql<{ last: number | null }>`select last_value as last from pg_sequences
    where schemaname = current_schema() and sequencename = ${sequenceOf(table)}`.execute(db);
  return rows[0]?.last ?? null;
}

/** Lets a table go on counting after a number. */
export async function setLastId(db: Kysely<AnyTables>, table: string, last: number): Promise<void> {
  if (isPostgres(db)) {
    await sql`select setval(${sequenceOf(table)}::regclass, ${last})`.execute(db);
    return;
  }
  await sql`delete from sqlite_sequence where name = ${table}`.execute(db);
  await sql`insert into sqlite_sequence (name, seq) values (${table}, ${last})`.execute(db);
}

/** As PostgreSQL names the sequence of an identity column by itself. */
function sequenceOf(table: string): string {
  return `${table}_id_seq`;
}
