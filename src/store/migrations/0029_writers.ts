import { type Kysely, sql } from 'kysely';
import { isPostgres } from '../dialect.ts';

const TABLES = [
  {
    table: 'solve_buckets',
    name: 'type',
    sums: ['solved', 'failed', 'cost_micros', 'latency_sum_ms', 'latency_count'],
  },
  { table: 'solve_errors', name: 'code', sums: ['n'] },
] as const;

type Table = (typeof TABLES)[number];

/** Sums get a row a writer, as sketches have it, so that no two processes wait for one row. What there is belongs to none of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of TABLES) await (isPostgres(db) ? changeKey(db, table) : copyRows(db, table));
}

async function changeKey(db: Kysely<unknown>, { table, name }: Table): Promise<void> {
  await sql`alter table ${sql.table(table)} add column writer text not null default ''`.execute(db);
  await sql`alter table ${sql.table(table)} drop constraint ${sql.id(`${table}_key`)},
    add constraint ${sql.id(`${table}_key`)} primary key (pipeline, start, ${sql.ref(name)}, writer)`.execute(db);
}

/** SQLite changes no key in place. */
async function copyRows(db: Kysely<unknown>, { table, name, sums }: Table): Promise<void> {
  const before = `${table}_of_one`;
  await sql`alter table ${sql.table(table)} rename to ${sql.table(before)}`.execute(db);
  let create = db.schema
    .createTable(table)
    .addColumn('pipeline', 'text', (c) => c.notNull())
    .addColumn('start', 'bigint', (c) => c.notNull())
    .addColumn(name, 'text', (c) => c.notNull())
    .addColumn('writer', 'text', (c) => c.notNull().defaultTo(''));
  for (const sum of sums) create = create.addColumn(sum, 'bigint', (c) => c.notNull());
  await create
    .addPrimaryKeyConstraint(`${table}_by_writer`, ['pipeline', 'start', name, 'writer'] as never[])
    .execute();
  const columns = sql.join(['pipeline', 'start', name, ...sums].map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${columns}) select ${columns} from ${sql.table(before)}`.execute(db);
  await sql`drop table ${sql.table(before)}`.execute(db);
}
