import { languageOf } from '../../discord/words/languages.ts';
import type { Delivery } from '../../monitor/delivery/delivery.ts';
import type { SendOutcome } from '../../monitor/delivery/outcome.ts';
import { placeTrouble } from '../../monitor/delivery/placeTrouble.ts';
import type { Receiver } from '../../monitor/ports/receiver.ts';
import type { Place } from '../../monitor/types.ts';
import { messagesOf, withOwnWords } from './attemptBody.ts';
import { createFindEarlier, type FindOptions } from './findEarlier.ts';
import { isEditedLater, mentionIn } from './mentionIn.ts';
import { editBody } from './messageBody.ts';
import { newPost } from './newPost.ts';
import { attemptContent, type DrawIncident } from './picture.ts';
import { pingOutcome } from './pingOutcome.ts';
import { createPoster, type PosterOptions } from './poster.ts';
import { endOfAttempt } from './requestDeadline.ts';
import { failedOutcome } from './sendOutcome.ts';
import { createThreads } from './threads.ts';

export interface DiscordReceiverOptions extends Omit<FindOptions, 'poster'>, Pick<PosterOptions, 'onPostedIn'> {
  /** A fallback, where a guild was to be notified instead of at its own place, did not work either. */
  readonly onFallbackRefused: (guildId: string, place: Place) => void;
  readonly drawIncident: DrawIncident;
}

/** Without its token there is no way to ask for it. */
const GONE: SendOutcome = { outcome: 'giveUp', why: 'destinationGone' };
const NOT_DRAWN: SendOutcome = { outcome: 'giveUp', why: 'nothingToEdit' };
const DRAWN_LATER: SendOutcome = { outcome: 'retry', afterMs: null, why: 'unknownFailure' };

/** Sends messages to Discord: one attempt a call, and what came of it as data. */
export function createDiscordReceiver(options: DiscordReceiverOptions): Receiver {
  const { tokenOf, log, invalidRequests, onFallbackRefused, drawIncident } = options;
  const threads = createThreads(options);
  const poster = createPoster({ ...options, threads: threads.requests, tagsOfWebhook: threads.tagsOfWebhook });
  const find = createFindEarlier({ ...options, poster });

  /** What may be repeated: nothing has to be looked for before. */
  async function repeatable(delivery: Delivery, work: () => Promise<SendOutcome>): Promise<SendOutcome> {
    const waitMs = invalidRequests.waitMs();
    if (waitMs > 0) return { outcome: 'retry', afterMs: waitMs, why: 'tooManyInvalidRequests' };
    return outcomeOf(delivery, work);
  }

  /** What fails is said as an outcome. */
  function outcomeOf(delivery: Delivery, work: () => Promise<SendOutcome>): Promise<SendOutcome> {
    return work().catch((err: unknown) => failedOutcome(err, delivery, log));
  }

  return {
    async findEarlier(attempt) {
      const earlier = await find(attempt);
      if (earlier.found === 'notNow') noteRefused(attempt, earlier.outcome);
      return earlier;
    },

    async send(attempt, beginning) {
      const { delivery, place } = attempt;
      const outcome = await outcomeOf(delivery, async () => {
        if (place.type === 'webhook' && tokenOf(place.webhookId) === null) return GONE;
        const ends = endOfAttempt();
        const content = await attemptContent(attempt, beginning, drawIncident, ends);
        if (content === null) return NOT_DRAWN;
        if (content === 'late') return DRAWN_LATER;
        const { body, files } = content;
        const posting = {
          nonce: nonceOf(delivery),
          newPost: () => newPost(messagesOf(delivery), languageOf(attempt.guild.locale)),
          isOnlyThere: attempt.isInThread === true,
          files,
        };
        const posted = await poster.post(place, body, posting, ends);
        await threads.tagSeverity(delivery, attempt.guild, ends);
        const ping = pingOutcome(body, posted.message, beginning.pingFailure);
        const messages = messagesOf(delivery);
        const mentioned = isEditedLater(messages[0]) ? { mentioned: mentionIn(messages, place, attempt.guild) } : {};
        return { outcome: 'delivered', messageId: posted.message.id, place: posted.place, ...mentioned, ...ping };
      });
      noteRefused(attempt, outcome);
      return outcome;
    },

    openThread: (delivery, target, guild) =>
      repeatable(delivery, () => threads.open(target, languageOf(guild.locale), endOfAttempt())),

    async edit(delivery, target, guild) {
      const { message } = delivery;
      // Only the webhook that wrote a message can change it.
      const isOurs = target.place.type !== 'webhook' || tokenOf(target.place.webhookId) !== null;
      if (!isOurs || message.type !== 'edit') return { outcome: 'giveUp', why: 'nothingToEdit' };
      return repeatable(delivery, async () => {
        const to = withOwnWords(guild, target.parts ?? [delivery]);
        const ends = endOfAttempt();
        await poster.edit(target, editBody(target, message.state, to, languageOf(guild.locale)), ends);
        await threads.tagState(delivery, target, guild, ends);
        return { outcome: 'delivered', messageId: target.messageId, place: target.place };
      });
    },
  };

  function noteRefused({ guild, place, fallbackFor }: Parameters<typeof find>[0], outcome: SendOutcome): void {
    if (fallbackFor !== null && placeTrouble(outcome) !== null) onFallbackRefused(guild.id, place);
  }
}

/** At most 25 characters; the time tells apart what one delivery says at two times, and a database from an older one that it replaced. */
function nonceOf({ id, message }: Delivery): string {
  return `${message.at.toString(36)}-${id.toString(36)}`;
}
