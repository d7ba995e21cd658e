import type { REST } from '@discordjs/rest';
import type { APIMessage } from 'discord-api-types/v10';
import { discordCode } from '../../discord/discordCode.ts';
import type { InvalidRequests } from '../../discord/invalidRequests.ts';
import type { Pinged } from '../../discord/pingCheck.ts';
import type { WebhookAddress } from '../../discord/webhookUrl.ts';
import { languageOf } from '../../discord/words/languages.ts';
import type { Logger } from '../../log.ts';
import type { Delivery, Detour, SendOutcome } from '../../monitor/alerts/message.ts';
import type { PingFailure } from '../../monitor/delivery/pingFailure.ts';
import { isSamePlace } from '../../monitor/delivery/place.ts';
import { placeTrouble } from '../../monitor/delivery/placeTrouble.ts';
import type { Notifier, SendSteps } from '../../monitor/ports/receiver.ts';
import type { Clock, Millis } from '../../monitor/time.ts';
import { MINUTE } from '../../monitor/time.ts';
import type { Guild, Place } from '../../monitor/types.ts';
import { createLook, type Found } from './lookForMessage.ts';
import { editBody, type MessageBody, mentionIn, messageBody } from './messageBody.ts';
import type { Pace } from './pace.ts';
import { createPoster } from './poster.ts';
import { classifyFailure } from './sendOutcome.ts';

export interface NotifierOptions {
  readonly rest: REST;
  readonly webhook: WebhookAddress | null;
  /** Whether there is a bot beside the webhook. */
  readonly hasBot: () => boolean;
  readonly clock: Clock;
  readonly log: Logger;
  readonly pace: Pace;
  readonly invalidRequests: Pick<InvalidRequests, 'waitMs'>;
  readonly canReadHistory: (channelId: string) => boolean;
  /** Why a mention would notify nobody, as far as the bot can know. */
  readonly pingFailure: (pinged: Pinged) => Promise<PingFailure | null>;
  /** A place where a guild was to be told instead of its own did not work either. */
  readonly onRefugeRefused: (guildId: string, place: Place) => void;
}

/** Of all requests of one attempt. Shorter than the lease of a delivery, so that nobody else sends it meanwhile. */
const ATTEMPT_MS: Millis = MINUTE;
const endOfAttempt = () => AbortSignal.timeout(ATTEMPT_MS);

/** Discord knows a nonce for "the past few minutes", without saying how many. */
const NONCE_HOLDS_MS: Millis = MINUTE;

/** Where nobody can look whether one arrived, more copies than these would be a flood. */
const MOST_COPIES = 3;

/** What must be written before a message may leave could not be written. */
class NotLeavingError extends Error {
  override readonly name = 'NotLeavingError';
}

/** One message on its way: what is to be sent where, and whether an earlier try may have arrived. */
interface Attempt {
  readonly delivery: Delivery;
  readonly guild: Guild;
  readonly place: Place;
  readonly steps: SendSteps;
  readonly detour: Detour | null;
  /** Ends the attempt, and every request of it. */
  readonly ends: AbortSignal;
  isUncertain: boolean;
  /** Why its mention notifies nobody, as far as is known before it leaves. */
  pingFailure: PingFailure | null;
}

/** Sends messages to a guild's place: one attempt a call, and what came of it as data. */
export function createNotifier(options: NotifierOptions): Notifier {
  const { rest, webhook, clock, log, pace, invalidRequests } = options;
  const poster = createPoster(rest, webhook);
  const look = createLook({ ...options, poster });

  const bodyOf = ({ delivery, guild, place, detour, pingFailure }: Attempt, isRepeat: boolean): MessageBody => {
    const message = newMessage(delivery);
    const how = { isRepeat, detour: detour?.why ?? null, isPlain: delivery.isPlain, pingFailure };
    return messageBody(message, delivery, place, guild, languageOf(guild.locale), how);
  };

  /** What is known of the tries before this one. */
  async function settle(attempt: Attempt): Promise<Found | 'nonced'> {
    const { uncertain } = attempt.delivery;
    if (uncertain === null) return 'absent';
    // Notes and mentions may have been others then.
    const bare = { ...attempt, guild: { ...attempt.guild, mention: null }, detour: null };
    const body = bodyOf(bare, false);
    const { since, place } = uncertain;
    const isSame = isSamePlace(place, attempt.place);
    if (isSame && place.type !== 'webhook' && isWithin(clock.now() - since, NONCE_HOLDS_MS)) return 'nonced';
    const wanted = { since, body, others: attempt.delivery.others ?? [], attempt: attempt.ends };
    if (isSame) return look(place, wanted);
    // The place was changed meanwhile: trouble with the old one says nothing of the new one.
    return look(place, wanted).catch((err: unknown) => {
      if (discordCode(err) !== null) return 'unknown' as const;
      throw err;
    });
  }

  async function sendNew(attempt: Attempt): Promise<SendOutcome> {
    const { delivery, place, steps } = attempt;
    attempt.pingFailure = await foreseenFailure(attempt);
    const found = await settle(attempt);
    if (typeof found === 'object') {
      const at = delivery.uncertain?.place ?? place;
      log.info({ deliveryId: delivery.id }, 'found where an earlier try had put it');
      return { outcome: 'delivered', messageId: found.messageId, place: at };
    }
    attempt.isUncertain &&= found !== 'absent';
    if (found === 'unknown' && delivery.copies >= MOST_COPIES) return { outcome: 'giveUp', why: 'answerLost' };
    const waitMs = pace.waitMs(place);
    if (waitMs > 0) return { outcome: 'retry', afterMs: waitMs, why: 'paced', ...uncertainty(attempt) };

    // Under its nonce it must say the same.
    const isSettled = delivery.uncertain !== null && found !== 'nonced';
    const says = isSettled ? { ...delivery, ...(await written(() => steps.renewed())) } : delivery;
    const body = bodyOf({ ...attempt, delivery: says }, found === 'unknown');
    await written(() => steps.sending(place, copiesAfter(delivery, found)));
    pace.sent(place);
    const posted = await poster.post(place, body, nonceOf(says), attempt.ends);
    const ping = pingOutcome(body, posted.message, attempt.pingFailure);
    return { outcome: 'delivered', messageId: posted.message.id, place: posted.place, ...ping };
  }

  /** A webhook knows only what became of the last mention. */
  async function foreseenFailure({ delivery, guild, place }: Attempt): Promise<PingFailure | null> {
    const mention = mentionIn(newMessage(delivery), place, guild);
    if (mention === null) return null;
    const foreseen = await options.pingFailure({ guildId: guild.id, place, mention });
    return foreseen ?? (guild.pingFailure === 'notPinged' ? guild.pingFailure : null);
  }

  async function sendEdit({ message, target }: Delivery, guild: Guild): Promise<SendOutcome> {
    if (target === null || message.type !== 'edit') return { outcome: 'giveUp', why: 'nothingToEdit' };
    // What another webhook wrote nobody can change any more.
    if (target.place.type === 'webhook' && target.place.webhookId !== webhook?.id) {
      return { outcome: 'giveUp', why: 'nothingToEdit' };
    }
    await poster.edit(target, editBody(target, message.state, guild, languageOf(guild.locale)), endOfAttempt());
    return { outcome: 'delivered', messageId: target.messageId, place: target.place };
  }

  async function guarded(delivery: Delivery, attempt: Attempt | null, work: () => Promise<SendOutcome>) {
    const waitMs = invalidRequests.waitMs();
    const before = attempt === null ? {} : uncertainty(attempt);
    if (waitMs > 0) return { outcome: 'retry', afterMs: waitMs, why: 'tooManyInvalidRequests', ...before } as const;
    try {
      return await work();
    } catch (err) {
      // Nothing has left, and why is for whoever keeps the message.
      if (err instanceof NotLeavingError) throw err.cause;
      log.warn({ err, deliveryId: delivery.id, type: delivery.message.type }, 'send failed');
      const outcome = classifyFailure(err);
      if (outcome.outcome !== 'retry' || attempt?.isUncertain !== true) return outcome;
      return { ...outcome, isUncertain: true as const, ...(outcome.isUncertain ? {} : { isNotStored: true as const }) };
    }
  }

  return {
    async send(delivery, guild, steps, detour) {
      if (delivery.message.type === 'edit') {
        const outcome = await guarded(delivery, null, () => sendEdit(delivery, guild));
        // An edit is a courtesy: a message that somebody deleted, or a place that is gone, is no trouble of the guild's.
        const isOver = outcome.outcome === 'giveUp' && outcome.why !== 'notAllowed';
        return isOver ? { outcome: 'giveUp', why: 'nothingToEdit' } : outcome;
      }
      const place = detour?.place ?? guild.destination;
      if (place === null) return { outcome: 'giveUp', why: 'noDestination' };
      const isUncertain = delivery.uncertain !== null;
      const ends = endOfAttempt();
      const attempt: Attempt = {
        delivery,
        guild,
        place,
        steps,
        detour: detour ?? null,
        ends,
        isUncertain,
        pingFailure: null,
      };
      const outcome = await guarded(delivery, attempt, () => sendNew(attempt));
      if (detour !== undefined && placeTrouble(outcome) !== null) options.onRefugeRefused(guild.id, place);
      return outcome;
    },
  };
}

function newMessage({ message }: Delivery) {
  if (message.type === 'edit') throw new Error('an edit is no new message');
  return message;
}

/** What came of a mention: Discord names in its answer whom it notified. */
function pingOutcome(
  { allowed_mentions: allowed }: MessageBody,
  { mention_roles: roles, mentions }: APIMessage,
  foreseen: PingFailure | null,
): { pingFailure?: PingFailure | null } {
  const [id] = [...(allowed?.roles ?? []), ...(allowed?.users ?? [])];
  if (id === undefined) return {};
  if (foreseen !== null && foreseen !== 'notPinged') return { pingFailure: foreseen };
  const isNotified = roles.includes(id) || mentions.some((user) => user.id === id);
  return { pingFailure: isNotified ? null : 'notPinged' };
}

/** A clock that was set back says nothing of how long ago something was. */
function isWithin(ago: Millis, span: Millis): boolean {
  return ago >= 0 && ago < span;
}

/** An earlier try that may have arrived is not undone by a later one that surely did not. */
function uncertainty({ isUncertain }: Attempt): { isUncertain?: true } {
  return isUncertain ? { isUncertain: true } : {};
}

/** What is found absent never arrived; under its nonce Discord takes it once. */
function copiesAfter({ copies }: Delivery, found: Found | 'nonced'): number {
  if (found === 'absent') return 1;
  return found === 'nonced' ? Math.max(copies, 1) : copies + 1;
}

/** What must be on disk before a message leaves. */
function written<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((cause: unknown) => {
    throw new NotLeavingError('not noted that it leaves', { cause });
  });
}

/** At most 25 characters; the time tells apart what one delivery says at two times, and databases that were begun anew. */
function nonceOf({ id, message }: Delivery): string {
  return `${message.at.toString(36)}-${id.toString(36)}`;
}
