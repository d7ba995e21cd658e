import { DDSketch } from '@datadog/sketches-js';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Millis } from '../monitor/time.ts';
import { DAY, HOUR, MINUTE } from '../monitor/time.ts';
import { inOneView } from './inOneView.ts';
import type { Schema } from './schema.ts';
import { emptySketch } from './sketches.ts';

/** Sketches are larger than sums, so they become quarter-hours sooner, and those of one type at once: days of every time zone still begin with one. */
const FOLDS = [
  { olderThan: 2 * HOUR, into: MINUTE, ofTypes: false },
  { olderThan: 2 * HOUR, into: 15 * MINUTE, ofTypes: true },
  { olderThan: 2 * DAY, into: 15 * MINUTE, ofTypes: false },
] as const;
/** What is folded belongs to no process any more. */
const FOLDED = '';
const BATCH_ROWS = 300;

/** One bounded batch of merging old sketches; answers whether there is more to do. */
export async function tidySketches(
  db: Kysely<Schema>,
  now: Millis,
  keptMs: Millis,
  forget: () => void,
): Promise<boolean> {
  let more = false;
  for (const { olderThan, ...fold } of FOLDS) more = (await foldOne(db, now - olderThan, fold, forget)) || more;
  const { numAffectedRows = 0n } = await sql`delete from solve_sketches where (pipeline, type, start, writer) in
    (select pipeline, type, start, writer from solve_sketches where start < ${now - keptMs} limit ${BATCH_ROWS})`.execute(
    db,
  );
  return numAffectedRows === BigInt(BATCH_ROWS) || more;
}

interface Fold {
  readonly into: Millis;
  readonly ofTypes: boolean;
}

function foldOne(db: Kysely<Schema>, at: Millis, fold: Fold, forget: () => void): Promise<boolean> {
  const { into } = fold;
  return moveSketches(db, { before: at - (at % into), ...fold }, (start) => start - (start % into), forget);
}

/** The sketches that begin after a moment, or those before one that are finer than the span that they belong in. */
type Meant = { readonly after: Millis } | (Fold & { readonly before: Millis });

function isMeant(meant: Meant) {
  if ('after' in meant) return sql<boolean>`start > ${meant.after}`;
  const ofType = meant.ofTypes ? sql`type <> ''` : sql`type = ''`;
  return sql<boolean>`start < ${meant.before} and ${ofType} and (start % ${meant.into} <> 0 or writer <> ${FOLDED})`;
}

/** Merges a batch of sketches into those of other beginnings; answers whether there may be more. */
export function moveSketches(
  db: Kysely<Schema>,
  meant: Meant,
  startOf: (start: Millis) => Millis,
  forget: () => void,
): Promise<boolean> {
  return inOneView(db, async (trx) => {
    const rows = await trx
      .selectFrom('solve_sketches')
      .selectAll()
      .where(isMeant(meant))
      .orderBy('start')
      .limit(BATCH_ROWS)
      .execute();
    // Within the transaction: the next one to add waits for it, and reads its row again.
    if (rows.length > 0) forget();
    const targets = Map.groupBy(rows, (row) => JSON.stringify([startOf(row.start), row.pipeline, row.type]));
    for (const parts of targets.values()) {
      const [first] = parts;
      if (first === undefined) continue;
      const { pipeline, type, start } = first;
      await mergeInto(trx, { pipeline, type, start: startOf(start), writer: FOLDED }, parts);
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
