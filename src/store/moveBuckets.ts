import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Millis } from '../monitor/types.ts';
import type { Schema } from './schema.ts';

/** One batch touches at most this span, so that nobody waits long for the writer. */
export const BATCH_SPAN_MS: Millis = 6 * 3_600_000;

/** Adds the sums of the buckets in a span to the buckets that begin at `start`, and removes them: nothing is counted twice. */
export async function moveBuckets(
  trx: Transaction<Schema>,
  span: RawBuilder<unknown>,
  start: RawBuilder<unknown>,
): Promise<void> {
  await sql`insert into solve_buckets (pipeline, start, type, solved, failed, cost_micros, latency_sum_ms, latency_count)
    select pipeline, ${start}, type, sum(solved), sum(failed), sum(cost_micros), sum(latency_sum_ms), sum(latency_count)
    from solve_buckets where ${span} group by 1, 2, 3
    on conflict (pipeline, start, type) do update set
      solved = solve_buckets.solved + excluded.solved, failed = solve_buckets.failed + excluded.failed,
      cost_micros = solve_buckets.cost_micros + excluded.cost_micros,
      latency_sum_ms = solve_buckets.latency_sum_ms + excluded.latency_sum_ms,
      latency_count = solve_buckets.latency_count + excluded.latency_count`.execute(trx);
  await sql`delete from solve_buckets where ${span}`.execute(trx);
  await sql`insert into solve_errors (pipeline, start, code, n)
    select pipeline, ${start}, code, sum(n) from solve_errors where ${span} group by 1, 2, 3
    on conflict (pipeline, start, code) do update set n = solve_errors.n + excluded.n`.execute(trx);
  await sql`delete from solve_errors where ${span}`.execute(trx);
}
