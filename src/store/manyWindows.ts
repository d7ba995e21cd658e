import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { WindowTotals } from '../monitor/measures.ts';
import type { WindowOf } from '../monitor/ports/resultStore.ts';
import { BUCKET_MS } from '../monitor/record/openBuckets.ts';
import type { Millis } from '../monitor/time.ts';
import { boundedCodes } from './codeCounts.ts';
import type { Schema } from './schema.ts';

/** An engine takes some thousand values a statement, and compares each row with each of the beginnings. */
const MOST_BEGINNINGS = 50;
const MOST_PIPELINES = 500;

const NOTHING: WindowTotals = { solved: 0, failed: 0, byCode: [] };

/** Sums of the rows between one beginning and the next later one. */
interface Slice {
  readonly pipeline: string;
  /** How many beginnings are before it: it is a part of the windows that begin there. */
  readonly begun: number;
  solved: number;
  failed: number;
  readonly codes: { readonly code: string; readonly count: number }[];
}

/** Each row is read once, however many windows it is a part of. */
export async function manyWindows(
  db: Kysely<Schema>,
  windows: readonly WindowOf[],
  to: Millis,
): Promise<readonly WindowTotals[]> {
  const totals = new Map<string, WindowTotals>();
  for (const { pipelines, beginnings } of groupsOf(windows)) {
    const slices = Map.groupBy(await slicesOf(db, pipelines, beginnings, to), ({ pipeline }) => pipeline);
    for (const pipeline of pipelines)
      for (const [from, sums] of summedUp(slices.get(pipeline) ?? [], beginnings))
        totals.set(keyOf({ pipeline, from }), sums);
  }
  return windows.map((window) => totals.get(keyOf(window)) ?? NOTHING);
}

function keyOf({ pipeline, from }: WindowOf): string {
  return `${from} ${pipeline}`;
}

/** Pipelines that are asked for the same beginnings, the first of these first: mostly that is all of them. */
function groupsOf(windows: readonly WindowOf[]) {
  const byPipeline = Map.groupBy(windows, ({ pipeline }) => pipeline);
  const asked = [...byPipeline].flatMap(([pipeline, own]) => {
    const beginnings = [...new Set(own.map(({ from }) => from))].sort((a, b) => a - b);
    return [...chunks(beginnings, MOST_BEGINNINGS)].map((some) => ({ pipeline, beginnings: some }));
  });
  const groups = Map.groupBy(asked, ({ beginnings }) => beginnings.join(' '));
  return [...groups.values()].flatMap((group) =>
    [...chunks(group, MOST_PIPELINES)].map((some) => ({
      pipelines: some.map(({ pipeline }) => pipeline),
      beginnings: some[0]?.beginnings ?? [],
    })),
  );
}

async function slicesOf(
  db: Kysely<Schema>,
  pipelines: readonly string[],
  beginnings: readonly Millis[],
  to: Millis,
): Promise<readonly Slice[]> {
  const begun = begunAt(beginnings);
  const among = sql`pipeline in (${sql.join(pipelines)})
    and start > ${(beginnings[0] ?? to) - BUCKET_MS} and start <= ${to}`;
  const [sums, codes] = await Promise.all([
    sql<Omit<Slice, 'codes'>>`select pipeline, ${begun} as begun, sum(solved) as solved, sum(failed) as failed
      from solve_buckets where ${among} group by pipeline, begun`.execute(db),
    sql<
      Pick<Slice, 'pipeline' | 'begun'> & Slice['codes'][number]
    >`select pipeline, ${begun} as begun, code, sum(n) as count
      from solve_errors where ${among} group by pipeline, begun, code`.execute(db),
  ]);
  const slices = new Map<string, Slice>();
  const sliceOf = ({ pipeline, begun }: Pick<Slice, 'pipeline' | 'begun'>) => {
    const key = `${begun} ${pipeline}`;
    const slice = slices.get(key) ?? { pipeline, begun, solved: 0, failed: 0, codes: [] };
    slices.set(key, slice);
    return slice;
  };
  for (const { solved, failed, ...place } of sums.rows) Object.assign(sliceOf(place), { solved, failed });
  for (const { code, count, ...place } of codes.rows) sliceOf(place).codes.push({ code, count });
  return [...slices.values()];
}

/** How many of the beginnings are before the end of a bucket. */
function begunAt(beginnings: readonly Millis[]): RawBuilder<number> {
  const latestFirst = beginnings.map((from, index) => ({ from, begun: index + 1 })).reverse();
  return sql<number>`case ${sql.join(
    latestFirst.map(({ from, begun }) => sql`when start > ${from - BUCKET_MS} then ${sql.lit(begun)}`),
    sql` `,
  )} else 0 end`;
}

/** The windows of a pipeline, the shortest first: each holds the one before it. */
function* summedUp(
  slices: readonly Slice[],
  beginnings: readonly Millis[],
): Generator<readonly [from: Millis, totals: WindowTotals]> {
  const byBegun = new Map(slices.map((slice) => [slice.begun, slice]));
  const counts = new Map<string, number>();
  let [solved, failed] = [0, 0];
  for (const [index, from] of [...beginnings.entries()].reverse()) {
    const slice = byBegun.get(index + 1);
    solved += slice?.solved ?? 0;
    failed += slice?.failed ?? 0;
    for (const { code, count } of slice?.codes ?? []) counts.set(code, (counts.get(code) ?? 0) + count);
    yield [from, { solved, failed, byCode: boundedCodes(counts) }];
  }
}

function* chunks<T>(all: readonly T[], most: number): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += most) yield all.slice(i, i + most);
}
