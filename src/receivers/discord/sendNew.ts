import type { Pinged } from '../../discord/pingCheck.ts';
import type { Logger } from '../../log.ts';
import type { Delivery, SendOutcome } from '../../monitor/alerts/message.ts';
import type { PingFailure } from '../../monitor/delivery/pingFailure.ts';
import type { Clock } from '../../monitor/time.ts';
import { type Attempt, newMessage, uncertainty } from './attempt.ts';
import { attemptBody } from './attemptBody.ts';
import { createEarlierAttempt, type Earlier } from './earlierAttempt.ts';
import { createLook, type LookOptions } from './lookForMessage.ts';
import { mentionIn } from './messageBody.ts';
import { written } from './notLeaving.ts';
import type { Pace } from './pace.ts';
import { pingOutcome } from './pingOutcome.ts';
import type { Poster } from './poster.ts';

export interface NewSenderOptions extends LookOptions {
  readonly poster: Poster;
  readonly clock: Clock;
  readonly log: Logger;
  readonly pace: Pace;
  /** Why a mention would notify nobody, as far as the bot can know. */
  readonly pingFailure: (pinged: Pinged) => Promise<PingFailure | null>;
}

/** Where nobody can look whether one arrived, more copies than these would be a flood. */
const MOST_COPIES = 3;

/** Sends a message that is no edit, unless an earlier try is found to have arrived. */
export function createNewSender(options: NewSenderOptions) {
  const { poster, log, pace, clock } = options;
  const earlierAttempt = createEarlierAttempt(createLook(options), clock);

  /** A webhook knows only what became of the last mention. */
  async function foreseenFailure({ delivery, guild, place }: Attempt): Promise<PingFailure | null> {
    const mention = mentionIn(newMessage(delivery), place, guild);
    if (mention === null) return null;
    const foreseen = await options.pingFailure({ guildId: guild.id, place, mention });
    return foreseen ?? (guild.pingFailure === 'notPinged' ? guild.pingFailure : null);
  }

  /** After this it may have arrived, whatever comes of it. */
  async function post(attempt: Attempt, found: Earlier): Promise<SendOutcome> {
    const { delivery, place, steps } = attempt;
    // Under its nonce it must say the same.
    const isSettled = delivery.uncertain !== null && found !== 'nonced';
    const says = isSettled ? { ...delivery, ...(await written(() => steps.renewed())) } : delivery;
    const body = attemptBody({ ...attempt, delivery: says }, found === 'unknown');
    await written(() => steps.sending(place, copiesAfter(delivery, found)));
    pace.sent(place);
    const posted = await poster.post(place, body, nonceOf(says), attempt.ends);
    const ping = pingOutcome(body, posted.message, attempt.pingFailure);
    return { outcome: 'delivered', messageId: posted.message.id, place: posted.place, ...ping };
  }

  return async (attempt: Attempt): Promise<SendOutcome> => {
    const { delivery, place } = attempt;
    attempt.pingFailure = await foreseenFailure(attempt);
    const found = await earlierAttempt(attempt);
    if (typeof found === 'object') {
      log.info({ deliveryId: delivery.id }, 'found where an earlier try had put it');
      return { outcome: 'delivered', messageId: found.messageId, place: delivery.uncertain?.place ?? place };
    }
    attempt.isUncertain &&= found !== 'absent';
    if (found === 'unknown' && delivery.copies >= MOST_COPIES) return { outcome: 'giveUp', why: 'answerLost' };
    const waitMs = pace.waitMs(place);
    if (waitMs > 0) return { outcome: 'retry', afterMs: waitMs, why: 'paced', ...uncertainty(attempt) };
    return post(attempt, found);
  };
}

/** What is found absent never arrived; under its nonce Discord takes it once. */
function copiesAfter({ copies }: Delivery, found: Earlier): number {
  if (found === 'absent') return 1;
  return found === 'nonced' ? Math.max(copies, 1) : copies + 1;
}

/** At most 25 characters; the time tells apart what one delivery says at two times, and databases that were begun anew. */
function nonceOf({ id, message }: Delivery): string {
  return `${message.at.toString(36)}-${id.toString(36)}`;
}
