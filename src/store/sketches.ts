import { setImmediate as nextTurn } from 'node:timers/promises';
import { DDSketch } from '@datadog/sketches-js';
import type { Kysely } from 'kysely';
import type { OpenBuckets } from '../monitor/record/openBuckets.ts';
import type { Millis } from '../monitor/time.ts';
import type { SketchPlace, SketchRows } from './resultRows.ts';
import type { Schema } from './schema.ts';

/** DDSketch (Masson, Rim, Lee 2019): any percentile of merged sketches is off by at most this share of its value. */
const RELATIVE_ACCURACY = 0.01;
/** Those of one pipeline and all of its types, for a few minutes. Sketches of buckets that get no more results are dropped; a late result reads its own again. */
const LIVE_BUCKETS = 128;
/** A long period has thousands of sketches; others get a turn in between. */
const MERGED_A_TURN = 200;

export function emptySketch(): DDSketch {
  return new DDSketch({ relativeAccuracy: RELATIVE_ACCURACY });
}

/**
 * Latency sketches by bucket. Each process writes rows of its own, so that processes never have to read before they write;
 * they are merged when they are read.
 */
export function createSketches(db: Kysely<Schema>) {
  const live = new Map<string, DDSketch>();

  async function ownSketch(rows: SketchRows, place: SketchPlace): Promise<DDSketch> {
    const kept = await rows.read(place);
    const sketch = kept === undefined ? emptySketch() : DDSketch.fromProto(kept);
    const [oldest] = live.keys();
    if (live.size >= LIVE_BUCKETS && oldest !== undefined) live.delete(oldest);
    live.set(keyOf(place), sketch);
    return sketch;
  }

  return {
    async add(rows: SketchRows, buckets: OpenBuckets): Promise<void> {
      for (const { valuesMs, ...place } of buckets.latencies.values()) {
        const kept = live.get(keyOf(place));
        if (kept !== undefined) {
          for (const ms of valuesMs) kept.accept(ms);
          if (await rows.rewrite(place, kept.toProto())) continue;
          live.delete(keyOf(place));
        }
        const sketch = await ownSketch(rows, place);
        for (const ms of valuesMs) sketch.accept(ms);
        await rows.put(place, sketch.toProto());
      }
    },

    /** The kept sketches are no longer those on disk: a transaction failed, or old ones were rolled up. */
    forget(): void {
      live.clear();
    },

    /** Of one CAPTCHA type; '': of all together. */
    async percentiles(
      { pipeline, type }: Omit<SketchPlace, 'start'>,
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

function keyOf({ pipeline, type, start }: SketchPlace): string {
  return `${start}\n${type}\n${pipeline}`;
}

export type Sketches = ReturnType<typeof createSketches>;
