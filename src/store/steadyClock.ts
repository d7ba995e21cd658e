import type { Kysely } from 'kysely';
import { DAY, type Millis } from '../monitor/time.ts';
import type { Schema } from './schema.ts';

/** Tidying runs every minute. A process that was stopped over night does not count as a jump. */
const JUMP_MS: Millis = DAY;
/** The one row. */
const ID = 1;

/**
 * How long the clock has gone on without a jump, across restarts: a machine that wakes up years ahead, or whose clock is
 * set back, starts again. Where nothing is known yet, it begins now.
 */
export async function steadyFor(db: Kysely<Schema>, now: Millis): Promise<Millis> {
  const before = await db
    .selectFrom('tidy_runs')
    .select(['last_at', 'steady_since'])
    .where('id', '=', ID)
    .executeTakeFirst();
  const jumped = before === undefined || Math.abs(now - before.last_at) > JUMP_MS;
  const run = { last_at: now, steady_since: jumped ? now : before.steady_since };
  await db
    .insertInto('tidy_runs')
    .values({ id: ID, ...run })
    .onConflict((oc) => oc.column('id').doUpdateSet(run))
    .execute();
  return now - run.steady_since;
}
