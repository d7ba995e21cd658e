import { languageOf } from '../../discord/words/languages.ts';
import type { Delivery } from '../../monitor/delivery/delivery.ts';
import type { Attempt, Beginning } from '../../monitor/ports/receiver.ts';
import { type MessageBody, messageBody } from './messageBody.ts';

/** What an attempt sends. */
export function attemptBody(attempt: Attempt, { found, pingFailure }: Beginning): MessageBody {
  const { delivery, guild, place, fallbackFor } = attempt;
  const how = { isRepeat: found === 'unknown', fallback: fallbackFor, isPlain: delivery.isPlain, pingFailure };
  return messageBody(newMessage(delivery), delivery, place, guild, languageOf(guild.locale), how);
}

export function newMessage({ message }: Delivery) {
  if (message.type === 'edit') throw new Error('an edit is no new message');
  return message;
}
