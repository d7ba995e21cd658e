import { notAttempted } from '../../../monitor/delivery/attempted.ts';
import type { Delivery } from '../../../monitor/delivery/delivery.ts';
import type { GiveUpWhy, PlaceTrouble } from '../../../monitor/delivery/giveUpWhy.ts';
import type { SendOutcome } from '../../../monitor/delivery/outcome.ts';
import type { Route } from '../../../monitor/ports/receiver.ts';
import { routed } from '../../../monitor/settings/routes.ts';
import { decideThread } from './decideThread.ts';
import { isPost } from './incidentThread.ts';
import { troubleOf } from './placeTrouble.ts';
import { type RouteOptions, routeToDestination, type Way } from './routeToDestination.ts';
import { note, tryAt } from './steps.ts';

const NO_THREAD: SendOutcome = { outcome: 'giveUp', why: 'nothingToEdit' };

/** The thread or the post of its incident, where it has one or opens one, and else where the guild is notified. */
export function* routeToThread(way: Way, options: RouteOptions): Route {
  const { delivery, guild: main, notified } = way;
  const { id, guildId, message } = delivery;
  const { place, reason } = decideThread(delivery, main, options.hasBot());
  options.log.debug({ deliveryId: id, guildId, reason }, 'thread decided');
  // The channel keeps the alerts.
  const isThereOnly = message.type === 'entry';
  if (place === null) return isThereOnly ? notAttempted(delivery, NO_THREAD) : yield* routeToDestination(way, options);

  const isOnlyThere = reason === 'newPost' ? {} : ({ isOnlyThere: true } as const);
  const there = yield* tryAt({ delivery, guild: notified, place, fallbackFor: null, ...isOnlyThere });
  const trouble = troubleOf(there.outcome, delivery);
  if (trouble === null) {
    const isMended = there.outcome.outcome === 'delivered' && reason === 'newPost' && main.threadTrouble != null;
    if (isMended) yield* note({ of: 'threads', why: null });
    return there;
  }
  // Without the permission for pictures the thread still takes words.
  if (isChart(message) && trouble === 'notAllowed') return notAttempted(there.delivery, NO_THREAD);
  const fallbackFor = whyLeft(delivery, trouble);
  options.log.warn({ guildId, deliveryId: id, why: fallbackFor }, 'thread or post unusable: sent to the channel');
  // From now on what follows goes to the channel, and the guild is notified of the reason.
  if (delivery.first !== undefined) yield* note({ of: 'thread', why: fallbackFor });
  // What somebody did with one thread says nothing of the next.
  if (fallbackFor !== 'threadGone' && fallbackFor !== 'threadClosed') yield* note({ of: 'threads', why: fallbackFor });
  if (isThereOnly) return notAttempted(there.delivery, NO_THREAD);
  // Where a post cannot be written in, its end is not sent there either.
  const inPost = delivery.first !== undefined && isPost(delivery.first);
  const next = { ...way, delivery: there.delivery, fallbackFor };
  return yield* routeToDestination(inPost ? { ...next, notified: routed(main, delivery.about) } : next, options);
}

function isChart(message: Delivery['message']): boolean {
  return message.type === 'entry' && message.what === 'chart';
}

function whyLeft({ first }: Delivery, trouble: PlaceTrouble): GiveUpWhy {
  return first !== undefined && trouble === 'destinationGone' ? 'threadGone' : trouble;
}
