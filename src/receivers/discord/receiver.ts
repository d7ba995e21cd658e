import { inDiscord } from '../../discord/place.ts';
import { languageOf } from '../../discord/words/languages.ts';
import type { Delivery } from '../../monitor/delivery/delivery.ts';
import type { SendOutcome } from '../../monitor/delivery/outcome.ts';
import type { Place } from '../../monitor/delivery/place.ts';
import type { Attempt, Receiver } from '../../monitor/ports/receiver.ts';
import { messagesOf } from './attemptBody.ts';
import { createChangeRequests } from './changeRequests.ts';
import { createChanges } from './changes.ts';
import { createFindEarlier, type FindOptions } from './findEarlier.ts';
import { isEditedLater, mentionIn } from './mentionIn.ts';
import { newPost } from './newPost.ts';
import { attemptContent, type DrawIncident } from './picture.ts';
import { pingOutcome } from './pingOutcome.ts';
import { createPoster, type PosterOptions } from './poster.ts';
import { postOf } from './postOf.ts';
import { endOfAttempt } from './requestDeadline.ts';
import { placeTrouble } from './route/placeTrouble.ts';
import { createRoutes } from './route/routes.ts';
import type { RouteOptions } from './route/routeToDestination.ts';
import { failedOutcome } from './sendOutcome.ts';
import { createThreads } from './threads.ts';

export interface DiscordReceiverOptions
  extends Omit<FindOptions, 'poster'>,
    Pick<PosterOptions, 'onPostedIn'>,
    Pick<RouteOptions, 'knowsWebhook'> {
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
  const { tokenOf, log, onFallbackRefused, drawIncident } = options;
  const threads = createThreads(options);
  const poster = createPoster({ ...options, threads: threads.requests, tagsOfWebhook: threads.tagsOfWebhook });
  const find = createFindEarlier({ ...options, poster });

  return {
    ...createRoutes(options),

    async findEarlier(attempt) {
      const earlier = await find(attempt);
      if (earlier.found === 'notNow') noteRefused(attempt, earlier.outcome);
      return earlier;
    },

    async send(attempt, beginning) {
      const { delivery } = attempt;
      const place = inDiscord(attempt.place);
      const work = async (): Promise<SendOutcome> => {
        if (place.type === 'webhook' && tokenOf(place.webhookId) === null) return GONE;
        const ends = endOfAttempt();
        const content = await attemptContent(attempt, beginning, drawIncident, ends);
        if (content === null) return NOT_DRAWN;
        if (content === 'late') return DRAWN_LATER;
        const { body, files } = content;
        const posting = {
          nonce: nonceOf(delivery),
          newPost: () => newPost(messagesOf(delivery), languageOf(attempt.guild.locale)),
          isOnlyThere: attempt.isOnlyThere === true,
          files,
        };
        const posted = await poster.post(place, body, posting, ends);
        await threads.tagSeverity(delivery, attempt.guild, ends);
        const ping = pingOutcome(body, posted.message, beginning.pingFailure);
        const messages = messagesOf(delivery);
        const mentioned = isEditedLater(messages[0]) ? { mentioned: mentionIn(messages, place, attempt.guild) } : {};
        const stands = {
          messageId: posted.message.id,
          place: posted.place,
          ...postOf(posted.message.id, place, posted.place),
        };
        return { outcome: 'delivered', ...stands, ...mentioned, ...ping };
      };
      const outcome = await work().catch((err: unknown) => failedOutcome(err, delivery, log));
      noteRefused(attempt, outcome);
      return outcome;
    },

    change: createChanges(createChangeRequests({ ...options, poster, threads }), log),
  };

  function noteRefused({ guild, place, fallbackFor }: Attempt, outcome: SendOutcome): void {
    if (fallbackFor !== null && placeTrouble(outcome) !== null) onFallbackRefused(guild.id, place);
  }
}

/** At most 25 characters; the time tells apart what one delivery says at two times, and a database from an older one that it replaced. */
function nonceOf({ id, message }: Delivery): string {
  return `${message.at.toString(36)}-${id.toString(36)}`;
}
