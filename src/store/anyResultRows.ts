import { type Kysely, sql, type Transaction } from 'kysely';
import { chunks } from '../monitor/chunks.ts';
import type { BucketSums, CodeSum } from '../monitor/record/openBuckets.ts';
import type { Millis } from '../monitor/time.ts';
import { forUpdate } from './dialect.ts';
import type { SketchRows, WriteResults } from './resultRows.ts';
import type { Schema } from './schema.ts';

/** A bucket row binds nine values, of which a statement takes some ten thousand. */
const ROWS_A_STATEMENT = 500;

/** Writes results through statements that both engines understand. `writer` tells this process from others. */
export function anyResultRows(db: Kysely<Schema>, writer: string): WriteResults {
  return (work) =>
    db.transaction().execute((trx) =>
      work({
        db: trx,
        sketches: sketchRows(trx, writer),
        async addSums(sums) {
          for (const batch of chunks(sums.toSorted(byRow(({ type }) => type)), ROWS_A_STATEMENT))
            await addBuckets(trx, writer, batch);
        },
        async addCodes(codes) {
          for (const batch of chunks(codes.toSorted(byRow(({ code }) => code)), ROWS_A_STATEMENT))
            await addCodes(trx, writer, batch);
        },
      }),
    );
}

function sketchRows(trx: Transaction<Schema>, writer: string): SketchRows {
  return {
    async read({ pipeline, type, start }) {
      const { rows } = await sql<{ sketch: Uint8Array }>`select sketch from solve_sketches
        where pipeline = ${pipeline} and type = ${type} and start = ${start} and writer = ${writer}
        ${forUpdate(trx)}`.execute(trx);
      return rows[0]?.sketch;
    },
    async rewrite({ pipeline, type, start }, sketch) {
      const { numUpdatedRows } = await trx
        .updateTable('solve_sketches')
        .set({ sketch })
        .where((eb) => eb.and({ pipeline, type, start, writer }))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async put({ pipeline, type, start }, sketch) {
      await trx
        .insertInto('solve_sketches')
        .values({ pipeline, type, start, writer, sketch })
        .onConflict((oc) => oc.columns(['pipeline', 'type', 'start', 'writer']).doUpdateSet({ sketch }))
        .execute();
    },
  };
}

async function addBuckets(db: Kysely<Schema>, writer: string, sums: readonly BucketSums[]): Promise<void> {
  const rows = sums.map((sum) => ({
    pipeline: sum.pipeline,
    start: sum.start,
    type: sum.type,
    writer,
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
      oc.columns(['pipeline', 'start', 'type', 'writer']).doUpdateSet((eb) => ({
        solved: eb('solve_buckets.solved', '+', eb.ref('excluded.solved')),
        failed: eb('solve_buckets.failed', '+', eb.ref('excluded.failed')),
        cost_micros: eb('solve_buckets.cost_micros', '+', eb.ref('excluded.cost_micros')),
        latency_sum_ms: eb('solve_buckets.latency_sum_ms', '+', eb.ref('excluded.latency_sum_ms')),
        latency_count: eb('solve_buckets.latency_count', '+', eb.ref('excluded.latency_count')),
      })),
    )
    .execute();
}

async function addCodes(db: Kysely<Schema>, writer: string, rows: readonly CodeSum[]): Promise<void> {
  await db
    .insertInto('solve_errors')
    .values(rows.map((row) => ({ ...row, writer })))
    .onConflict((oc) =>
      oc
        .columns(['pipeline', 'start', 'code', 'writer'])
        .doUpdateSet((eb) => ({ n: eb('solve_errors.n', '+', eb.ref('excluded.n')) })),
    )
    .execute();
}

/** A roll-up locks the rows of all writers: in the same order, so that none waits for another in a circle. */
function byRow<T extends { readonly pipeline: string; readonly start: Millis }>(nameOf: (row: T) => string) {
  const text = (row: T) => `${row.pipeline}\n${nameOf(row)}`;
  return (a: T, b: T) => a.start - b.start || (text(a) < text(b) ? -1 : 1);
}
