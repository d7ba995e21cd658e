import type { StoredGuild } from '../ports/guildStore.ts';
import { withDefaults } from '../settings/guildSettings.ts';
import { type Attempted, attemptAt } from './attemptAt.ts';
import type { Delivery } from './delivery.ts';
import type { SendOutcome } from './outcome.ts';
import { troubleOf } from './placeTrouble.ts';
import { ownPlace, routeOf } from './routeOf.ts';
import { LEASE_MS, notAttempted, type Sending, type SendPorts, sendToRoute } from './sendToRoute.ts';
import { sendToThread } from './sendToThread.ts';

/** Makes one attempt to send a message, at the guild's own place or, while that cannot be used, at the best fallback. */
export async function sendToGuild(
  delivery: Delivery,
  stored: StoredGuild,
  suppression: SendOutcome | null,
  ports: SendPorts,
): Promise<Attempted> {
  const { store, clock, guildDefaults } = ports;
  const now = clock.now();
  const main = withDefaults(stored, guildDefaults, now);
  const guild = routeOf(main, delivery, guildDefaults);
  const { type } = delivery.message;
  const sending: Sending = { delivery, guild, suppression, fallbackFor: null };

  const own = ownPlace(delivery, guildDefaults);
  if (own === null) return sendToThread(sending, main, stored, ports);
  const there = await attemptAt({ delivery, guild, place: own, fallbackFor: null }, suppression, ports);
  const why = troubleOf(there.outcome, delivery);
  if (why === null) return there;
  // A test is about that place and no other. What keeps a message from it says nothing of the guild's own, where it goes instead.
  if (type === 'test') return notAttempted(there.delivery, { outcome: 'giveUp', why });
  await store.deliveries.hold(delivery.id, clock.now() + LEASE_MS);
  return sendToRoute({ ...sending, delivery: there.delivery, fallbackFor: why }, main, stored, ports);
}
