import { type DiscordPlace, inDiscord } from '../../../discord/place.ts';
import { type Attempted, notAttempted } from '../../../monitor/delivery/attempted.ts';
import type { Receiver, Route, Sending } from '../../../monitor/ports/receiver.ts';
import type { Guild } from '../../../monitor/types.ts';
import { decideOpening } from './decideThread.ts';
import { troubleOf } from './placeTrouble.ts';
import { type RouteOptions, routeToDestination, type Way } from './routeToDestination.ts';
import { routeToThread } from './routeToThread.ts';
import { tryAt } from './steps.ts';
import { guildFor, ownPlace, reachOf } from './whereTo.ts';

/** Decides where in Discord messages go: to a place of their own, the thread or post of their incident, the guild's own place, or where else the guild can be notified. */
export function createRoutes(options: RouteOptions): Pick<Receiver, 'route' | 'reach' | 'wayTo' | 'canLook'> {
  return {
    *route(sending) {
      const { delivery, guild: main } = sending;
      const way = { ...sending, notified: guildFor(delivery, main, options), fallbackFor: null };
      const own = ownPlace(delivery, options);
      const attempted = own === null ? yield* routeToThread(way, options) : yield* routeToOwnPlace(way, own, options);
      return withOpening(attempted, main, options);
    },
    reach: (sending: Sending) => reachOf(sending, options),
    wayTo: (place) => WAYS[inDiscord(place).type],
    canLook: options.hasBot,
  };
}

const WAYS: Readonly<Record<DiscordPlace['type'], string>> = {
  channel: 'channel',
  forum: 'channel',
  webhook: 'webhook',
  user: 'direct_message',
};

/** The place that a step of the escalation names. */
function* routeToOwnPlace(way: Way, place: DiscordPlace, options: RouteOptions): Route {
  const { delivery, notified: guild } = way;
  const there = yield* tryAt({ delivery, guild, place, fallbackFor: null });
  const why = troubleOf(there.outcome, delivery);
  if (why === null) return there;
  // A test is about that place and no other. What keeps a message from it says nothing of the guild's own, where it goes instead.
  if (delivery.message.type === 'test') return notAttempted(there.delivery, { outcome: 'giveUp', why });
  return yield* routeToDestination({ ...way, delivery: there.delivery, fallbackFor: why }, options);
}

/** The first message of an incident that arrived opens its thread. */
function withOpening(attempted: Attempted, main: Guild, { hasBot, log }: RouteOptions): Attempted {
  const { delivery, outcome } = attempted;
  if (outcome.outcome !== 'delivered') return attempted;
  const reason = decideOpening(delivery, inDiscord(outcome.place), main, hasBot());
  log.debug({ deliveryId: delivery.id, guildId: delivery.guildId, reason }, 'thread decided');
  return reason === 'opens' ? { ...attempted, outcome: { ...outcome, opensThread: true } } : attempted;
}
