import { type GuildDefaults, withDefaults } from './guildSettings.ts';
import type { Delivery, GiveUpWhy, Message, Renewed, SendOutcome } from './message.ts';
import { muteOf } from './mutes.ts';
import { isSamePlace } from './place.ts';
import type { Clock, Counters, Log, Notifier, SendSteps, Store, StoredGuild, Untold } from './ports.ts';
import type { Guild, Millis, Mute } from './types.ts';

export interface DeliverPorts {
  readonly store: Pick<Store, 'deliveries' | 'guilds' | 'mutes'>;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly log: Log;
  readonly counters: Counters;
  readonly guildDefaults: GuildDefaults;
  /** Told what became of every attempt. */
  readonly onAttempt: (deliveryId: number, outcome: SendOutcome) => void;
  /** From 0 up to 1, for jitter. */
  readonly random: () => number;
}

const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;
/** Longer than one attempt may take, so that nobody else takes a message that is being sent. */
const LEASE_MS: Millis = 90_000;
/** A quarter of an hour. */
const MOST_UNKNOWN_FAILURES = 20;
const FIRST_RETRY_MS: Millis = 1_000;
const LONGEST_RETRY_MS: Millis = MINUTE;
/** A permission may be given back at any time; a webhook that is gone stays gone until somebody acts. */
const NOT_ALLOWED_FOR_MS: Millis = 10 * MINUTE;
/** So often a message without a place is tried as soon as any other, then every ten minutes; choosing one ends the wait. */
const SOON_ATTEMPTS = 6;
const NOWHERE_FOR_MS: Millis = 10 * MINUTE;
const UNTIL_CHANGED: Millis = 8_640_000_000_000_000;

/** How long somebody still wants a message. What tells of an incident for the first or the last time is always wanted. */
const WANTED_FOR_MS: Partial<Readonly<Record<Message['type'], Millis>>> = {
  test: 15 * MINUTE,
  edit: 24 * HOUR,
  summary: 24 * HOUR,
  unknown: 24 * HOUR,
};

/** Takes one message that is due, tries to send it and writes down what came of it; answers false if none was due. */
export async function deliverNext(ports: DeliverPorts): Promise<boolean> {
  const { store, clock, log, counters } = ports;
  const now = clock.now();
  const claimed = await store.deliveries.claim(now, LEASE_MS);
  if (claimed === null) return false;

  let delivery = claimed;
  const renewed = async () => {
    const says = await store.deliveries.renew(claimed.id, clock.now());
    delivery = { ...delivery, ...says };
    return says;
  };
  const outcome = await outcomeOf(claimed, now, ports, renewed).catch(async (err: unknown) => {
    // Only the database fails like this, and only before anything has left: whoever can write again may have it at once.
    await store.deliveries.retry(delivery.id, now, 'notWritten', delivery.uncertain !== null).catch(() => undefined);
    throw err;
  });
  await writeOutcome(delivery, outcome, ports);
  if (outcome.outcome === 'retry' && outcome.why === 'muted')
    await releaseIfUnmuted(delivery, now + (outcome.afterMs ?? 0), ports);
  // A test goes to the guild's own place only: somebody gave the permission back, and tried it. Not before it is noted that it arrived.
  if (outcome.outcome === 'delivered' && delivery.message.type === 'test') {
    await store.guilds.setUnusable(delivery.guildId, null);
  }
  counters.sent(delivery.message.type, outcome.outcome);
  ports.onAttempt(delivery.id, outcome);
  const fields = { deliveryId: delivery.id, guildId: delivery.guildId, type: delivery.message.type };
  log[outcome.outcome === 'delivered' ? 'info' : 'warn']({ ...fields, ...outcome }, 'delivery attempted');
  return true;
}

async function outcomeOf(
  delivery: Delivery,
  now: Millis,
  ports: DeliverPorts,
  renewed: () => Promise<Renewed>,
): Promise<SendOutcome> {
  const { message, uncertain } = delivery;
  const given = withoutSending(delivery, now);
  if (given !== null) return given;
  const mute = await muteOn(delivery, now, ports);
  const isHeld = mute !== null && message.type !== 'edit';
  // What may have arrived already is looked for all the same: it cannot be taken back any more.
  if (isHeld && uncertain === null) return holdBack(message, mute, now);
  try {
    return endless(
      delivery,
      await attempt(delivery, await ports.store.guilds.get(delivery.guildId), isHeld, ports, renewed),
    );
  } catch (err) {
    if (isHeld && err instanceof MutedError) return holdBack(message, mute, now);
    throw err;
  }
}

/** What always fails, and nobody knows why, may not hold up all behind it for ever. */
function endless({ unknownFailures }: Delivery, outcome: SendOutcome): SendOutcome {
  const isLast =
    outcome.outcome === 'retry' && outcome.why === 'unknownFailure' && unknownFailures + 1 >= MOST_UNKNOWN_FAILURES;
  return isLast ? { outcome: 'giveUp', why: 'rejected' } : outcome;
}

/** It did not arrive, and now nothing may be sent. */
class MutedError extends Error {
  override readonly name = 'MutedError';
}

/** What can be said of a message without calling Discord; null where it is to be sent. */
function withoutSending(delivery: Delivery, now: Millis): SendOutcome | null {
  const { message } = delivery;
  const wantedForMs = WANTED_FOR_MS[message.type];
  // Without this one the channel's history would call an incident open for ever.
  const isEnd = message.type === 'edit' && message.state.endedAt !== null;
  if (wantedForMs !== undefined && now - delivery.createdAt > wantedForMs && !isEnd)
    return { outcome: 'giveUp', why: 'tooOld' };
  return message.type === 'edit' && delivery.target === null ? { outcome: 'giveUp', why: 'nothingToEdit' } : null;
}

/** Muted after it was handed on: an alert is taken back and counted, the end of an incident waits for the end of the mute. */
function holdBack(message: Message, mute: Mute, now: Millis): SendOutcome {
  if (message.type === 'alert') return { outcome: 'giveUp', why: 'muted' };
  return { outcome: 'retry', afterMs: mute.until - now, why: 'muted' };
}

/** Whoever ended the mute while this was being held back found nothing yet that waits for its end. */
async function releaseIfUnmuted(delivery: Delivery, until: Millis, ports: DeliverPorts): Promise<void> {
  const now = ports.clock.now();
  const mute = await muteOn(delivery, now, ports);
  // Another one may still hold, but not as long.
  if (mute !== null && mute.until >= until) return;
  await ports.store.deliveries.releaseMuted(delivery.guildId, now);
}

/** The mute that keeps a message back; null of one that is about no kind. */
async function muteOn({ guildId, about }: Delivery, now: Millis, { store }: DeliverPorts): Promise<Mute | null> {
  return about === null ? null : muteOf(await store.mutes.activeAt(now), guildId, about.kind, now);
}

async function attempt(
  delivery: Delivery,
  stored: StoredGuild | null,
  isMuted: boolean,
  ports: DeliverPorts,
  renewed: () => Promise<Renewed>,
): Promise<SendOutcome> {
  const { store, notifier, clock, guildDefaults } = ports;
  const now = clock.now();
  if (stored === null) return { outcome: 'giveUp', why: 'noDestination' };
  const guild = withDefaults(stored, guildDefaults, now);
  if (guild.destination === null) return withoutPlace(delivery, 'noDestination');

  const unlessMuted = () => {
    if (isMuted) throw new MutedError('muted meanwhile');
  };
  const steps: SendSteps = {
    async renewed() {
      unlessMuted();
      return renewed();
    },
    async sending(place) {
      unlessMuted();
      await store.deliveries.sending(delivery.id, place, clock.now());
    },
  };
  if (delivery.message.type === 'edit') {
    return isLost(delivery, guild)
      ? { outcome: 'giveUp', why: 'nothingToEdit' }
      : notifier.send(delivery, guild, steps);
  }
  // Calling a webhook that answered 404 again and again gets an address restricted, so it is called once.
  const isTest = delivery.message.type === 'test';
  if (guild.unusable !== null && !(isTest && guild.unusable === 'notAllowed')) {
    return detour(delivery, guild, guild.unusable, ports, steps);
  }
  const outcome = await notifier.send(delivery, guild, steps);
  const trouble = placeTrouble(outcome);
  if (trouble === null) return outcome;
  const until = trouble === 'notAllowed' ? now + NOT_ALLOWED_FOR_MS : UNTIL_CHANGED;
  await store.guilds.setUnusable(guild.id, { why: trouble, until, place: guild.destination });
  return detour(delivery, { ...guild, refuges: guildDefaults.refuges(stored) }, trouble, ports, steps);
}

/** The next best way to tell people, where their own place cannot be used. */
async function detour(
  delivery: Delivery,
  guild: Guild,
  why: GiveUpWhy,
  { store, notifier, clock, log }: DeliverPorts,
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
  if (type === 'edit') return { outcome: 'giveUp', why: 'nothingToEdit' };
  // Right after a start the bot may not be there yet to post elsewhere.
  return { outcome: 'retry', afterMs: attempts < SOON_ATTEMPTS ? null : NOWHERE_FOR_MS, why: 'nowhere' };
}

/** Why a place cannot be used, where that is what an outcome says. */
function placeTrouble(outcome: SendOutcome): 'destinationGone' | 'notAllowed' | null {
  if (outcome.outcome !== 'giveUp') return null;
  return outcome.why === 'destinationGone' || outcome.why === 'notAllowed' ? outcome.why : null;
}

/** Whether the message to edit stands where nothing can be changed any more. */
function isLost({ target }: Delivery, { destination, unusable }: Guild): boolean {
  return (
    unusable === 'destinationGone' && target !== null && destination !== null && isSamePlace(target.place, destination)
  );
}

async function writeOutcome(
  delivery: Delivery,
  outcome: SendOutcome,
  { store, clock, random }: DeliverPorts,
): Promise<void> {
  const { id, attempts } = delivery;
  const now = clock.now();
  switch (outcome.outcome) {
    case 'delivered':
      return store.deliveries.delivered(id, outcome.messageId, outcome.place, now);
    case 'retry': {
      const { afterMs, why, isUncertain = false } = outcome;
      // Waiting for our own pace is no failure, and needs no patience beyond it.
      const waitMs = Math.max(afterMs ?? 0, why === 'paced' ? 0 : retryDelayMs(attempts, random()));
      return store.deliveries.retry(id, now + waitMs, why, isUncertain);
    }
    case 'giveUp':
      return store.deliveries.giveUp(id, outcome.why, now, untold(delivery, outcome.why, now));
  }
}

/** Nobody was told, so the core may not go on as if they had been. */
function untold({ guildId, message, about }: Delivery, why: GiveUpWhy, now: Millis): Untold | undefined {
  if (message.type !== 'alert' || about === null) return undefined;
  const isMuted = why === 'muted';
  return {
    guildId,
    ...about,
    severity: message.severity,
    heldBack: message.heldBack + (isMuted ? 1 : 0),
    mutedAt: isMuted ? now : null,
    keepCooldown: why === 'rejected',
  };
}

/** Doubles from one second to a minute, less up to a quarter, so that many senders do not come back together. */
export function retryDelayMs(attempts: number, random: number): Millis {
  const full = Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1), LONGEST_RETRY_MS);
  return Math.round(full * (1 - random / 4));
}
