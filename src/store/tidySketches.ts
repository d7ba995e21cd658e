import { DDSketch } from '@datadog/sketches-js';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Millis } from '../monitor/time.ts';
import { DAY, HOUR, MINUTE } from '../monitor/time.ts';
import { inOneView } from './inOneView.ts';
import type { Schema } from './schema.ts';
import { emptySketch } from './sketches.ts';

/** Sketches are larger than sums, so they become quarter-hours sooner: days of every time zone still begin with one. */
const FOLDS = [
  { olderThan: 2 * HOUR, into: MINUTE },
  { olderThan: 2 * DAY, into: 15 * MINUTE },
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
  for (const { olderThan, into } of FOLDS) more = (await foldOne(db, now - olderThan, into, forget)) || more;
  const { numAffectedRows = 0n } = await sql`delete from solve_sketches where (pipeline, start, writer) in
    (select pipeline, start, writer from solve_sketches where start < ${now - keptMs} limit ${BATCH_ROWS})`.execute(db);
  return numAffectedRows === BigInt(BATCH_ROWS) || more;
}

function foldOne(db: Kysely<Schema>, before: Millis, into: Millis, forget: () => void): Promise<boolean> {
  return moveSketches(db, { before: before - (before % into), into }, (start) => start - (start % into), forget);
}

/** The sketches that begin after a moment, or those before one that are finer than the span that they belong in. */
type Meant = { readonly after: Millis } | { readonly before: Millis; readonly into: Millis };

function isMeant(meant: Meant) {
  if ('after' in meant) return sql<boolean>`start > ${meant.after}`;
  return sql<boolean>`start < ${meant.before} and (start % ${meant.into} <> 0 or writer <> ${FOLDED})`;
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
    const targets = Map.groupBy(rows, ({ pipeline, start }) => `${startOf(start)} ${pipeline}`);
    for (const [key, parts] of targets) {
      const start = Number(key.slice(0, key.indexOf(' ')));
      const pipeline = key.slice(key.indexOf(' ') + 1);
      await mergeInto(trx, { pipeline, start, writer: FOLDED }, parts);
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
    .onConflict((oc) => oc.columns(['pipeline', 'start', 'writer']).doUpdateSet({ sketch }))
    .execute();
}
