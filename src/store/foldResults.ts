import { type Kysely, sql } from 'kysely';
import type { Millis } from '../monitor/types.ts';
import { inOneView } from './inOneView.ts';
import { BATCH_SPAN_MS, moveBuckets } from './moveBuckets.ts';
import type { Schema } from './schema.ts';

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
    await moveBuckets(trx, span, sql`start - start % ${into}`);
    return to < limit;
  });
}
