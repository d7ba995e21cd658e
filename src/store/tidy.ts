import type { Kysely } from 'kysely';
import type { Millis } from '../monitor/types.ts';
import { foldResults } from './foldResults.ts';
import { pruneDone, pruneReadings, pruneResults, pruneSummaries } from './prune.ts';
import type { Schema } from './schema.ts';
import { createThinning } from './thinReadings.ts';
import { tidySketches } from './tidySketches.ts';

const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;
const DAY: Millis = 24 * HOUR;

/** What has become coarser after how long: of every time zone a day begins with a quarter-hour. */
const STEPS = [
  { olderThan: 2 * HOUR, into: MINUTE },
  { olderThan: 7 * DAY, into: 15 * MINUTE },
] as const;
/** Thirteen months. */
const KEPT_MS: Millis = 396 * DAY;

/**
 * Makes old results and readings coarser and removes what is older than we keep. Each call does one bounded batch of
 * each, and answers whether there is more to do. `forgetSketches` lets go of those that are kept in memory.
 */
export function createTidy(db: Kysely<Schema>, forgetSketches: () => void): (now: Millis) => Promise<boolean> {
  const thinnings = STEPS.map(({ olderThan, into }, i) =>
    createThinning(db, { olderThan, into, youngerThan: STEPS[i + 1]?.olderThan ?? KEPT_MS }),
  );

  return async (now) => {
    const keptFrom = now - KEPT_MS;
    const batches: (() => Promise<boolean>)[] = [
      ...STEPS.map(
        ({ olderThan, into }) =>
          () =>
            foldResults(db, now - olderThan, into),
      ),
      () => tidySketches(db, now, KEPT_MS, forgetSketches),
      ...thinnings.map((thin) => () => thin(now)),
      () => pruneResults(db, keptFrom),
      () => pruneReadings(db, keptFrom),
      () => pruneSummaries(db, keptFrom),
      () => pruneDone(db, keptFrom),
    ];
    let more = false;
    for (const batch of batches) more = (await batch()) || more;
    return more;
  };
}
