import { type Kysely, type RawBuilder, sql } from 'kysely';
import { OTHER } from '../monitor/record/codes.ts';
import type { Millis } from '../monitor/time.ts';
import type { CodeCount } from '../monitor/types.ts';
import { byteOrder } from './dialect.ts';
import type { Schema } from './schema.ts';

/** More than are kept of an hour, so that everything that an alert looks at is among them. */
export const MOST_CODES = 300;

/** Error codes of a span, the most frequent first: a bounded number, whatever was kept, and the rest as one. */
export async function codeCounts(
  db: Kysely<Schema>,
  pipeline: string,
  span: RawBuilder<boolean>,
): Promise<readonly CodeCount[]> {
  const byName = sql`code collate ${sql.id(byteOrder(db))}`;
  const { rows } = await sql<CodeCount>`
    with counted as (select code, sum(n) as count from solve_errors where pipeline = ${pipeline} and ${span} group by code),
      placed as (select code, count, row_number() over (order by count desc, ${byName}) as place from counted),
      named as (select case when place <= ${MOST_CODES} then code else ${OTHER} end as code, count from placed)
    select code, sum(count) as count from named group by code order by count desc, ${byName}`.execute(db);
  return rows;
}

/** The same of counts that are at hand. */
export function boundedCodes(counts: ReadonlyMap<string, number>): readonly CodeCount[] {
  const all = [...counts].map(([code, count]) => ({ code, count })).sort(byCount);
  const named = all.slice(0, MOST_CODES);
  const rest = all.slice(MOST_CODES).reduce((sum, { count }) => sum + count, 0);
  if (rest === 0) return named;
  const other = named.find(({ code }) => code === OTHER)?.count ?? 0;
  return [...named.filter(({ code }) => code !== OTHER), { code: OTHER, count: other + rest }].sort(byCount);
}

/** As both engines order them: the most frequent first, and then by bytes. */
function byCount(a: CodeCount, b: CodeCount): number {
  return b.count - a.count || compareBytes(a.code, b.code);
}

/** As both engines order texts. Only characters beyond the first plane are in another order as bytes than as JavaScript keeps them. */
export function compareBytes(a: string, b: string): number {
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}

const SURROGATE = /[\uD800-\uDFFF]/;

/** The same in steps; `at` is the first moment of the step that a bucket begins in. */
export async function codeSteps(
  db: Kysely<Schema>,
  pipeline: string,
  span: RawBuilder<boolean>,
  at: RawBuilder<Millis>,
  most: number,
): Promise<readonly (CodeCount & { readonly at: Millis })[]> {
  const { rows } = await sql<CodeCount & { readonly at: Millis }>`
    with frequent as (select code from solve_errors where pipeline = ${pipeline} and ${span}
      group by code order by sum(n) desc, code collate ${sql.id(byteOrder(db))} limit ${most}),
      named as (select ${at} as at, case when code in (select code from frequent) then code else ${OTHER} end as code, n
        from solve_errors where pipeline = ${pipeline} and ${span})
    select at, code, sum(n) as count from named group by at, code`.execute(db);
  return rows;
}
