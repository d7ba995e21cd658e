import { muteOn } from '../alerts/mutes.ts';
import type { Store } from '../ports/store.ts';
import { type Clock, MINUTE, type Millis } from '../time.ts';
import type { Mute } from '../types.ts';
import type { Delivery } from './delivery.ts';
import type { SendOutcome } from './outcome.ts';

export interface SuppressionPorts {
  readonly store: { readonly mutes: Pick<Store['mutes'], 'activeAt'>; readonly deliveries: Store['deliveries'] };
  readonly clock: Clock;
}

/** The mute that keeps a message back; null of one that is about no kind. */
async function muteHolding(
  { guildId, about }: Delivery,
  now: Millis,
  { store }: SuppressionPorts,
): Promise<Mute | null> {
  return about === null ? null : muteOn(await store.mutes.activeAt(now), guildId, about, now);
}

/**
 * What becomes of a message that is suppressed by now: an alert is taken back and counted, the end of an incident waits for the end of
 * the mute. Null where it may be sent; an edit always may.
 */
export async function suppressed(
  delivery: Delivery,
  now: Millis,
  ports: SuppressionPorts,
): Promise<SendOutcome | null> {
  const { type } = delivery.message;
  if (type === 'edit') return null;
  const mute = await muteHolding(delivery, now, ports);
  if (mute === null) return null;
  if (type === 'alert') return { outcome: 'giveUp', why: 'muted' };
  return { outcome: 'retry', afterMs: mute.until - now, why: 'muted', until: mute.until };
}

/** The same of what one message tells of several pipelines: where one of them is suppressed, each is to have its own turn. */
export async function suppressedOf(
  delivery: Delivery,
  now: Millis,
  ports: SuppressionPorts,
): Promise<SendOutcome | null> {
  const { companions = [] } = delivery;
  if (companions.length === 0) return suppressed(delivery, now, ports);
  for (const part of [delivery, ...companions]) {
    if ((await suppressed(part, now, ports)) !== null) return { outcome: 'retry', afterMs: MINUTE, why: 'muted' };
  }
  return null;
}

/** A mute that ended while this was being written found no message yet that waited for its end, so that is made up for here. */
export async function releaseIfUnmuted(delivery: Delivery, until: Millis, ports: SuppressionPorts): Promise<void> {
  const now = ports.clock.now();
  const mute = await muteHolding(delivery, now, ports);
  // Another one may still hold, but not as long.
  if (mute !== null && mute.until >= until) return;
  await ports.store.deliveries.releaseMuted(delivery.guildId, now);
}
