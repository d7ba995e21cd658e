import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ResultStore } from '../monitor/ports/resultStore.ts';
import { BUCKET_MS } from '../monitor/record/openBuckets.ts';
import type { Millis } from '../monitor/time.ts';
import { codeCounts } from './codeCounts.ts';
import { manyWindows } from './manyWindows.ts';
import { distinctNames } from './names.ts';
import type { Schema } from './schema.ts';
import { createSeries } from './series.ts';
import type { Sketches } from './sketches.ts';
import { typeLatencies } from './typeLatencies.ts';
import { typeTotals } from './typeTotals.ts';

/** What is read of the results of a span. */
export type ResultReads = Pick<
  ResultStore,
  'window' | 'windows' | 'byType' | 'period' | 'steps' | 'names' | 'latencySteps' | 'latencies' | 'latenciesByType'
>;

export function createResultReads(db: Kysely<Schema>, sketches: Pick<Sketches, 'percentiles'>): ResultReads {
  return {
    window: (pipeline, from, to) => totals(db, pipeline, inWindow(from, to)),
    windows: (windows, to) => manyWindows(db, windows, to),
    byType: (pipeline, from, to) => typeTotals(db, pipeline, from, to),
    period: (pipeline, from, to) => totals(db, pipeline, inPeriod(from, to)),
    names: (pipeline, from, to) => distinctNames(db, pipeline, inPeriod(from, to)),
    latencies: (pipeline, from, to, percentiles) => sketches.percentiles({ pipeline, type: '' }, from, to, percentiles),
    latenciesByType: (pipeline, from, to, percentiles) =>
      typeLatencies(db, sketches, { pipeline, from, to, percentiles }),
    ...createSeries(db),
  };
}

/** Buckets that overlap the span after `from` up to `to`. */
function inWindow(from: Millis, to: Millis): RawBuilder<boolean> {
  return sql<boolean>`start > ${from - BUCKET_MS} and start <= ${to}`;
}

/** Buckets that begin in the span from `from` up to, not including, `to`. */
function inPeriod(from: Millis, to: Millis): RawBuilder<boolean> {
  return sql<boolean>`start >= ${from} and start < ${to}`;
}

async function totals(db: Kysely<Schema>, pipeline: string, span: RawBuilder<boolean>) {
  // Also where nothing failed: a code may be no failure.
  const [summed, byCode] = await Promise.all([sums(db, pipeline, span), codeCounts(db, pipeline, span)]);
  return { ...summed, byCode };
}

async function sums(db: Kysely<Schema>, pipeline: string, span: RawBuilder<boolean>) {
  const row = await db
    .selectFrom('solve_buckets')
    .select(({ fn }) => [
      fn.sum<number | null>('solved').as('solved'),
      fn.sum<number | null>('failed').as('failed'),
      fn.sum<number | null>('cost_micros').as('costMicros'),
      fn.sum<number | null>('latency_sum_ms').as('latencySumMs'),
      fn.sum<number | null>('latency_count').as('latencyCount'),
    ])
    .where('pipeline', '=', pipeline)
    .where(span)
    .executeTakeFirst();
  return {
    solved: row?.solved ?? 0,
    failed: row?.failed ?? 0,
    costMicros: row?.costMicros ?? 0,
    latencySumMs: row?.latencySumMs ?? 0,
    latencyCount: row?.latencyCount ?? 0,
  };
}
