import type { Kysely } from 'kysely';
import type { Store } from '../monitor/ports/store.ts';
import type { BucketSums, OpenBuckets } from '../monitor/record/openBuckets.ts';
import type { Millis } from '../monitor/time.ts';
import { claimKeys } from './ingestKeys.ts';
import { createArrivalPace, noteArrival } from './listening.ts';
import type { ResultReads } from './resultReads.ts';
import type { Schema } from './schema.ts';
import type { Sketches } from './sketches.ts';

/** SQLite binds at most 32,766 values a statement; a bucket row has eight. */
const ROWS_A_STATEMENT = 500;

export interface ResultParts {
  readonly sketches: Pick<Sketches, 'add' | 'forget'>;
  readonly reads: ResultReads;
  /** Is told of what was written. */
  readonly onAdded: (buckets: OpenBuckets) => void;
}

export function createResults(db: Kysely<Schema>, { sketches, reads, onAdded }: ResultParts): Store['results'] {
  const arrivals = createArrivalPace();

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
    ...reads,
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
