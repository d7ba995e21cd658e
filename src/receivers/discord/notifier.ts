import type { InvalidRequests } from '../../discord/invalidRequests.ts';
import { languageOf } from '../../discord/words/languages.ts';
import type { Delivery, SendOutcome } from '../../monitor/alerts/message.ts';
import { placeTrouble } from '../../monitor/delivery/placeTrouble.ts';
import type { Notifier } from '../../monitor/ports/receiver.ts';
import type { Guild, Place } from '../../monitor/types.ts';
import { type Attempt, endOfAttempt, uncertainty } from './attempt.ts';
import { editBody } from './messageBody.ts';
import { NotLeavingError } from './notLeaving.ts';
import { createPoster } from './poster.ts';
import { createNewSender, type NewSenderOptions } from './sendNew.ts';
import { classifyFailure } from './sendOutcome.ts';

export interface NotifierOptions extends Omit<NewSenderOptions, 'poster'> {
  readonly invalidRequests: Pick<InvalidRequests, 'waitMs'>;
  /** A place where a guild was to be told instead of its own did not work either. */
  readonly onRefugeRefused: (guildId: string, place: Place) => void;
}

/** Sends messages to a guild's place: one attempt a call, and what came of it as data. */
export function createNotifier(options: NotifierOptions): Notifier {
  const { rest, webhook, log, invalidRequests } = options;
  const poster = createPoster(rest, webhook);
  const sendNew = createNewSender({ ...options, poster });

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
      return failedOutcome(err, attempt);
    }
  }

  return {
    async send(delivery, guild, steps, detour) {
      if (delivery.message.type === 'edit') {
        return asCourtesy(await guarded(delivery, null, () => sendEdit(delivery, guild)));
      }
      const place = detour?.place ?? guild.destination;
      if (place === null) return { outcome: 'giveUp', why: 'noDestination' };
      const attempt: Attempt = {
        delivery,
        guild,
        place,
        steps,
        detour: detour ?? null,
        ends: endOfAttempt(),
        isUncertain: delivery.uncertain !== null,
        pingFailure: null,
      };
      const outcome = await guarded(delivery, attempt, () => sendNew(attempt));
      if (detour !== undefined && placeTrouble(outcome) !== null) options.onRefugeRefused(guild.id, place);
      return outcome;
    },
  };
}

function failedOutcome(err: unknown, attempt: Attempt | null): SendOutcome {
  const outcome = classifyFailure(err);
  if (outcome.outcome !== 'retry' || attempt?.isUncertain !== true) return outcome;
  return { ...outcome, isUncertain: true, ...(outcome.isUncertain ? {} : { isNotStored: true as const }) };
}

/** An edit is a courtesy: a message that somebody deleted, or a place that is gone, is no trouble of the guild's. */
function asCourtesy(outcome: SendOutcome): SendOutcome {
  const isOver = outcome.outcome === 'giveUp' && outcome.why !== 'notAllowed';
  return isOver ? { outcome: 'giveUp', why: 'nothingToEdit' } : outcome;
}
