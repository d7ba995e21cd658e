import type { Kysely } from 'kysely';
import { SET_BACK_MS } from '../monitor/record/watchedClock.ts';
import type { Millis } from '../monitor/time.ts';
import { moveMuteEnd } from './incidentTable.ts';
import { moveMute } from './mutes.ts';
import type { Schema } from './schema.ts';

/**
 * A mute that begins in the future was made by a clock that was ahead: it begins as much earlier, and at the latest now, and
 * lasts as long as it was meant to. The message that names it says so too.
 */
export async function redateMutes(db: Kysely<Schema>, now: Millis, byMs: Millis): Promise<void> {
  const aheadMs = byMs === 0 ? SET_BACK_MS : 0;
  const ahead = await db
    .selectFrom('mutes')
    .select(['id', 'guild_id', 'until', 'created_at'])
    .where('created_at', '>', now + aheadMs)
    .execute();
  for (const mute of ahead) {
    const begins = Math.min(now, mute.created_at - byMs);
    const until = mute.until - (mute.created_at - begins);
    await db.transaction().execute(async (trx) => {
      await moveMuteEnd(trx, mute.guild_id, mute.until, until);
      await moveMute(trx, mute, begins, until);
    });
  }
}
