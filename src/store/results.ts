import { type Kysely, sql } from 'kysely';
import type { Store } from '../monitor/ports/store.ts';
import { BUCKET_MS, type BucketSums, type OpenBuckets } from '../monitor/record/openBuckets.ts';
import type { Millis } from '../monitor/time.ts';
import { codeCounts } from './codeCounts.ts';
import { claimKeys } from './ingestKeys.ts';
import { createArrivalPace, noteArrival } from './listening.ts';
import { distinctNames } from './names.ts';
import type { Schema } from './schema.ts';
import { createSeries } from './series.ts';
import type { Sketches } from './sketches.ts';
import { typeLatencies } from './typeLatencies.ts';
import { typeTotals } from './typeTotals.ts';

/** SQLite binds at most 32,766 values a statement; a bucket row has eight. */
const ROWS_A_STATEMENT = 500;

export function createResults(
  db: Kysely<Schema>,
  sketches: Sketches,
  onAdded: (buckets: OpenBuckets) => void,
): Store['results'] {
  const arrivals = createArrivalPace();

  /** Buckets that overlap the span after `from` up to `to`. */
  const inWindow = (from: Millis, to: Millis) => sql<boolean>`start > ${from - BUCKET_MS} and start <= ${to}`;
  /** Buckets that begin in the span from `from` up to, not including, `to`. */
  const inPeriod = (from: Millis, to: Millis) => sql<boolean>`start >= ${from} and start < ${to}`;

  async function sums(pipeline: string, span: ReturnType<typeof inWindow>) {
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

  async function totals(pipeline: string, span: ReturnType<typeof inWindow>) {
    // Also where nothing failed: a code may be no failure.
    const [summed, byCode] = await Promise.all([sums(pipeline, span), codeCounts(db, pipeline, span)]);
    return { ...summed, byCode };
  }

  return {
    async add(buckets, keyed = [], arrivedAt) {
      const came = [...buckets.sums.values(), ...keyed].map(({ pipeline }) => pipeline);
      const arrived = arrivedAt === undefined ? [] : arrivals.due(came, arrivedAt);
      let written = buckets;
      try {
        const outcomes = await db.transaction().execute(async (trx) => {
          const outcomes = keyed.length === 0 ? [] : await claimKeys(trx, keyed);
          const counted = keyed.filter((_, i) => outcomes[i] === 'counted');
          const all = counted.length === 0 ? buckets : buckets.with(counted);
          written = all;
          for (const some of chunks([...all.sums.values()].sort(byRow(({ type }) => type))))
            await addBuckets(trx, some);
          for (const some of chunks([...all.codes.values()].sort(byRow(({ code }) => code)))) await addCodes(trx, some);
          await sketches.add(trx, all);
          if (arrivedAt !== undefined && arrived.length > 0) await noteArrival(trx, arrived, arrivedAt);
          return outcomes;
        });
        if (arrivedAt !== undefined) arrivals.noted(arrived, arrivedAt);
        return outcomes;
      } catch (err) {
        sketches.forget();
        throw err;
      } finally {
        // Also where nobody knows whether it was written.
        onAdded(written);
      }
    },
    window: (pipeline, from, to) => totals(pipeline, inWindow(from, to)),
    byType: (pipeline, from, to) => typeTotals(db, pipeline, from, to),
    period: (pipeline, from, to) => totals(pipeline, inPeriod(from, to)),
    names: async (pipeline, from, to) => distinctNames(db, pipeline, inPeriod(from, to)),
    async oldestAt(pipeline) {
      const row = await db
        .selectFrom('solve_buckets')
        .select(({ fn }) => fn.min<number | null>('start').as('start'))
        .where('pipeline', '=', pipeline)
        .executeTakeFirst();
      return row?.start ?? null;
    },
    async newestAt(pipeline, until = Number.MAX_SAFE_INTEGER) {
      const row = await db
        .selectFrom('solve_buckets')
        .select(({ fn }) => fn.max<number | null>('start').as('start'))
        .where('pipeline', '=', pipeline)
        .where('start', '<=', until)
        .executeTakeFirst();
      return row?.start ?? null;
    },
    async newestOf(pipeline, outcome, from, to) {
      const row = await db
        .selectFrom('solve_buckets')
        .select('start')
        .where('pipeline', '=', pipeline)
        .where('start', '>', from)
        .where('start', '<=', to)
        .where(outcome, '>', 0)
        .orderBy('start', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.start ?? null;
    },
    latencies: (pipeline, from, to, percentiles) => sketches.percentiles({ pipeline, type: '' }, from, to, percentiles),
    latenciesByType: (pipeline, from, to, percentiles) =>
      typeLatencies(db, sketches, { pipeline, from, to, percentiles }),
    ...createSeries(db),
  };
}

async function addBuckets(db: Kysely<Schema>, sums: readonly BucketSums[]): Promise<void> {
  const rows = sums.map((sum) => ({
    pipeline: sum.pipeline,
    start: sum.start,
    type: sum.type,
    solved: sum.solved,
    failed: sum.failed,
    cost_micros: sum.costMicros,
    latency_sum_ms: sum.latencySumMs,
    latency_count: sum.latencyCount,
  }));
  await db
    .insertInto('solve_buckets')
    .values(rows)
    .onConflict((oc) =>
      oc.columns(['pipeline', 'start', 'type']).doUpdateSet((eb) => ({
        solved: eb('solve_buckets.solved', '+', eb.ref('excluded.solved')),
        failed: eb('solve_buckets.failed', '+', eb.ref('excluded.failed')),
        cost_micros: eb('solve_buckets.cost_micros', '+', eb.ref('excluded.cost_micros')),
        latency_sum_ms: eb('solve_buckets.latency_sum_ms', '+', eb.ref('excluded.latency_sum_ms')),
        latency_count: eb('solve_buckets.latency_count', '+', eb.ref('excluded.latency_count')),
      })),
    )
    .execute();
}

async function addCodes(db: Kysely<Schema>, rows: readonly Schema['solve_errors'][]): Promise<void> {
  await db
    .insertInto('solve_errors')
    .values([...rows])
    .onConflict((oc) =>
      oc
        .columns(['pipeline', 'start', 'code'])
        .doUpdateSet((eb) => ({ n: eb('solve_errors.n', '+', eb.ref('excluded.n')) })),
    )
    .execute();
}

/** Processes that write the same rows lock them in the same order, and never wait for each other in a circle. */
function byRow<T extends { readonly pipeline: string; readonly start: Millis }>(nameOf: (row: T) => string) {
  const text = (row: T) => `${row.pipeline}\n${nameOf(row)}`;
  return (a: T, b: T) => a.start - b.start || (text(a) < text(b) ? -1 : 1);
}

function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < rows.length; i += ROWS_A_STATEMENT) yield rows.slice(i, i + ROWS_A_STATEMENT);
}
