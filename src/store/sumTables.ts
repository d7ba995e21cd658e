import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Millis } from '../monitor/time.ts';
import type { Schema } from './schema.ts';

/** Tables of sums by pipeline, start, a name and a writer, which is their key in this order. */
export const SUM_TABLES = [
  {
    table: 'solve_buckets',
    name: 'type',
    sums: ['solved', 'failed', 'cost_micros', 'latency_sum_ms', 'latency_count'],
  },
  { table: 'solve_errors', name: 'code', sums: ['n'] },
] as const satisfies readonly { table: keyof Schema; name: string; sums: readonly string[] }[];

export type SumTable = (typeof SUM_TABLES)[number];

/** One transaction touches at most so many rows, so that nobody waits long for the writer. */
export const BATCH_ROWS = 500;
/** Rows whose place in the index alone is looked at. */
const LOOKED_AT_ROWS = 5_000;

/** After the row of that start and name; null: before all that begin then. */
export interface RowPlace {
  readonly start: Millis;
  readonly name: string | null;
}

/** The rows of a pipeline from a place on that begin before a moment. */
export interface Rows {
  readonly pipeline: string;
  readonly from: RowPlace;
  readonly before: Millis;
}

export function pipelinesOf(db: Kysely<Schema>, table: keyof Schema): Promise<readonly string[]> {
  return distinctOf(db, table, 'pipeline', sql`true`);
}

/** Each different value is looked up in the index: a list of distinct ones would read all of it. */
export async function distinctOf(
  db: Kysely<Schema>,
  table: keyof Schema,
  name: string,
  among: RawBuilder<unknown>,
): Promise<readonly string[]> {
  const [from, column] = [sql.table(table), sql.ref(name)];
  const { rows } = await sql<{ value: string }>`with recursive found (value) as (
      select min(${column}) from ${from} where ${among} union all
      select (select min(${column}) from ${from} where ${among} and ${column} > found.value)
        from found where found.value is not null)
    select value from found where value is not null`.execute(db);
  return rows.map(({ value }) => value);
}

export function beginningOf(start: Millis): RowPlace {
  return { start, name: null };
}

/**
 * The first of the next rows that is meant, so that a transaction is begun for something. `end`: the last that was looked at; null where
 * that was all of them.
 */
export async function lookFor(
  db: Kysely<Schema>,
  table: SumTable,
  rows: Rows,
  isMeant: RawBuilder<boolean>,
): Promise<{ readonly first: RowPlace | null; readonly end: RowPlace | null }> {
  const end = await nth(db, table, rows, LOOKED_AT_ROWS);
  const column = sql.ref(table.name);
  const { rows: found } = await sql<RowPlace>`select start, ${column} as name from ${sql.table(table.table)}
    where ${isUpTo(table.name, rows, end)} and ${isMeant} order by start, ${column} limit 1`.execute(db);
  return { first: found[0] ?? null, end };
}

/** Whether there is any, so that a transaction is begun for something. */
export async function hasRows(db: Kysely<Schema>, { table, name }: SumTable, rows: Rows): Promise<boolean> {
  const { rows: found } = await sql`select 1 from ${sql.table(table)} where ${isAmong(name, rows)} limit 1`.execute(db);
  return found.length > 0;
}

/** The last row of the next batch; null where all that are left fit into one. */
export function lastOfBatch(db: Kysely<Schema>, table: SumTable, rows: Rows): Promise<RowPlace | null> {
  return nth(db, table, rows, BATCH_ROWS);
}

async function nth(db: Kysely<Schema>, { table, name }: SumTable, rows: Rows, n: number): Promise<RowPlace | null> {
  const column = sql.ref(name);
  const { rows: found } = await sql<RowPlace>`select start, ${column} as name from ${sql.table(table)}
    where ${isAmong(name, rows)} order by start, ${column} limit 1 offset ${sql.lit(n - 1)}`.execute(db);
  return found[0] ?? null;
}

/**
 * Adds the sums of rows, up to the last of their batch, to the rows of no writer that begin at `start`, and removes them: nothing is
 * counted twice. `which`: not all of them are meant.
 */
export async function moveSums(
  trx: Transaction<Schema>,
  { table, name, sums }: SumTable,
  {
    rows,
    last,
    which = sql<boolean>`true`,
    start,
  }: { rows: Rows; last: RowPlace | null; which?: RawBuilder<boolean>; start: RawBuilder<Millis> },
): Promise<void> {
  const into = sql.table(table);
  const column = sql.ref(name);
  const meant = sql`${isUpTo(name, rows, last)} and ${which}`;
  const columns = sums.map((sum) => sql.ref(sum));
  await sql`insert into ${into} (pipeline, start, ${column}, writer, ${sql.join(columns)})
    select pipeline, ${start}, ${column}, '', ${sql.join(columns.map((sum) => sql`sum(${sum})`))}
    from ${into} where ${meant} group by 1, 2, 3
    on conflict (pipeline, start, ${column}, writer) do update set
      ${sql.join(sums.map((sum) => sql`${sql.ref(sum)} = ${sql.ref(`${table}.${sum}`)} + ${sql.ref(`excluded.${sum}`)}`))}`.execute(
    trx,
  );
  await sql`delete from ${into} where ${meant}`.execute(trx);
}

/** Up to a row, and that one; null: all of them. */
function isUpTo(name: string, rows: Rows, last: RowPlace | null): RawBuilder<boolean> {
  if (last === null) return isAmong(name, rows);
  // SQLite looks in its index for no bound of two columns where there is one of the first alone.
  const near = isAmong(name, { ...rows, before: last.start + 1 });
  return sql<boolean>`${near} and (start, ${sql.ref(name)}) <= (${last.start}, ${last.name})`;
}

function isAmong(name: string, { pipeline, from, before }: Rows): RawBuilder<boolean> {
  const column = sql.ref(name);
  const isLater =
    from.name === null ? sql`start >= ${from.start}` : sql`(start, ${column}) > (${from.start}, ${from.name})`;
  return sql<boolean>`pipeline = ${pipeline} and start < ${before} and ${isLater}`;
}
