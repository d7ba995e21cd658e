import { languageOf } from '../../discord/words/languages.ts';
import { type Attempt, newMessage } from './attempt.ts';
import { type MessageBody, messageBody } from './messageBody.ts';

/** What an attempt sends; `isRepeat`: an earlier try may have arrived. */
export function attemptBody({ delivery, guild, place, detour, pingFailure }: Attempt, isRepeat: boolean): MessageBody {
  const how = { isRepeat, detour: detour?.why ?? null, isPlain: delivery.isPlain, pingFailure };
  return messageBody(newMessage(delivery), delivery, place, guild, languageOf(guild.locale), how);
}
