import type { Receiver, Sending } from '../ports/receiver.ts';
import type { Store } from '../ports/store.ts';
import { isSeen } from '../settings/routes.ts';
import type { Millis } from '../time.ts';
import type { Delivery } from './delivery.ts';
import { expired } from './expired.ts';
import { LEASE_MS } from './lease.ts';
import type { Suppressed } from './suppressed.ts';
import { canBeTogether, isTogether } from './together.ts';

interface GatherPorts {
  readonly store: Pick<Store, 'deliveries'>;
  readonly receiver: Pick<Receiver, 'reach'>;
}

/**
 * Alerts that fire, or recover, in several pipelines at once are one message. The sender that takes the first takes the others too: all that
 * one evaluation decides is written at once, and what had to wait meanwhile is sent together too.
 */
export async function gather(
  sending: Sending,
  suppressed: Suppressed,
  now: Millis,
  { store: { deliveries }, receiver }: GatherPorts,
): Promise<Delivery> {
  const { delivery, guild } = sending;
  const reach = canBeTogether(delivery) ? receiver.reach(sending) : null;
  if (reach === null) return delivery;
  const ids: number[] = [];
  for (const other of await deliveries.companions(delivery.id, now)) {
    if (!canBeTogether(other) || !isSeen(guild, other.about) || !isTogether(delivery, other)) continue;
    if (receiver.reach({ ...sending, delivery: other }) !== reach) continue;
    // What is kept back has its own turn.
    if (expired(other, now) === null && suppressed(other) === null) ids.push(other.id);
  }
  if (ids.length === 0) return delivery;
  const companions = await deliveries.join(delivery.id, ids, now, LEASE_MS);
  return companions.length === 0 ? delivery : { ...delivery, companions };
}
