import { type Attempted, notAttempted } from '../../../monitor/delivery/attempted.ts';
import type { Delivery } from '../../../monitor/delivery/delivery.ts';
import type { GiveUpWhy } from '../../../monitor/delivery/giveUpWhy.ts';
import type { SendOutcome } from '../../../monitor/delivery/outcome.ts';
import type { Place } from '../../../monitor/delivery/place.ts';
import { UNTIL_CHANGED } from '../../../monitor/delivery/untilChanged.ts';
import type { Log } from '../../../monitor/ports/log.ts';
import type { Route, Sending } from '../../../monitor/ports/receiver.ts';
import { type Clock, MINUTE, type Millis } from '../../../monitor/time.ts';
import type { Guild } from '../../../monitor/types.ts';
import { againForPermission, MOST_MISSING_PERMISSIONS, troubleOf } from './placeTrouble.ts';
import { note, tryAt } from './steps.ts';
import { elsewhere, type Means } from './whereTo.ts';

export interface RouteOptions extends Means {
  /** Whether it is known by now whose the webhook is: until then its guild looks as if it had no place. */
  readonly knowsWebhook: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** What keeps a message from a place may end at any time; a webhook that is gone stays gone until somebody acts. */
const UNUSABLE_FOR_MS: Millis = 10 * MINUTE;
/** So often a message without a place is tried as soon as any other, then every ten minutes; choosing one ends the wait. */
const SOON_ATTEMPTS = 6;
const NOWHERE_FOR_MS: Millis = 10 * MINUTE;

/** A message on its way to where its guild is notified of it. */
export interface Way extends Sending {
  /** The guild as it is notified of the message. */
  readonly notified: Guild;
  /** Why it is not at the place of its own; null: it has none, or that was not tried yet. */
  readonly fallbackFor: GiveUpWhy | null;
}

/** Where the guild is notified of it, or where else it can be. */
export function* routeToDestination(way: Way, options: RouteOptions): Route {
  const { delivery, guild: main, notified, fallbackFor } = way;
  const { destination, unusable } = notified;
  const { type } = delivery.message;
  if (destination === null) return yield* withoutDestination(way, options);
  // Calling a webhook that answered 404 again and again gets an address restricted, so it is called once.
  const isTried = unusable === null || (type === 'test' && unusable !== 'destinationGone');
  if (!isTried) return yield* routeToFallback(way, unusable, notified.fallbacks(), options);

  const attempted = yield* tryAt({ delivery, guild: notified, place: destination, fallbackFor });
  const trouble = troubleOf(attempted.outcome, delivery);
  if (trouble === null) return attempted;
  if (trouble === 'notAllowed' && type !== 'test' && delivery.refusals < MOST_MISSING_PERMISSIONS) {
    return { ...attempted, outcome: againForPermission(delivery) };
  }
  const until = trouble === 'destinationGone' ? UNTIL_CHANGED : options.clock.now() + UNUSABLE_FOR_MS;
  yield* note({ of: 'destination', why: trouble, until, destination });
  const places = elsewhere(main, destination, way.fallbacks());
  return yield* routeToFallback({ ...way, delivery: attempted.delivery }, trouble, places, options);
}

/** Nobody chose a place: people are notified of trouble all the same, and the summary of a day waits for nobody. */
function* withoutDestination(way: Way, options: RouteOptions): Route {
  const { delivery, notified } = way;
  if (delivery.message.type !== 'summary')
    return yield* routeToFallback(way, 'noDestination', notified.fallbacks(), options);
  return notAttempted(
    delivery,
    options.knowsWebhook()
      ? { outcome: 'giveUp', why: 'noDestination' }
      : { outcome: 'retry', afterMs: null, why: 'nowhere' },
  );
}

/** The best fallback, where a guild's own place cannot be used. */
function* routeToFallback(way: Way, why: GiveUpWhy, places: readonly Place[], { log }: RouteOptions): Route {
  const { notified: guild } = way;
  let { delivery } = way;
  // A test is about this place and no other.
  if (delivery.message.type === 'test') return notAttempted(delivery, { outcome: 'giveUp', why });
  for (const place of places) {
    log.warn({ guildId: guild.id, deliveryId: delivery.id, why, place }, 'destination unusable: sent to a fallback');
    const attempted: Attempted = yield* tryAt({ delivery, guild, place, fallbackFor: why });
    if (troubleOf(attempted.outcome, delivery) === null) return attempted;
    ({ delivery } = attempted);
  }
  log.error({ guildId: guild.id, deliveryId: delivery.id, why }, 'no destination: choose a channel with /setup');
  return notAttempted(delivery, nowhere(delivery, why));
}

/** An alert, and a step of the escalation, is decided again once there is a place, by the facts of that time. A test is answered at once. The rest waits. */
function nowhere({ message: { type }, attempts }: Delivery, why: GiveUpWhy): SendOutcome {
  if (type === 'alert' || type === 'escalation' || type === 'test') return { outcome: 'giveUp', why };
  // Right after a start the bot may not be there yet to post elsewhere.
  return { outcome: 'retry', afterMs: attempts < SOON_ATTEMPTS ? null : NOWHERE_FOR_MS, why: 'nowhere' };
}
