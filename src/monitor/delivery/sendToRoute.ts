import type { StoredGuild } from '../ports/guildStore.ts';
import type { Log } from '../ports/log.ts';
import type { Receiver } from '../ports/receiver.ts';
import type { Store } from '../ports/store.ts';
import type { GuildDefaults } from '../settings/guildDefaults.ts';
import { elsewhere } from '../settings/routes.ts';
import { type Clock, MINUTE, type Millis } from '../time.ts';
import type { Guild } from '../types.ts';
import { type Attempted, attemptAt } from './attemptAt.ts';
import type { Delivery } from './delivery.ts';
import type { GiveUpWhy } from './giveUpWhy.ts';
import type { SendOutcome } from './outcome.ts';
import { againForPermission, MOST_MISSING_PERMISSIONS, troubleOf } from './placeTrouble.ts';

export interface SendPorts {
  readonly store: Pick<Store, 'deliveries' | 'guilds'>;
  readonly receiver: Receiver;
  readonly clock: Clock;
  readonly log: Log;
  readonly guildDefaults: GuildDefaults;
}

/** Longer than one attempt may take, so that nobody else takes a message that is being sent. */
export const LEASE_MS: Millis = 90_000;
/** What keeps a message from a place may end at any time; a webhook that is gone stays gone until somebody acts. */
const UNUSABLE_FOR_MS: Millis = 10 * MINUTE;
/** No time of a clock. */
export const UNTIL_CHANGED: Millis = 8_640_000_000_000_000;
/** So often a message without a place is tried as soon as any other, then every ten minutes; choosing one ends the wait. */
const SOON_ATTEMPTS = 6;
const NOWHERE_FOR_MS: Millis = 10 * MINUTE;

/** A new message that is to be sent now, or whose earlier attempt is to be looked for. */
export interface Sending {
  readonly delivery: Delivery;
  readonly guild: Guild;
  /** What becomes of it where it did not arrive; null where it may be sent. */
  readonly suppression: SendOutcome | null;
  /** Why it is not at the place of its own that it names; null: it names none, or that was not tried yet. */
  readonly fallbackFor: GiveUpWhy | null;
}

/** Where the guild is notified of it, or where else it can be. */
export async function sendToRoute(
  sending: Sending,
  main: Guild,
  stored: StoredGuild,
  ports: SendPorts,
): Promise<Attempted> {
  const { delivery, guild, suppression, fallbackFor } = sending;
  const { store, clock, guildDefaults } = ports;
  const { destination: place, unusable } = guild;
  const { type } = delivery.message;
  if (place === null) return withoutOwnPlace(sending, ports);
  // Calling a webhook that answered 404 again and again gets an address restricted, so it is called once.
  const isTried = unusable === null || (type === 'test' && unusable !== 'destinationGone');
  if (!isTried) return sendElsewhere(sending, unusable, ports);

  const attempted = await attemptAt({ delivery, guild, place, fallbackFor }, suppression, ports);
  const trouble = troubleOf(attempted.outcome, delivery);
  if (trouble === null) return attempted;
  if (trouble === 'notAllowed' && type !== 'test' && delivery.refusals < MOST_MISSING_PERMISSIONS) {
    return { ...attempted, outcome: againForPermission(delivery) };
  }
  const until = trouble === 'destinationGone' ? UNTIL_CHANGED : clock.now() + UNUSABLE_FOR_MS;
  await store.guilds.setUnusable(guild.id, { why: trouble, until, place });
  const withFallbacks = { ...guild, fallbacks: () => elsewhere(main, place, guildDefaults.fallbacks(stored)) };
  return sendElsewhere({ ...sending, guild: withFallbacks, delivery: attempted.delivery }, trouble, ports);
}

/** Nobody chose a place: people are notified of trouble all the same, and the summary of a day waits for nobody. */
async function withoutOwnPlace(sending: Sending, ports: SendPorts): Promise<Attempted> {
  const { delivery } = sending;
  if (delivery.message.type !== 'summary') return sendElsewhere(sending, 'noDestination', ports);
  const isKnown = ports.guildDefaults.knowsWebhook?.() ?? true;
  return notAttempted(
    delivery,
    isKnown ? { outcome: 'giveUp', why: 'noDestination' } : { outcome: 'retry', afterMs: null, why: 'nowhere' },
  );
}

/** The best fallback, where a guild's own place cannot be used. */
async function sendElsewhere(sending: Sending, why: GiveUpWhy, ports: SendPorts): Promise<Attempted> {
  const { guild, suppression } = sending;
  let { delivery } = sending;
  // A test is about this place and no other.
  if (delivery.message.type === 'test') return notAttempted(delivery, { outcome: 'giveUp', why });
  const { store, clock, log } = ports;
  for (const place of guild.fallbacks()) {
    log.warn({ guildId: guild.id, deliveryId: delivery.id, why, place }, 'destination unusable: sent to a fallback');
    await store.deliveries.hold(delivery.id, clock.now() + LEASE_MS);
    const attempted = await attemptAt({ delivery, guild, place, fallbackFor: why }, suppression, ports);
    if (troubleOf(attempted.outcome, delivery) === null) return attempted;
    ({ delivery } = attempted);
  }
  log.error({ guildId: guild.id, deliveryId: delivery.id, why }, 'no destination: choose a channel with /setup');
  return notAttempted(delivery, withoutPlace(delivery, why));
}

/** An alert, and a step of the escalation, is decided again once there is a place, by the facts of that time. A test is answered at once. The rest waits. */
function withoutPlace({ message: { type }, attempts }: Delivery, why: GiveUpWhy): SendOutcome {
  if (type === 'alert' || type === 'escalation' || type === 'test') return { outcome: 'giveUp', why };
  // Right after a start the bot may not be there yet to post elsewhere.
  return { outcome: 'retry', afterMs: attempts < SOON_ATTEMPTS ? null : NOWHERE_FOR_MS, why: 'nowhere' };
}

export function notAttempted(delivery: Delivery, outcome: SendOutcome): Attempted {
  return { outcome, delivery, copies: delivery.copies };
}
