import type { Kysely } from 'kysely';
import { DAY, MINUTE, type Millis } from '../monitor/time.ts';
import type { Schema } from './schema.ts';

/** Tidying runs every minute. A process that was stopped over night does not count as a jump. */
const JUMP_MS: Millis = DAY;
/** What is noted waits for the disk, and a jump is far longer than this. */
const NOTED_EVERY_MS: Millis = 10 * MINUTE;
/** The one row. */
const ID = 1;

/**
 * How long the clock has gone on without a jump, across restarts: a machine that wakes up years ahead, or whose clock is
 * set back, starts again. Where nothing is known yet, it begins now.
 */
export function createSteadyClock(db: Kysely<Schema>): (now: Millis) => Promise<Millis> {
  let seenAt: Millis | null = null;

  return async (now) => {
    const noted = await db
      .selectFrom('tidy_runs')
      .select(['last_at', 'steady_since'])
      .where('id', '=', ID)
      .executeTakeFirst();
    const jumped = noted === undefined || Math.abs(now - (seenAt ?? noted.last_at)) > JUMP_MS;
    const run = { last_at: now, steady_since: jumped ? now : noted.steady_since };
    if (jumped || Math.abs(now - noted.last_at) >= NOTED_EVERY_MS)
      await db
        .insertInto('tidy_runs')
        .values({ id: ID, ...run })
        .onConflict((oc) => oc.column('id').doUpdateSet(run))
        .execute();
    seenAt = now;
    return now - run.steady_since;
  };
}
