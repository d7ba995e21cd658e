import type { Kysely, SqliteDatabase } from 'kysely';
import type { ResultRows, SketchRows, WriteResults } from './resultRows.ts';
import type { Schema } from './schema.ts';
import { createTurns } from './turns.ts';

/** A file has one writer at a time: its sums need none. */
const ADD_SUMS = `insert into solve_buckets
    (pipeline, start, type, solved, failed, cost_micros, latency_sum_ms, latency_count) values (?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (pipeline, start, type, writer) do update set solved = solved + excluded.solved, failed = failed + excluded.failed,
    cost_micros = cost_micros + excluded.cost_micros, latency_sum_ms = latency_sum_ms + excluded.latency_sum_ms,
    latency_count = latency_count + excluded.latency_count`;
const ADD_CODE = `insert into solve_errors (pipeline, start, code, n) values (?, ?, ?, ?)
  on conflict (pipeline, start, code, writer) do update set n = n + excluded.n`;
const READ_SKETCH = 'select sketch from solve_sketches where pipeline = ? and type = ? and start = ? and writer = ?';
const REWRITE_SKETCH =
  'update solve_sketches set sketch = ? where pipeline = ? and type = ? and start = ? and writer = ?';
const PUT_SKETCH = `insert into solve_sketches (pipeline, type, start, writer, sketch) values (?, ?, ?, ?, ?)
  on conflict (pipeline, type, start, writer) do update set sketch = excluded.sketch`;

/**
 * Writes results to a file through statements that are prepared once. Nothing else of the program writes as often, and building
 * and compiling the same queries for each commit costs more than what SQLite does for them.
 */
export function sqliteResultRows(db: Kysely<Schema>, database: SqliteDatabase, writer: string): WriteResults {
  const turns = createTurns();
  const run = (statement: string, parameters: readonly unknown[]) => database.prepare(statement).run(parameters);
  const sketches = sketchRows(database, writer);

  const rowsOf = (trx: Kysely<Schema>): ResultRows => ({
    db: trx,
    sketches,
    async addSums(sums) {
      for (const row of sums) {
        const { pipeline, start, type, solved, failed, costMicros, latencySumMs, latencyCount } = row;
        run(ADD_SUMS, [pipeline, start, type, solved, failed, costMicros, latencySumMs, latencyCount]);
        await turns();
      }
    },
    async addCodes(codes) {
      for (const { pipeline, start, code, n } of codes) {
        run(ADD_CODE, [pipeline, start, code, n]);
        await turns();
      }
    },
  });

  // The transaction holds the one connection, so that these statements are in it, and nobody else's are.
  return (work) => db.transaction().execute((trx) => work(rowsOf(trx)));
}

function sketchRows(database: SqliteDatabase, writer: string): SketchRows {
  return {
    read({ pipeline, type, start }) {
      const [row] = database.prepare(READ_SKETCH).all([pipeline, type, start, writer]);
      return sketchIn(row);
    },
    rewrite: ({ pipeline, type, start }, sketch) =>
      database.prepare(REWRITE_SKETCH).run([sketch, pipeline, type, start, writer]).changes > 0,
    put({ pipeline, type, start }, sketch) {
      database.prepare(PUT_SKETCH).run([pipeline, type, start, writer, sketch]);
    },
  };
}

function sketchIn(row: unknown): Uint8Array | undefined {
  const isRow = typeof row === 'object' && row !== null && 'sketch' in row;
  return isRow && row.sketch instanceof Uint8Array ? row.sketch : undefined;
}
