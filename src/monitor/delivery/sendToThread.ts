import type { StoredGuild } from '../ports/guildStore.ts';
import { hasBot } from '../settings/guildDefaults.ts';
import type { Guild } from '../types.ts';
import { type Attempted, attemptAt } from './attemptAt.ts';
import type { Delivery } from './delivery.ts';
import type { GiveUpWhy } from './giveUpWhy.ts';
import type { SendOutcome } from './outcome.ts';
import { type PlaceTrouble, troubleOf } from './placeTrouble.ts';
import { routeOf } from './routeOf.ts';
import { LEASE_MS, notAttempted, type Sending, type SendPorts, sendToRoute } from './sendToRoute.ts';
import { decideThread, isPost } from './threadPlace.ts';

const NO_THREAD: SendOutcome = { outcome: 'giveUp', why: 'nothingToEdit' };

/** The thread or the post of its incident, where it has one or opens one, and else where the guild is notified. */
export async function sendToThread(
  sending: Sending,
  main: Guild,
  stored: StoredGuild,
  ports: SendPorts,
): Promise<Attempted> {
  const { delivery, guild, suppression } = sending;
  const { store, clock, guildDefaults, log } = ports;
  const { id, guildId, message } = delivery;
  const { place, reason } = decideThread(delivery, main, hasBot(guildDefaults));
  log.debug({ deliveryId: id, guildId, reason }, 'thread decided');
  // The channel keeps the alerts.
  const isThereOnly = message.type === 'entry';
  if (place === null) {
    return isThereOnly ? notAttempted(delivery, NO_THREAD) : sendToRoute(sending, main, stored, ports);
  }
  const isInThread = reason === 'newPost' ? {} : ({ isInThread: true } as const);
  const there = await attemptAt({ delivery, guild, place, fallbackFor: null, ...isInThread }, suppression, ports);
  const trouble = troubleOf(there.outcome, delivery);
  if (trouble === null) {
    const isMended = there.outcome.outcome === 'delivered' && reason === 'newPost' && main.threadTrouble != null;
    if (isMended) await store.guilds.setThreadTrouble(guildId, null);
    return there;
  }
  // Without the permission for pictures the thread still takes words.
  if (isChart(message) && trouble === 'notAllowed') return notAttempted(there.delivery, NO_THREAD);
  const fallbackFor = await leaveThread(delivery, trouble, ports);
  if (isThereOnly) return notAttempted(there.delivery, NO_THREAD);
  await store.deliveries.hold(id, clock.now() + LEASE_MS);
  const next = withoutPost(there.delivery);
  const elsewhere = routeOf(main, next, guildDefaults);
  return sendToRoute({ ...sending, guild: elsewhere, delivery: next, fallbackFor }, main, stored, ports);
}

function isChart(message: Delivery['message']): boolean {
  return message.type === 'entry' && message.what === 'chart';
}

/** From now on what follows goes to the channel, and the guild is notified of the reason. Answers that. */
async function leaveThread(delivery: Delivery, trouble: PlaceTrouble, { store, log }: SendPorts): Promise<GiveUpWhy> {
  const { id, guildId, first } = delivery;
  const why = first !== undefined && trouble === 'destinationGone' ? 'threadGone' : trouble;
  log.warn({ guildId, deliveryId: id, why }, 'thread or post unusable: sent to the channel');
  if (first !== undefined) await store.deliveries.closeThread(id, why);
  // What somebody did with one thread says nothing of the next.
  if (why !== 'threadGone' && why !== 'threadClosed') await store.guilds.setThreadTrouble(guildId, why);
  return why;
}

/** Where a post cannot be written in, its end is not sent there either. */
function withoutPost(delivery: Delivery): Delivery {
  const { began, ...others } = delivery;
  const isInPost = delivery.first !== undefined && isPost(delivery.first);
  return isInPost || began === undefined ? others : delivery;
}
