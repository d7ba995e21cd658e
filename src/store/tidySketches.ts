import { DDSketch } from '@datadog/sketches-js';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { OpenBuckets } from '../monitor/record/openBuckets.ts';
import type { Millis } from '../monitor/time.ts';
import { DAY, HOUR, MINUTE } from '../monitor/time.ts';
import { inOneView } from './inOneView.ts';
import { atMost } from './literals.ts';
import { createProgress } from './progress.ts';
import type { Schema } from './schema.ts';
import { emptySketch } from './sketches.ts';
import { beginningOf, distinctOf, pipelinesOf } from './sumTables.ts';

/** Sketches are larger than sums, so they become quarter-hours sooner, and those of one type at once: days of every time zone still begin with one. */
const ROLL_UPS = [
  { olderThan: 2 * HOUR, into: MINUTE, ofTypes: false },
  { olderThan: 2 * HOUR, into: 15 * MINUTE, ofTypes: true },
  { olderThan: 2 * DAY, into: 15 * MINUTE, ofTypes: false },
] as const;
/** A sketch that is rolled up belongs to no process. */
const ROLLED_UP = '';
const BATCH_ROWS = 100;
/** Sketches of which the key alone is looked at. */
const LOOKED_AT_ROWS = 5_000;

/** The sketches of a pipeline and CAPTCHA type. */
type Series = Pick<Schema['solve_sketches'], 'pipeline' | 'type'>;

/** Merges old sketches into those of the longer spans that contain them. `forget` lets go of those that are kept in memory. */
export function createSketchTidying(db: Kysely<Schema>, forget: () => void) {
  const levels = ROLL_UPS.map((rollUp) => createLevel(db, rollUp, forget));
  return {
    /** One bounded batch of each series; answers whether there is more to do. */
    async run(now: Millis, keptMs: Millis): Promise<boolean> {
      const all = await seriesOf(db);
      let more = false;
      for (const level of levels) more = (await level.run(all, now)) || more;
      for (const series of all) more = (await pruneSketches(db, series, now - keptMs)) || more;
      return more;
    },
    /** What was written, which may be late. */
    added({ latencies }: OpenBuckets): void {
      for (const place of latencies.values()) for (const level of levels) level.added(place);
    },
  };
}

export type SketchTidying = ReturnType<typeof createSketchTidying>;

function createLevel(db: Kysely<Schema>, { olderThan, into, ofTypes }: (typeof ROLL_UPS)[number], forget: () => void) {
  const progress = createProgress();
  const isFiner = sql<boolean>`(start % ${sql.lit(into)} <> 0 or writer <> ${sql.lit(ROLLED_UP)})`;
  const startOf = (start: Millis) => start - (start % into);

  async function batchOf(series: Series, before: Millis): Promise<boolean> {
    const key = keyOf(series);
    const from = progress.placeOf(key).start;
    const { first, end } = await lookFor(db, sql`${isOf(series)} and start >= ${from} and start < ${before}`, isFiner);
    if (first === null) {
      progress.reach(key, beginningOf(end ?? before));
      return end !== null;
    }
    const meant = sql<boolean>`${isOf(series)} and start >= ${first} and start < ${before} and ${isFiner}`;
    const more = await moveSketches(db, meant, startOf, forget);
    progress.reach(key, beginningOf(more ? first : before));
    return more;
  }

  return {
    async run(all: readonly Series[], now: Millis): Promise<boolean> {
      const before = startOf(now - olderThan);
      progress.begin(before);
      let more = false;
      for (const series of all) if ((series.type !== '') === ofTypes) more = (await batchOf(series, before)) || more;
      return more;
    },
    added: ({ start, ...series }: Series & { readonly start: Millis }): void => progress.added(keyOf(series), start),
  };
}

/** The start of the first of the next sketches that is meant, so that a transaction is begun for something; `end`: of the last that was looked at. */
async function lookFor(db: Kysely<Schema>, among: RawBuilder<unknown>, isMeant: RawBuilder<boolean>) {
  const startsOf = (which: RawBuilder<unknown>) => sql<{ start: Millis }>`select start from solve_sketches
    where ${among} and ${which} order by start, writer limit 1`;
  const ends = await sql<{ start: Millis }>`select start from solve_sketches
    where ${among} order by start, writer limit 1 offset ${sql.lit(LOOKED_AT_ROWS - 1)}`.execute(db);
  const end = ends.rows[0]?.start ?? null;
  const starts = await startsOf(end === null ? isMeant : sql`start <= ${end} and ${isMeant}`).execute(db);
  return { first: starts.rows[0]?.start ?? null, end };
}

async function pruneSketches(db: Kysely<Schema>, series: Series, before: Millis): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`delete from solve_sketches where (pipeline, type, start, writer) in
    (select pipeline, type, start, writer from solve_sketches
      where ${isOf(series)} and start < ${before} limit ${atMost(BATCH_ROWS)})`.execute(db);
  return numAffectedRows === BigInt(BATCH_ROWS);
}

async function seriesOf(db: Kysely<Schema>): Promise<readonly Series[]> {
  const all: Series[] = [];
  for (const pipeline of await pipelinesOf(db, 'solve_sketches'))
    for (const type of await distinctOf(db, 'solve_sketches', 'type', sql`pipeline = ${pipeline}`))
      all.push({ pipeline, type });
  return all;
}

function isOf({ pipeline, type }: Series): RawBuilder<boolean> {
  return sql<boolean>`pipeline = ${pipeline} and type = ${type}`;
}

function keyOf({ pipeline, type }: Series): string {
  return `${type}\n${pipeline}`;
}

/** Merges a batch of the sketches that are meant into those of other beginnings; answers whether there may be more. */
export function moveSketches(
  db: Kysely<Schema>,
  meant: RawBuilder<boolean>,
  startOf: (start: Millis) => Millis,
  forget: () => void,
): Promise<boolean> {
  return inOneView(db, async (trx) => {
    const rows = await trx
      .selectFrom('solve_sketches')
      .selectAll()
      .where(meant)
      .orderBy('start')
      .limit(atMost(BATCH_ROWS))
      .execute();
    // Within the transaction: the next one to add waits for it, and reads its row again.
    if (rows.length > 0) forget();
    const targets = Map.groupBy(rows, (row) => JSON.stringify([startOf(row.start), row.pipeline, row.type]));
    for (const parts of targets.values()) {
      const [first] = parts;
      if (first === undefined) continue;
      const { pipeline, type, start } = first;
      await mergeInto(trx, { pipeline, type, start: startOf(start), writer: ROLLED_UP }, parts);
    }
    return rows.length === BATCH_ROWS;
  });
}

async function mergeInto(
  trx: Transaction<Schema>,
  target: Omit<Schema['solve_sketches'], 'sketch'>,
  parts: readonly Schema['solve_sketches'][],
): Promise<void> {
  const kept = await trx
    .selectFrom('solve_sketches')
    .select('sketch')
    .where((eb) => eb.and(target))
    .executeTakeFirst();
  const merged = kept === undefined ? emptySketch() : DDSketch.fromProto(kept.sketch);
  for (const { sketch, ...part } of parts) {
    merged.merge(DDSketch.fromProto(sketch));
    await trx
      .deleteFrom('solve_sketches')
      .where((eb) => eb.and(part))
      .execute();
  }
  const sketch = merged.toProto();
  await trx
    .insertInto('solve_sketches')
    .values({ ...target, sketch })
    .onConflict((oc) => oc.columns(['pipeline', 'type', 'start', 'writer']).doUpdateSet({ sketch }))
    .execute();
}
