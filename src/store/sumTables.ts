import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Millis } from '../monitor/time.ts';
import type { Schema } from './schema.ts';

/** Tables of sums by pipeline, start and a name, which is their key in this order. */
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
export const BATCH_ROWS = 2_000;

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

/** Each pipeline is looked up in the index: a list of distinct ones would read all of it. */
export async function pipelinesOf(db: Kysely<Schema>, table: keyof Schema): Promise<readonly string[]> {
  const from = sql.table(table);
  const { rows } = await sql<{ pipeline: string }>`with recursive found (pipeline) as (
      select min(pipeline) from ${from} union all
      select (select min(pipeline) from ${from} where pipeline > found.pipeline) from found where found.pipeline is not null)
    select pipeline from found where pipeline is not null`.execute(db);
  return rows.map(({ pipeline }) => pipeline);
}

/** Whether there is any, so that a transaction is begun for something. */
export async function hasRows(db: Kysely<Schema>, { table, name }: SumTable, rows: Rows): Promise<boolean> {
  const { rows: found } = await sql`select 1 from ${sql.table(table)} where ${isAmong(name, rows)} limit 1`.execute(db);
  return found.length > 0;
}

/** The last row of the next batch; null where all that are left fit into one. */
export async function lastOfBatch(db: Kysely<Schema>, { table, name }: SumTable, rows: Rows): Promise<RowPlace | null> {
  const column = sql.ref(name);
  const { rows: found } = await sql<RowPlace>`select start, ${column} as name from ${sql.table(table)}
    where ${isAmong(name, rows)} order by start, ${column} limit 1 offset ${sql.lit(BATCH_ROWS - 1)}`.execute(db);
  return found[0] ?? null;
}

/**
 * Adds the sums of rows, up to the last of their batch, to the rows that begin at `start`, and removes them: nothing is
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
  const upTo = last === null ? sql`true` : sql`(start, ${column}) <= (${last.start}, ${last.name})`;
  const meant = sql`${isAmong(name, rows)} and ${upTo} and ${which}`;
  const columns = sums.map((sum) => sql.ref(sum));
  await sql`insert into ${into} (pipeline, start, ${column}, ${sql.join(columns)})
    select pipeline, ${start}, ${column}, ${sql.join(columns.map((sum) => sql`sum(${sum})`))}
    from ${into} where ${meant} group by 1, 2, 3
    on conflict (pipeline, start, ${column}) do update set
      ${sql.join(sums.map((sum) => sql`${sql.ref(sum)} = ${sql.ref(`${table}.${sum}`)} + ${sql.ref(`excluded.${sum}`)}`))}`.execute(
    trx,
  );
  await sql`delete from ${into} where ${meant}`.execute(trx);
}

function isAmong(name: string, { pipeline, from, before }: Rows): RawBuilder<boolean> {
  const column = sql.ref(name);
  const isLater =
    from.name === null ? sql`start >= ${from.start}` : sql`(start, ${column}) > (${from.start}, ${from.name})`;
  return sql<boolean>`pipeline = ${pipeline} and start < ${before} and ${isLater}`;
}
