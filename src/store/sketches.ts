import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DDSketch } from '@datadog/sketches-js';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { OpenBuckets } from '../monitor/record/openBuckets.ts';
import type { Millis } from '../monitor/time.ts';
import { forUpdate } from './dialect.ts';
import type { Schema } from './schema.ts';

/** DDSketch (Masson, Rim, Lee 2019): any percentile of merged sketches is off by at most this share of its value. */
const RELATIVE_ACCURACY = 0.01;
/** Those of one pipeline and all of its types, for a few minutes. Sketches of buckets that nobody adds to any more are let go of; a late result reads its own again. */
const LIVE_BUCKETS = 128;
/** A long period has thousands of sketches; others get a turn in between. */
const MERGED_A_TURN = 200;

export function emptySketch(): DDSketch {
  return new DDSketch({ relativeAccuracy: RELATIVE_ACCURACY });
}

/**
 * Latency sketches by bucket. Each process writes rows of its own, so that processes never have to read before they write;
 * whoever asks merges them.
 */
export function createSketches(db: Kysely<Schema>) {
  const writer = randomUUID();
  const live = new Map<string, DDSketch>();

  async function ownSketch(trx: Transaction<Schema>, { pipeline, type, start }: Place): Promise<DDSketch> {
    const key = keyOf({ pipeline, type, start });
    const { rows } = await sql<{ sketch: Uint8Array }>`select sketch from solve_sketches
      where pipeline = ${pipeline} and type = ${type} and start = ${start} and writer = ${writer}
      ${forUpdate(trx)}`.execute(trx);
    const [row] = rows;
    const sketch = row === undefined ? emptySketch() : DDSketch.fromProto(row.sketch);
    const [oldest] = live.keys();
    if (live.size >= LIVE_BUCKETS && oldest !== undefined) live.delete(oldest);
    live.set(key, sketch);
    return sketch;
  }

  /** Answers whether the row is still there: another process may have folded it, and then its sums are elsewhere. */
  async function rewrite(trx: Transaction<Schema>, { pipeline, type, start }: Place, sketch: DDSketch) {
    const { numUpdatedRows } = await trx
      .updateTable('solve_sketches')
      .set({ sketch: sketch.toProto() })
      .where((eb) => eb.and({ pipeline, type, start, writer }))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  return {
    async add(trx: Transaction<Schema>, buckets: OpenBuckets): Promise<void> {
      for (const { valuesMs, ...place } of buckets.latencies.values()) {
        const kept = live.get(keyOf(place));
        if (kept !== undefined) {
          for (const ms of valuesMs) kept.accept(ms);
          if (await rewrite(trx, place, kept)) continue;
          live.delete(keyOf(place));
        }
        const sketch = await ownSketch(trx, place);
        for (const ms of valuesMs) sketch.accept(ms);
        await trx
          .insertInto('solve_sketches')
          .values({ ...place, writer, sketch: sketch.toProto() })
          .onConflict((oc) =>
            oc
              .columns(['pipeline', 'type', 'start', 'writer'])
              .doUpdateSet((eb) => ({ sketch: eb.ref('excluded.sketch') })),
          )
          .execute();
      }
    },

    /** What the kept sketches hold is not what is on disk any more: a transaction failed, or old ones were folded. */
    forget(): void {
      live.clear();
    },

    /** Of one CAPTCHA type; '': of all together. */
    async percentiles(
      { pipeline, type }: Omit<Place, 'start'>,
      from: Millis,
      to: Millis,
      percentiles: readonly number[],
    ) {
      const rows = await db
        .selectFrom('solve_sketches')
        .select('sketch')
        .where('pipeline', '=', pipeline)
        .where('type', '=', type)
        .where('start', '>=', from)
        .where('start', '<', to)
        .execute();
      const merged = emptySketch();
      for (const [index, { sketch }] of rows.entries()) {
        merged.merge(DDSketch.fromProto(sketch));
        if (index % MERGED_A_TURN === MERGED_A_TURN - 1) await nextTurn();
      }
      if (merged.count === 0) return null;
      return { solved: merged.count, valuesMs: percentiles.map((share) => merged.getValueAtQuantile(share)) };
    },
  };
}

/** What a sketch is of. */
type Place = Pick<Schema['solve_sketches'], 'pipeline' | 'type' | 'start'>;

function keyOf({ pipeline, type, start }: Place): string {
  return `${start}\n${type}\n${pipeline}`;
}

export type Sketches = ReturnType<typeof createSketches>;
