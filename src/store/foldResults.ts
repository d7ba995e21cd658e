import { type Kysely, sql } from 'kysely';
import type { Millis } from '../monitor/types.ts';
import { inOneView } from './inOneView.ts';
import type { Schema } from './schema.ts';

/** One batch touches at most this span, so that nobody waits long for the writer. */
const BATCH_SPAN_MS: Millis = 6 * 3_600_000;

/** Adds the oldest finer buckets to the coarse ones that contain them; the sums stay the same. Answers whether there are more. */
export async function foldResults(db: Kysely<Schema>, before: Millis, into: Millis): Promise<boolean> {
  const limit = before - (before % into);
  return inOneView(db, async (trx) => {
    const finer = sql<boolean>`start < ${limit} and start % ${into} <> 0`;
    const oldest = await trx
      .selectFrom('solve_buckets')
      .select(({ fn }) => fn.min<number | null>('start').as('start'))
      .where(finer)
      .executeTakeFirst();
    if (oldest?.start == null) return false;
    const from = oldest.start - (oldest.start % into);
    const to = Math.min(from + BATCH_SPAN_MS, limit);
    const span = sql`start >= ${from} and start < ${to} and start % ${into} <> 0`;
    await sql`insert into solve_buckets (pipeline, start, type, solved, failed, cost_micros, latency_sum_ms, latency_count)
      select pipeline, start - start % ${into}, type, sum(solved), sum(failed), sum(cost_micros), sum(latency_sum_ms), sum(latency_count)
      from solve_buckets where ${span} group by 1, 2, 3
      on conflict (pipeline, start, type) do update set
        solved = solve_buckets.solved + excluded.solved, failed = solve_buckets.failed + excluded.failed,
        cost_micros = solve_buckets.cost_micros + excluded.cost_micros,
        latency_sum_ms = solve_buckets.latency_sum_ms + excluded.latency_sum_ms,
        latency_count = solve_buckets.latency_count + excluded.latency_count`.execute(trx);
    await sql`delete from solve_buckets where ${span}`.execute(trx);
    await sql`insert into solve_errors (pipeline, start, code, n)
      select pipeline, start - start % ${into}, code, sum(n) from solve_errors where ${span} group by 1, 2, 3
      on conflict (pipeline, start, code) do update set n = solve_errors.n + excluded.n`.execute(trx);
    await sql`delete from solve_errors where ${span}`.execute(trx);
    return to < limit;
  });
}
