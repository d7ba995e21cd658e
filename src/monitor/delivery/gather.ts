import { isSeen } from '../settings/routes.ts';
import type { Millis } from '../time.ts';
import type { Guild } from '../types.ts';
import type { Delivery } from './delivery.ts';
import { expired } from './expired.ts';
import { reachOf } from './routeOf.ts';
import { LEASE_MS, type SendPorts } from './sendToRoute.ts';
import type { Suppressed } from './suppressed.ts';
import { canBeTogether, isTogether } from './together.ts';

/**
 * Alerts that fire, or recover, in several pipelines at once are one message. The sender that takes the first takes the others too: all that
 * one evaluation decides is written at once, and what had to wait meanwhile is sent together too.
 */
export async function gather(
  delivery: Delivery,
  guild: Guild,
  suppressed: Suppressed,
  now: Millis,
  ports: Pick<SendPorts, 'store' | 'guildDefaults'>,
): Promise<Delivery> {
  if (!canBeTogether(delivery)) return delivery;
  const { deliveries } = ports.store;
  const to = reachOf(guild, delivery, ports.guildDefaults);
  const ids: number[] = [];
  for (const other of await deliveries.companions(delivery.id, now)) {
    if (
      !canBeTogether(other) ||
      !isSeen(guild, other.about) ||
      !isTogether(delivery, to, other, reachOf(guild, other, ports.guildDefaults))
    )
      continue;
    // What is kept back has its own turn.
    if (expired(other, now) === null && suppressed(other) === null) ids.push(other.id);
  }
  if (ids.length === 0) return delivery;
  const companions = await deliveries.join(delivery.id, ids, now, LEASE_MS);
  return companions.length === 0 ? delivery : { ...delivery, companions };
}
