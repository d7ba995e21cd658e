import type { Kysely } from 'kysely';
import type { TypeLatencies } from '../monitor/ports/resultStore.ts';
import type { Millis } from '../monitor/time.ts';
import { byteOrder } from './dialect.ts';
import { atMost } from './literals.ts';
import type { Schema } from './schema.ts';
import type { Sketches } from './sketches.ts';

/** Of each, the sketches of the whole span are merged: more would take long and tell nobody more. */
const MOST_TYPES = 10;

interface Asked {
  readonly pipeline: string;
  readonly from: Millis;
  readonly to: Millis;
  readonly percentiles: readonly number[];
}

/** Latency by CAPTCHA type, of the types with the most solved tasks; what was kept before sketches had types has none. */
export async function typeLatencies(
  db: Kysely<Schema>,
  sketches: Pick<Sketches, 'percentiles'>,
  { pipeline, from, to, percentiles }: Asked,
): Promise<readonly TypeLatencies[]> {
  const types = await db
    .selectFrom('solve_buckets')
    .select(({ fn }) => ['type', fn.sum<number>('latency_count').as('solved')])
    .where('pipeline', '=', pipeline)
    .where('type', '<>', '')
    .where('start', '>=', from)
    .where('start', '<', to)
    .groupBy('type')
    .orderBy('solved', 'desc')
    .orderBy('type', (ob) => ob.collate(byteOrder(db)))
    .limit(atMost(MOST_TYPES))
    .execute();
  const byType: TypeLatencies[] = [];
  for (const { type } of types) {
    const latencies = await sketches.percentiles({ pipeline, type }, from, to, percentiles);
    if (latencies !== null) byType.push({ type, ...latencies });
  }
  return byType;
}
