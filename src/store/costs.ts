import { type Kysely, sql } from 'kysely';
import type { Store } from '../monitor/ports/store.ts';
import type { Millis } from '../monitor/time.ts';
import { byteOrder } from './dialect.ts';
import { atMost } from './literals.ts';
import type { Schema } from './schema.ts';
import { stepOf } from './series.ts';

const MOST_TYPES = 10;

/** Costs from the sums of results: what it takes grows with the span, never with the number of results. */
export function createCosts(db: Kysely<Schema>): Store['costs'] {
  const sums = (pipeline: string, from: Millis, to: Millis) =>
    db
      .selectFrom('solve_buckets')
      .select(({ fn }) => fn.sum<number>('cost_micros').as('costMicros'))
      .select(sql<number>`sum(solved) + sum(failed)`.as('tasks'))
      .where('pipeline', '=', pipeline)
      .where('start', '>=', from)
      .where('start', '<', to)
      .having(sql<boolean>`sum(solved) + sum(failed) + sum(cost_micros) > 0`);

  return {
    steps: (pipeline, from, to, stepMs) =>
      sums(pipeline, from, to)
        .select(({ fn }) => [
          stepOf(from, stepMs).as('at'),
          fn.sum<number>('solved').as('solved'),
          fn.sum<number>('failed').as('failed'),
          fn.sum<number>('latency_sum_ms').as('latencySumMs'),
          fn.sum<number>('latency_count').as('latencyCount'),
        ])
        .groupBy('at')
        .orderBy('at')
        .execute(),
    byType: (pipeline, from, to) =>
      sums(pipeline, from, to)
        .select('type')
        .groupBy('type')
        .orderBy('costMicros', 'desc')
        .orderBy('tasks', 'desc')
        .orderBy('type', (ob) => ob.collate(byteOrder(db)))
        .limit(atMost(MOST_TYPES))
        .execute(),
  };
}
