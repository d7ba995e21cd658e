import type { Delivery, Message, SendOutcome } from '../alerts/message.ts';
import { muteOf } from '../alerts/mutes.ts';
import type { Counters } from '../ports/counters.ts';
import type { Tries, Untold } from '../ports/deliveryQueue.ts';
import type { SendSteps } from '../ports/receiver.ts';
import type { Store } from '../ports/store.ts';
import { DAY, HOUR, MINUTE, type Millis } from '../time.ts';
import type { Mute } from '../types.ts';
import type { GiveUpWhy } from './giveUpWhy.ts';
import { insist } from './insist.ts';
import { LEASE_MS, type SendPorts, sendToGuild } from './sendToGuild.ts';

export interface DeliverPorts extends SendPorts {
  readonly store: Pick<Store, 'deliveries' | 'guilds' | 'mutes'>;
  readonly counters: Counters;
  /** Told what became of every attempt. */
  readonly onAttempt: (deliveryId: number, outcome: SendOutcome) => void;
  readonly sleep: (ms: Millis) => Promise<void>;
  /** From 0 up to 1, for jitter. */
  readonly random: () => number;
}

/** A quarter of an hour. */
const MOST_UNKNOWN_FAILURES = 20;
const FIRST_RETRY_MS: Millis = 1_000;
const LONGEST_RETRY_MS: Millis = MINUTE;
/** Of three copies in all, the last is sent only after a while. */
const LAST_BUT_ONE = 2;
const BEFORE_LAST_COPY_MS: Millis = MINUTE;
/** So often a message may leave for a webhook that nobody can look into, each time answered by a fault, before it is sent rarely. */
const SOON_FAULTS = 3;
const RARELY_MS: Millis = 10 * MINUTE;

/** How long somebody still wants a message. What tells of an incident for the first or the last time is always wanted. */
const WANTED_FOR_MS: Partial<Readonly<Record<Message['type'], Millis>>> = {
  test: 15 * MINUTE,
  edit: DAY,
  summary: DAY,
  unknown: DAY,
};

/** Takes one message that is due, tries to send it and writes down what came of it; answers false if none was due. */
export async function deliverNext(ports: DeliverPorts): Promise<boolean> {
  const { store, clock, log, counters } = ports;
  const now = clock.now();
  const claimed = await store.deliveries.claim(now, LEASE_MS);
  if (claimed === null) return false;

  const current: Current = { delivery: claimed, copies: claimed.copies };
  const outcome = await outcomeOf(claimed, now, ports, current).catch(async (err: unknown) => {
    // Only the database fails like this, and only before anything has left: whoever can write again may have it at once.
    await store.deliveries.retry(claimed.id, now, 'notWritten', claimed.uncertain !== null).catch(() => undefined);
    throw err;
  });
  const { delivery } = current;
  await writeOutcome(current, outcome, ports);
  if (outcome.outcome === 'retry' && outcome.why === 'muted')
    await releaseIfUnmuted(delivery, now + (outcome.afterMs ?? 0), ports);
  // A test goes to the guild's own place only: somebody gave the permission back, and tried it. Not before it is noted that it arrived.
  if (outcome.outcome === 'delivered' && delivery.message.type === 'test') {
    await store.guilds.setUnusable(delivery.guildId, null);
  }
  await notePing(delivery, outcome, ports);
  counters.sent(delivery.message.type, outcome.outcome);
  ports.onAttempt(delivery.id, outcome);
  const fields = { deliveryId: delivery.id, guildId: delivery.guildId, type: delivery.message.type };
  log[outcome.outcome === 'delivered' ? 'info' : 'warn']({ ...fields, ...outcome }, 'delivery attempted');
  return true;
}

/** Whoever looks at the settings sees why nobody was notified, until somebody is again. */
async function notePing(
  { guildId }: Delivery,
  outcome: SendOutcome,
  { store, clock, log }: DeliverPorts,
): Promise<void> {
  if (outcome.outcome !== 'delivered' || outcome.pingFailure === undefined) return;
  const { pingFailure } = outcome;
  const before = (await store.guilds.get(guildId))?.pingFailure ?? null;
  if (pingFailure !== null) log.warn({ guildId, why: pingFailure }, 'the mention notified nobody');
  if (pingFailure !== before) await store.guilds.setPingFailure(guildId, pingFailure, clock.now());
}

/** A message as it is by the end of an attempt. */
interface Current {
  delivery: Delivery;
  /** How many copies of it may have arrived. */
  copies: number;
}

async function outcomeOf(delivery: Delivery, now: Millis, ports: DeliverPorts, current: Current): Promise<SendOutcome> {
  const { message, uncertain } = delivery;
  const given = withoutSending(delivery, now);
  if (given !== null) return given;
  const mute = await muteOn(delivery, now, ports);
  const isHeld = mute !== null && message.type !== 'edit';
  // What may have arrived already is looked for all the same: it cannot be taken back any more.
  if (isHeld && uncertain === null) return holdBack(message, mute, now);
  try {
    const stored = await ports.store.guilds.get(delivery.guildId);
    const outcome = await sendToGuild(delivery, stored, ports, stepsOf(delivery, isHeld, ports, current));
    return endless(delivery, inPlainWords(delivery, outcome));
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

/** Words are taken where an embed was refused. Whoever tests a place wants to hear of the refusal. */
function inPlainWords({ message: { type }, isPlain }: Delivery, outcome: SendOutcome): SendOutcome {
  const isRefused = outcome.outcome === 'giveUp' && outcome.why === 'rejected';
  return isRefused && !isPlain && type !== 'test' ? { outcome: 'retry', afterMs: 0, why: 'rejected' } : outcome;
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

/** What an attempt asks for before anything leaves: nothing of it may happen once the message is muted. */
function stepsOf({ id }: Delivery, isMuted: boolean, { store, clock }: DeliverPorts, current: Current): SendSteps {
  const unlessMuted = () => {
    if (isMuted) throw new MutedError('muted meanwhile');
  };
  return {
    async renewed() {
      unlessMuted();
      const says = await store.deliveries.renew(id, clock.now());
      current.delivery = { ...current.delivery, ...says };
      return says;
    },
    async sending(place, copies) {
      unlessMuted();
      await store.deliveries.sending(id, place, clock.now(), copies);
      current.copies = copies;
    },
  };
}

async function writeOutcome(
  { delivery, copies }: Current,
  outcome: SendOutcome,
  { store, clock, random, sleep, guildDefaults }: DeliverPorts,
): Promise<void> {
  const { id } = delivery;
  const now = clock.now();
  switch (outcome.outcome) {
    case 'delivered':
      return insist(() => store.deliveries.delivered(id, outcome.messageId, outcome.place, now), sleep);
    case 'retry': {
      const tries = triesAfter(delivery, copies, outcome);
      const isUnseen = copies > delivery.copies && guildDefaults.webhookOnly?.() === true;
      const rareMs = isUnseen ? rarelyMs(delivery, outcome) : 0;
      const waitMs = Math.max(rareMs, waitBefore(delivery, tries, outcome, random()));
      return store.deliveries.retry(id, now + waitMs, outcome.why, outcome.isUncertain ?? false, tries);
    }
    case 'giveUp':
      return store.deliveries.giveUp(id, outcome.why, now, untold(delivery, outcome.why, now));
  }
}

type Retry = Extract<SendOutcome, { outcome: 'retry' }>;

/** Where Discord says that it failed it hardly stored anything: counted, an outage would end in an alert that nobody saw. */
function isCopy({ isNotStored, why }: Retry): boolean {
  return isNotStored !== true && !why.startsWith('http');
}

function triesAfter(before: Delivery, sent: number, outcome: Retry): Tries {
  const { isUncertain, isRefusal, why } = outcome;
  const copies = isCopy(outcome) ? sent : before.copies;
  return {
    copies: isUncertain ? copies : 0,
    refusals: before.refusals + (isRefusal ? 1 : 0),
    ...(why === 'rejected' ? { isPlain: true } : {}),
  };
}

function waitBefore({ attempts }: Delivery, { copies = 0 }: Tries, { afterMs, why }: Retry, random: number): Millis {
  // Waiting for our own pace is no failure, and needs no patience beyond it.
  const ownMs = why === 'paced' ? 0 : retryDelayMs(attempts, random);
  // A proxy that swallows answers is given time before the last copy.
  return Math.max(afterMs ?? 0, ownMs, copies === LAST_BUT_ONE ? BEFORE_LAST_COPY_MS : 0);
}

/** Something in between may answer with a fault although Discord stored the message: it goes on, but floods nobody. */
function rarelyMs({ attempts }: Delivery, { isUncertain, why }: Retry): Millis {
  if (isUncertain !== true || !why.startsWith('http') || attempts < SOON_FAULTS) return 0;
  return Math.min(RARELY_MS * 2 ** (attempts - SOON_FAULTS), HOUR);
}

/** Nobody was told, so the core may not go on as if they had been. */
function untold({ guildId, message, about }: Delivery, why: GiveUpWhy, now: Millis): Untold | undefined {
  // What probably arrived was told.
  if (message.type !== 'alert' || about === null || why === 'answerLost') return undefined;
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
