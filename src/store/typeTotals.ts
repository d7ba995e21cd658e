import { type Kysely, sql } from 'kysely';
import type { TypeTotals } from '../monitor/ports/resultStore.ts';
import { BUCKET_MS } from '../monitor/record/openBuckets.ts';
import type { Millis } from '../monitor/time.ts';
import { compareBytes } from './codeCounts.ts';
import { byteOrder } from './dialect.ts';
import { atMost } from './literals.ts';
import type { Schema } from './schema.ts';

/** A pipeline may make up types as it makes up codes. */
const MOST_TYPES = 25;

/** Results by CAPTCHA type over the buckets that overlap the span: those with the most failures first. */
export async function typeTotals(
  db: Kysely<Schema>,
  pipeline: string,
  from: Millis,
  to: Millis,
): Promise<readonly TypeTotals[]> {
  return db
    .selectFrom('solve_buckets')
    .select(({ fn }) => ['type', fn.sum<number>('solved').as('solved'), fn.sum<number>('failed').as('failed')])
    .where('pipeline', '=', pipeline)
    .where('start', '>', from - BUCKET_MS)
    .where('start', '<=', to)
    .groupBy('type')
    .having(sql<boolean>`sum(solved) + sum(failed) > 0`)
    .orderBy('failed', 'desc')
    .orderBy('solved', 'desc')
    .orderBy('type', (ob) => ob.collate(byteOrder(db)))
    .limit(atMost(MOST_TYPES))
    .execute();
}

/** The same of totals that are at hand. */
export function boundedTypes(totals: readonly TypeTotals[]): readonly TypeTotals[] {
  return totals
    .filter(({ solved, failed }) => solved + failed > 0)
    .sort((a, b) => b.failed - a.failed || b.solved - a.solved || compareBytes(a.type, b.type))
    .slice(0, MOST_TYPES);
}
