import { inDiscord } from '../../discord/place.ts';
import { languageOf } from '../../discord/words/languages.ts';
import type { Message } from '../../monitor/alerts/message.ts';
import type { Delivery } from '../../monitor/delivery/delivery.ts';
import { isOfTarget } from '../../monitor/delivery/messageTypes.ts';
import type { Attempt, Beginning } from '../../monitor/ports/receiver.ts';
import { ownWordsFor } from '../../monitor/settings/ownWords.ts';
import type { Guild } from '../../monitor/types.ts';
import { type MessageBody, messageBody } from './messageBody.ts';
import type { NewMessage, NewMessages } from './messageEmbeds.ts';

/** What an attempt sends. */
export function attemptBody(attempt: Attempt, { found, pingFailure }: Beginning): MessageBody {
  const { delivery, guild, place, fallbackFor } = attempt;
  const options = { isRepeat: found === 'unknown', fallback: fallbackFor, isPlain: delivery.isPlain, pingFailure };
  const to = withOwnWords(guild, [delivery, ...(delivery.companions ?? [])]);
  return messageBody(messagesOf(delivery), delivery, inDiscord(place), to, languageOf(guild.locale), options);
}

/** With what the operator adds to the alerts of these kinds and pipelines. */
export function withOwnWords(guild: Guild, parts: readonly Pick<Delivery, 'about'>[]) {
  const about = parts.flatMap((one) => one.about ?? []);
  return { ...guild, ownWords: ownWordsFor(guild, about) };
}

/** What a delivery tells, with its companions. */
export function messagesOf({ message, companions = [] }: Delivery): NewMessages {
  return [newMessage(message), ...companions.map((companion) => newMessage(companion.message))];
}

function newMessage(message: Message): NewMessage {
  if (isOfTarget(message)) throw new Error(`of type ${message.type} is no new message`);
  return message;
}
