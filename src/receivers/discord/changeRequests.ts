import type { InvalidRequests } from '../../discord/invalidRequests.ts';
import { inDiscord } from '../../discord/place.ts';
import { languageOf } from '../../discord/words/languages.ts';
import type { Logger } from '../../log.ts';
import type { Delivery, SentMessage } from '../../monitor/delivery/delivery.ts';
import type { SendOutcome } from '../../monitor/delivery/outcome.ts';
import type { Guild } from '../../monitor/types.ts';
import { withOwnWords } from './attemptBody.ts';
import type { ChangeRequests } from './changes.ts';
import { editBody } from './messageBody.ts';
import type { Poster } from './poster.ts';
import { endOfAttempt } from './requestDeadline.ts';
import { failedOutcome } from './sendOutcome.ts';
import type { Threads } from './threads.ts';
import type { TokenOf } from './webhookPoster.ts';

interface ChangeRequestOptions {
  readonly poster: Pick<Poster, 'edit'>;
  readonly threads: Pick<Threads, 'open' | 'tagState'>;
  readonly tokenOf: TokenOf;
  readonly invalidRequests: Pick<InvalidRequests, 'waitMs'>;
  readonly log: Logger;
}

/** Asks Discord to change a message that was delivered: one attempt a call, and what came of it as data. */
export function createChangeRequests(options: ChangeRequestOptions): ChangeRequests {
  const { poster, threads, tokenOf, invalidRequests, log } = options;

  /** What may be repeated: nothing has to be looked for before. */
  async function repeatable(delivery: Delivery, work: () => Promise<SendOutcome>): Promise<SendOutcome> {
    const waitMs = invalidRequests.waitMs();
    if (waitMs > 0) return { outcome: 'retry', afterMs: waitMs, why: 'tooManyInvalidRequests' };
    return work().catch((err: unknown) => failedOutcome(err, delivery, log));
  }

  return {
    openThread: (delivery: Delivery, target: SentMessage, guild: Guild) =>
      repeatable(delivery, () => threads.open(target, languageOf(guild.locale), endOfAttempt())),

    async edit(delivery, target, guild) {
      const { message } = delivery;
      const place = inDiscord(target.place);
      // Only the webhook that wrote a message can change it.
      const isOurs = place.type !== 'webhook' || tokenOf(place.webhookId) !== null;
      if (!isOurs || message.type !== 'edit') return { outcome: 'giveUp', why: 'nothingToEdit' };
      return repeatable(delivery, async () => {
        const to = withOwnWords(guild, target.parts ?? [delivery]);
        const ends = endOfAttempt();
        await poster.edit(target, editBody(target, message.state, to, languageOf(guild.locale)), ends);
        await threads.tagState(delivery, target, guild, ends);
        return { outcome: 'delivered', messageId: target.messageId, place };
      });
    },
  };
}
