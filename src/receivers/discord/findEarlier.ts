import type { InvalidRequests } from '../../discord/invalidRequests.ts';
import type { Pinged } from '../../discord/pingCheck.ts';
import { inDiscord } from '../../discord/place.ts';
import type { Logger } from '../../log.ts';
import { type SendOutcome, stillUncertain } from '../../monitor/delivery/outcome.ts';
import type { PingFailure } from '../../monitor/delivery/pingFailure.ts';
import type { Attempt, Earlier } from '../../monitor/ports/receiver.ts';
import type { Clock } from '../../monitor/time.ts';
import { messagesOf } from './attemptBody.ts';
import { createEarlierAttempt } from './earlierAttempt.ts';
import { createFindSentMessage, type FindSentMessageOptions } from './findSentMessage.ts';
import { mentionIn } from './mentionIn.ts';
import { postOf } from './postOf.ts';
import { endOfAttempt } from './requestDeadline.ts';
import { failedOutcome } from './sendOutcome.ts';

export interface FindOptions extends FindSentMessageOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly invalidRequests: Pick<InvalidRequests, 'waitMs'>;
  /** Why a mention would notify nobody, as far as the bot can know. */
  readonly pingFailure: (pinged: Pinged) => Promise<PingFailure | null>;
}

/** Says what became of earlier attempts, and whether another one may begin now. */
export function createFindEarlier(options: FindOptions) {
  const { clock, log, invalidRequests } = options;
  const earlierAttempt = createEarlierAttempt(createFindSentMessage(options), clock);

  /** A webhook knows only what became of the last mention. */
  async function foreseenFailure({ delivery, guild, ...attempt }: Attempt): Promise<PingFailure | null> {
    const place = inDiscord(attempt.place);
    const mention = mentionIn(messagesOf(delivery), place, guild);
    if (mention === null) return null;
    const foreseen = await options.pingFailure({ guildId: guild.id, place, mention });
    return foreseen ?? (guild.pingFailure === 'notPinged' ? guild.pingFailure : null);
  }

  async function find(attempt: Attempt): Promise<Earlier> {
    const { delivery, place } = attempt;
    const found = await earlierAttempt(attempt, endOfAttempt());
    if (typeof found === 'object') {
      log.info({ deliveryId: delivery.id }, 'already in Discord: an earlier attempt had arrived');
      const sentTo = delivery.uncertain?.place ?? place;
      const standsIn = found.place ?? sentTo;
      const { messageId } = found;
      return { found: 'message', messageId, place: standsIn, ...postOf(messageId, sentTo, standsIn) };
    }
    return { found, pingFailure: await foreseenFailure(attempt) };
  }

  return async (attempt: Attempt): Promise<Earlier> => {
    const mayHaveArrived = attempt.delivery.uncertain !== null;
    const waitMs = invalidRequests.waitMs();
    if (waitMs > 0) return notNow({ outcome: 'retry', afterMs: waitMs, why: 'tooManyInvalidRequests' }, mayHaveArrived);
    try {
      return await find(attempt);
    } catch (err) {
      return notNow(failedOutcome(err, attempt.delivery, log), mayHaveArrived);
    }
  };
}

function notNow(outcome: SendOutcome, mayHaveArrived: boolean): Earlier {
  return { found: 'notNow', outcome: mayHaveArrived ? stillUncertain(outcome) : outcome };
}
