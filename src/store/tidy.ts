import type { Kysely } from 'kysely';
import { ROLL_UPS } from '../monitor/record/openBuckets.ts';
import { KEPT } from '../monitor/retention.ts';
import type { Millis } from '../monitor/time.ts';
import { DAY, HOUR } from '../monitor/time.ts';
import { isPostgres } from './dialect.ts';
import { createDownsampling } from './downsampleReadings.ts';
import {
  pruneDecisions,
  pruneDone,
  pruneInteractions,
  pruneKeys,
  pruneQueueSources,
  pruneRateLimits,
  pruneReadings,
  pruneResults,
  pruneSummaries,
} from './prune.ts';
import { purgeGuilds, purgeSights } from './purgeGuilds.ts';
import type { RollUp } from './rollUp.ts';
import type { Schema } from './schema.ts';
import { createSteadyClock } from './steadyClock.ts';
import type { SketchTidying } from './tidySketches.ts';

/** A key is promised to be known for a day; a jump of the clock that is too small to be noticed may not cost one. */
const KEYS_KEPT_MS: Millis = 2 * DAY;

/** Of a source only the last minutes count. */
const SOURCES_KEPT_MS: Millis = DAY;
/** A session that is resumed delivers what it missed some minutes later. */
const INTERACTIONS_KEPT_MS: Millis = HOUR;
/** Nothing is closed for longer. */
const RATE_LIMITS_KEPT_MS: Millis = 2 * HOUR;
/** Results that are rolled up can still be read, so an hour of an even clock is enough; what is removed is gone. */
const STEADY_TO_ROLL_UP_MS: Millis = HOUR;
const STEADY_TO_REMOVE_MS: Millis = DAY;

/**
 * Rolls up old results, downsamples old readings and removes what is older than we keep, but not while the clock has jumped: it
 * may come back. Each call does one bounded batch of each, and answers whether there is more to do.
 */
export function createTidy(
  db: Kysely<Schema>,
  rollUp: Pick<RollUp, 'batches'>,
  sketches: Pick<SketchTidying, 'run'>,
): (now: Millis) => Promise<boolean> {
  const downsamplings = ROLL_UPS.map(({ olderThan, into }, i) =>
    createDownsampling(db, { olderThan, into, youngerThan: ROLL_UPS[i + 1]?.olderThan ?? KEPT.historyMs }),
  );
  const steadyFor = createSteadyClock(db);
  return async (now) => {
    const steadyMs = await steadyFor(now);
    if (steadyMs < STEADY_TO_ROLL_UP_MS) return false;
    const removes = steadyMs >= STEADY_TO_REMOVE_MS;
    const keptFrom = removes ? now - KEPT.historyMs : 0;
    const batches: (() => Promise<boolean>)[] = [
      ...rollUp.batches.map((batch) => () => batch(now)),
      () => sketches.run(now, now - keptFrom),
      // Of a file there are none.
      ...(isPostgres(db)
        ? [
            () => pruneInteractions(db, now - INTERACTIONS_KEPT_MS),
            () => pruneRateLimits(db, now - RATE_LIMITS_KEPT_MS),
          ]
        : []),
      ...downsamplings.map((downsample) => () => downsample(now)),
    ];
    if (removes) {
      for (const prune of [pruneResults, pruneReadings, pruneSummaries, pruneDone]) {
        batches.push(() => prune(db, keptFrom));
      }
      batches.push(() => pruneQueueSources(db, now - SOURCES_KEPT_MS));
      batches.push(
        () => purgeGuilds(db, now - KEPT.leftGuildMs),
        () => purgeSights(db, now - KEPT.leftGuildMs),
      );
      batches.push(() => pruneDecisions(db, now - KEPT.decisionsMs));
      batches.push(() => pruneKeys(db, now - KEYS_KEPT_MS));
    }
    let more = false;
    for (const batch of batches) more = (await batch()) || more;
    return more;
  };
}
