import type { StoredGuild } from '../ports/guildStore.ts';
import type { Log } from '../ports/log.ts';
import type { Receiver } from '../ports/receiver.ts';
import type { Store } from '../ports/store.ts';
import { type GuildDefaults, hasBot } from '../settings/guildDefaults.ts';
import { isOurWebhook, withDefaults } from '../settings/guildSettings.ts';
import { elsewhere, routed } from '../settings/routes.ts';
import { SOMEONE } from '../someone.ts';
import { type Clock, MINUTE, type Millis } from '../time.ts';
import type { Guild, Place } from '../types.ts';
import { type Attempted, attemptAt } from './attemptAt.ts';
import type { Delivery } from './delivery.ts';
import type { GiveUpWhy } from './giveUpWhy.ts';
import type { SendOutcome } from './outcome.ts';
import { isSamePlace } from './place.ts';
import { againForPermission, MOST_MISSING_PERMISSIONS, type PlaceTrouble, troubleOf } from './placeTrouble.ts';
import { decideThread, isPost } from './threadPlace.ts';
import { NO_THREADS } from './threads.ts';
import type { Reach } from './together.ts';

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
interface Sending {
  readonly delivery: Delivery;
  readonly guild: Guild;
  /** What becomes of it where it did not arrive; null where it may be sent. */
  readonly suppression: SendOutcome | null;
  /** Why it is not at the place of its own that it names; null: it names none, or that was not tried yet. */
  readonly fallbackFor: GiveUpWhy | null;
}

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

const NO_THREAD: SendOutcome = { outcome: 'giveUp', why: 'nothingToEdit' };

/** The thread or the post of its incident, where it has one or opens one, and else where the guild is told. */
async function sendToThread(sending: Sending, main: Guild, stored: StoredGuild, ports: SendPorts): Promise<Attempted> {
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

/** The thread or the post of its incident, or the forum in which a post is to be opened for it; null: it goes where the guild is told. */
function threadPlace(delivery: Delivery, main: Guild, defaults: GuildDefaults): Place | null {
  return decideThread(delivery, main, hasBot(defaults)).place;
}

/** From now on what follows goes to the channel, and the guild is told why. Answers that. */
async function leaveThread(delivery: Delivery, trouble: PlaceTrouble, { store, log }: SendPorts): Promise<GiveUpWhy> {
  const { id, guildId, first } = delivery;
  const why = first !== undefined && trouble === 'destinationGone' ? 'threadGone' : trouble;
  log.warn({ guildId, deliveryId: id, why }, 'thread or post unusable: sent to the channel');
  if (first !== undefined) await store.deliveries.closeThread(id, why);
  // What somebody did with one thread says nothing of the next.
  if (why !== 'threadGone' && why !== 'threadClosed') await store.guilds.setThreadTrouble(guildId, why);
  return why;
}

/** Where a post cannot be written in, its end is not told there either. */
function withoutPost(delivery: Delivery): Delivery {
  const { began, ...others } = delivery;
  const isInPost = delivery.first !== undefined && isPost(delivery.first);
  return isInPost || began === undefined ? others : delivery;
}

/** A guild as a message would reach it, with its thread, post or forum as the place. */
export function reachOf(main: Guild, delivery: Delivery, defaults: GuildDefaults): Reach {
  const opensThread = (main.threads ?? NO_THREADS).mode !== 'off' && delivery.first === undefined;
  const route = { ...routeOf(main, delivery, defaults), opensThread };
  const place = threadPlace(delivery, main, defaults);
  return place === null ? route : { ...route, destination: place, unusable: null };
}

/** Where the guild is told of it, or where else it can be. */
async function sendToRoute(sending: Sending, main: Guild, stored: StoredGuild, ports: SendPorts): Promise<Attempted> {
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
  const withFallbacks = { ...guild, fallbacks: elsewhere(main, place, guildDefaults.fallbacks(stored)) };
  return sendElsewhere({ ...sending, guild: withFallbacks, delivery: attempted.delivery }, trouble, ports);
}

/** A guild as it is told of a message: in the place of its pipeline. */
export function routeOf(main: Guild, delivery: Delivery, defaults: GuildDefaults): Guild {
  return whereItBegan(routed(main, delivery.about), delivery, defaults);
}

/** The place of its own that a message names; null: it goes where the guild is told. A webhook alone reaches no other. */
function ownPlace({ message }: Delivery, defaults: GuildDefaults): Place | null {
  if (message.type !== 'escalation' && message.type !== 'test') return null;
  const place = message.step?.place ?? null;
  const isSomeone = place?.type === 'user' && place.userId === SOMEONE.userId;
  return !hasBot(defaults) || isSomeone ? null : place;
}

/** The end of an incident is told where people heard of its beginning, whatever was chosen since. */
function whereItBegan(guild: Guild, { began }: Delivery, defaults: GuildDefaults): Guild {
  if (began?.type === 'webhook' && !isOurWebhook(guild.id, began.webhookId, defaults)) return guild;
  if (began === undefined || (guild.destination !== null && isSamePlace(began, guild.destination))) return guild;
  const own = guild.destination === null || guild.unusable !== null ? [] : [guild.destination];
  return { ...guild, destination: began, unusable: null, fallbacks: [...own, ...guild.fallbacks] };
}

/** Nobody chose a place: what is wrong is told all the same, and the summary of a day waits for nobody. */
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
  for (const place of guild.fallbacks) {
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
