import { type Kysely, type RawBuilder, sql } from 'kysely';
import { chunks } from '../monitor/chunks.ts';
import type { CodeCount } from '../monitor/measures.ts';
import type { TypeTotals, WindowOf, WindowSums } from '../monitor/ports/resultStore.ts';
import { BUCKET_MS } from '../monitor/record/openBuckets.ts';
import type { Millis } from '../monitor/time.ts';
import { boundedCodes } from './codeCounts.ts';
import type { Schema } from './schema.ts';
import { boundedTypes } from './typeTotals.ts';

/** An engine takes some thousand values a statement, and compares each row with each of the beginnings. */
const MOST_BEGINNINGS = 50;
const MOST_PIPELINES = 500;

const NOTHING: WindowSums = { solved: 0, failed: 0, byCode: [], byType: [] };

/** Sums of the rows between one beginning and the next later one. */
interface Slice {
  readonly pipeline: string;
  /** How many beginnings are before it: it is a part of the windows that begin there. */
  readonly begun: number;
  readonly types: TypeTotals[];
  readonly codes: CodeCount[];
}

type Place = Pick<Slice, 'pipeline' | 'begun'>;

/** Each row is read once, however many windows it is a part of. */
export async function manyWindows(
  db: Kysely<Schema>,
  windows: readonly WindowOf[],
  to: Millis,
): Promise<readonly WindowSums[]> {
  const totals = new Map<string, WindowSums>();
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
    return [...chunks(beginnings, MOST_BEGINNINGS)].map((batch) => ({ pipeline, beginnings: batch }));
  });
  const groups = Map.groupBy(asked, ({ beginnings }) => beginnings.join(' '));
  return [...groups.values()].flatMap((group) =>
    [...chunks(group, MOST_PIPELINES)].map((batch) => ({
      pipelines: batch.map(({ pipeline }) => pipeline),
      beginnings: batch[0]?.beginnings ?? [],
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
  const [types, codes] = await Promise.all([
    sql<Place & TypeTotals>`select pipeline, ${begun} as begun, type, sum(solved) as solved, sum(failed) as failed
      from solve_buckets where ${among} group by pipeline, begun, type`.execute(db),
    sql<Place & CodeCount>`select pipeline, ${begun} as begun, code, sum(n) as count
      from solve_errors where ${among} group by pipeline, begun, code`.execute(db),
  ]);
  const slices = new Map<string, Slice>();
  const sliceOf = ({ pipeline, begun }: Place) => {
    const key = `${begun} ${pipeline}`;
    const slice = slices.get(key) ?? { pipeline, begun, types: [], codes: [] };
    slices.set(key, slice);
    return slice;
  };
  for (const { type, solved, failed, ...place } of types.rows) sliceOf(place).types.push({ type, solved, failed });
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
): Generator<readonly [from: Millis, sums: WindowSums]> {
  const byBegun = new Map(slices.map((slice) => [slice.begun, slice]));
  const codes = new Map<string, number>();
  const types = new Map<string, TypeTotals>();
  for (const [index, from] of [...beginnings.entries()].reverse()) {
    const slice = byBegun.get(index + 1);
    for (const { code, count } of slice?.codes ?? []) codes.set(code, (codes.get(code) ?? 0) + count);
    for (const more of slice?.types ?? []) types.set(more.type, together(types.get(more.type), more));
    const { solved, failed } = [...types.values()].reduce(together, { type: '', solved: 0, failed: 0 });
    yield [from, { solved, failed, byCode: boundedCodes(codes), byType: boundedTypes([...types.values()]) }];
  }
}

function together(one: TypeTotals | undefined, { type, solved, failed }: TypeTotals): TypeTotals {
  return { type, solved: (one?.solved ?? 0) + solved, failed: (one?.failed ?? 0) + failed };
}
