import { setImmediate as nextTurn } from 'node:timers/promises';
import { DDSketch } from '@datadog/sketches-js';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ResultStep } from '../monitor/ports/resultStore.ts';
import type { Millis } from '../monitor/time.ts';
import { codeSteps, MOST_CODES } from './codeCounts.ts';
import type { Schema } from './schema.ts';
import { emptySketch } from './sketches.ts';

/** A long span has thousands of sketches; others get a turn in between. */
const MERGED_A_TURN = 200;

/** The first moment of the step that a bucket begins in. A bound number is a fraction to SQLite, and so would be the quotient. */
export function stepOf(from: Millis, stepMs: Millis): RawBuilder<Millis> {
  const [begin, step] = [from, stepMs].map((value) => sql<Millis>`cast(${value} as bigint)`);
  return sql<Millis>`${begin} + (start - ${begin}) / ${step} * ${step}`;
}

/** Results in steps of time, from sums: what it costs grows with the span, never with the number of results. */
export function createSeries(db: Kysely<Schema>) {
  const inSpan = (from: Millis, to: Millis) => sql<boolean>`start >= ${from} and start < ${to}`;

  return {
    async steps(
      pipeline: string,
      from: Millis,
      to: Millis,
      stepMs: Millis,
      mostCodes = MOST_CODES,
    ): Promise<readonly ResultStep[]> {
      const [sums, codes] = await Promise.all([
        db
          .selectFrom('solve_buckets')
          .select(({ fn }) => [
            stepOf(from, stepMs).as('at'),
            fn.sum<number>('solved').as('solved'),
            fn.sum<number>('failed').as('failed'),
          ])
          .where('pipeline', '=', pipeline)
          .where(inSpan(from, to))
          .groupBy('at')
          .orderBy('at')
          .execute(),
        codeSteps(db, pipeline, inSpan(from, to), stepOf(from, stepMs), mostCodes),
      ]);
      const byStep = Map.groupBy(codes, ({ at }) => at);
      return sums.map((step) => ({
        ...step,
        byCode: (byStep.get(step.at) ?? []).map(({ code, count }) => ({ code, count })),
      }));
    },

    async latencySteps(pipeline: string, from: Millis, to: Millis, stepMs: Millis) {
      const rows = await db
        .selectFrom('solve_sketches')
        .select([stepOf(from, stepMs).as('at'), 'sketch'])
        .where('pipeline', '=', pipeline)
        .where('type', '=', '')
        .where(inSpan(from, to))
        .orderBy('start')
        .execute();
      const merged = new Map<Millis, DDSketch>();
      for (const [index, { at, sketch }] of rows.entries()) {
        const step = merged.get(at) ?? emptySketch();
        step.merge(DDSketch.fromProto(sketch));
        merged.set(at, step);
        if (index % MERGED_A_TURN === MERGED_A_TURN - 1) await nextTurn();
      }
      return [...merged]
        .filter(([, sketch]) => sketch.count > 0)
        .map(([at, sketch]) => ({
          at,
          p50Ms: sketch.getValueAtQuantile(0.5),
          p95Ms: sketch.getValueAtQuantile(0.95),
        }));
    },
  };
}
