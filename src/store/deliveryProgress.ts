import type { Kysely } from 'kysely';
import { OF_THREAD } from '../monitor/delivery/messageTypes.ts';
import type { DeliveryProgress } from '../monitor/ports/deliveryQueue.ts';
import { atMost } from './literals.ts';
import { STORED_ON_PURPOSE, toRetryReason, toWhy } from './reasons.ts';
import type { Schema } from './schema.ts';

/** What became of the last messages to a guild, and what waits. */
export async function deliveryProgress(db: Kysely<Schema>, guildId: string): Promise<DeliveryProgress> {
  const ofGuild = db.selectFrom('deliveries').where('guild_id', '=', guildId);
  const [delivered, waiting, gaveUp] = await Promise.all([
    ofGuild
      .select('delivered_at as at')
      .where('delivered_at', 'is not', null)
      .orderBy('delivered_at', 'desc')
      .limit(atMost(1))
      .executeTakeFirst(),
    ofGuild
      .select(['created_at', 'retry_why'])
      .where('delivered_at', 'is', null)
      .where('gave_up_at', 'is', null)
      // What a cooldown suppresses until it ends is not late.
      .where((eb) => eb.or([eb('retry_why', 'is', null), eb('retry_why', '<>', 'cooldown')]))
      .orderBy('id')
      .execute(),
    ofGuild
      .select(['gave_up_at as at', 'gave_up_why as why'])
      .where('gave_up_why', 'not in', STORED_ON_PURPOSE)
      // Nothing is lost with a thread, or a line in it.
      .where('type', 'not in', OF_THREAD)
      .orderBy('gave_up_at', 'desc')
      .limit(atMost(1))
      .executeTakeFirst(),
  ]);
  return {
    deliveredAt: delivered?.at ?? null,
    waiting: waiting.length,
    waitingSince: waiting[0]?.created_at ?? null,
    retrying: toRetryReason(waiting[0]?.retry_why ?? null),
    gaveUp: gaveUp?.at == null ? null : { at: gaveUp.at, why: toWhy(gaveUp.why) },
  };
}
