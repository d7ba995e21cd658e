import type { Delivery, SendOutcome } from '../alerts/message.ts';
import type { StoredGuild } from '../ports/guildStore.ts';
import type { Log } from '../ports/log.ts';
import type { Notifier, SendSteps } from '../ports/receiver.ts';
import type { Store } from '../ports/store.ts';
import { type GuildDefaults, withDefaults } from '../settings/guildSettings.ts';
import type { Clock, Millis } from '../time.ts';
import { MINUTE } from '../time.ts';
import type { Guild } from '../types.ts';
import type { GiveUpWhy } from './giveUpWhy.ts';
import { isSamePlace } from './place.ts';
import { type PlaceTrouble, placeTrouble } from './placeTrouble.ts';

export interface SendPorts {
  readonly store: Pick<Store, 'deliveries' | 'guilds'>;
  readonly notifier: Notifier;
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
/** A permission that is being changed is there again in a moment. */
const MOST_MISSING_PERMISSIONS = 1;
const PERMISSION_AGAIN_MS: Millis = 3_000;
/** About a minute of refusals with a code that we do not know. */
const MOST_REFUSALS = 6;

/** Makes one attempt to send a message, at the guild's own place or, while that cannot be used, at the best fallback. */
export async function sendToGuild(
  delivery: Delivery,
  stored: StoredGuild | null,
  ports: SendPorts,
  steps: SendSteps,
): Promise<SendOutcome> {
  const { store, notifier, clock, guildDefaults } = ports;
  const now = clock.now();
  if (stored === null) return { outcome: 'giveUp', why: 'noDestination' };
  const guild = withDefaults(stored, guildDefaults, now);
  const { destination, unusable } = guild;
  const { type } = delivery.message;

  if (type === 'edit') return sendEdit(delivery, guild, ports, steps);
  if (destination === null) return withoutOwnPlace(delivery, guild, ports, steps);
  // Calling a webhook that answered 404 again and again gets an address restricted, so it is called once.
  const isTried = unusable === null || (type === 'test' && unusable !== 'destinationGone');
  if (!isTried) return sendElsewhere(delivery, guild, unusable, ports, steps);

  const outcome = await notifier.send(delivery, guild, steps);
  const trouble = troubleOf(outcome, delivery);
  if (trouble === null) return outcome;
  if (trouble === 'notAllowed' && type !== 'test' && delivery.refusals < MOST_MISSING_PERMISSIONS) {
    return againForPermission(delivery);
  }
  const until = trouble === 'destinationGone' ? UNTIL_CHANGED : now + UNUSABLE_FOR_MS;
  await store.guilds.setUnusable(guild.id, { why: trouble, until, place: destination });
  const fallbacks = { ...guild, refuges: guildDefaults.refuges(stored) };
  return sendElsewhere(delivery, fallbacks, trouble, ports, steps);
}

/** A message where it stands: what was sent elsewhere is edited there. */
async function sendEdit(
  delivery: Delivery,
  guild: Guild,
  { notifier }: SendPorts,
  steps: SendSteps,
): Promise<SendOutcome> {
  if (isLost(delivery, guild)) return { outcome: 'giveUp', why: 'nothingToEdit' };
  const outcome = await notifier.send(delivery, guild, steps);
  if (troubleOf(outcome, delivery) === null) return outcome;
  return delivery.refusals < MOST_MISSING_PERMISSIONS
    ? againForPermission(delivery)
    : { outcome: 'giveUp', why: 'nothingToEdit' };
}

function againForPermission({ uncertain }: Delivery): SendOutcome {
  const before = uncertain === null ? {} : ({ isUncertain: true, isNotStored: true } as const);
  return { outcome: 'retry', afterMs: PERMISSION_AGAIN_MS, why: 'notAllowed', isRefusal: true, ...before };
}

/** What passes is tried again, but not for ever where only this place may be meant. */
function troubleOf(outcome: SendOutcome, { refusals }: Delivery): PlaceTrouble | null {
  const isLast = outcome.outcome === 'retry' && outcome.isRefusal === true && refusals + 1 >= MOST_REFUSALS;
  return isLast ? 'notAccepted' : placeTrouble(outcome);
}

/** Nobody chose a place: what is wrong is told all the same, and the summary of a day waits for nobody. */
async function withoutOwnPlace(
  delivery: Delivery,
  guild: Guild,
  ports: SendPorts,
  steps: SendSteps,
): Promise<SendOutcome> {
  if (delivery.message.type !== 'summary') return sendElsewhere(delivery, guild, 'noDestination', ports, steps);
  const isKnown = ports.guildDefaults.knowsWebhook?.() ?? true;
  return isKnown ? { outcome: 'giveUp', why: 'noDestination' } : { outcome: 'retry', afterMs: null, why: 'nowhere' };
}

/** The best fallback, where a guild's own place cannot be used. */
async function sendElsewhere(
  delivery: Delivery,
  guild: Guild,
  why: GiveUpWhy,
  { store, notifier, clock, log }: SendPorts,
  steps: SendSteps,
): Promise<SendOutcome> {
  // Whoever tests a place wants to hear of that place.
  if (delivery.message.type === 'test') return { outcome: 'giveUp', why };
  for (const place of guild.refuges) {
    log.warn({ guildId: guild.id, deliveryId: delivery.id, why, place }, 'own place unusable, sent elsewhere');
    await store.deliveries.hold(delivery.id, clock.now() + LEASE_MS);
    const outcome = await notifier.send(delivery, guild, steps, { place, why });
    if (placeTrouble(outcome) === null) return outcome;
  }
  log.error({ guildId: guild.id, deliveryId: delivery.id, why }, 'nowhere to send to: choose a channel with /setup');
  return withoutPlace(delivery, why);
}

/** An alert is decided anew once there is a place, as it is then, and a test is answered at once; the rest waits. */
function withoutPlace({ message: { type }, attempts }: Delivery, why: GiveUpWhy): SendOutcome {
  if (type === 'alert' || type === 'test') return { outcome: 'giveUp', why };
  // Right after a start the bot may not be there yet to post elsewhere.
  return { outcome: 'retry', afterMs: attempts < SOON_ATTEMPTS ? null : NOWHERE_FOR_MS, why: 'nowhere' };
}

/** Whether the message to edit stands where nothing can be changed any more. */
function isLost({ target }: Delivery, { destination, unusable }: Guild): boolean {
  return (
    unusable === 'destinationGone' && target !== null && destination !== null && isSamePlace(target.place, destination)
  );
}
