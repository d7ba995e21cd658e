import type { RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import { pings } from '../../discord/pings.ts';
import type { DiscordPlace } from '../../discord/place.ts';
import type { SentMessage } from '../../monitor/delivery/delivery.ts';
import { SOMEONE } from '../../monitor/someone.ts';
import type { Guild, Mention } from '../../monitor/types.ts';
import type { NewMessage, NewMessages } from './messageEmbeds.ts';

type To = Pick<Guild, 'mention' | 'mentionFrom'>;
type Allowed = RESTPostAPIChannelMessageJSONBody['allowed_mentions'];

export const NOBODY = { parse: [] };

export function only({ type, id }: Mention): Allowed {
  return type === 'role' ? { parse: [], roles: [id] } : { parse: [], users: [id] };
}

/** Whom a message mentions at a place; null: nobody. Nobody's role is known in a direct message. */
export function mentionIn(messages: NewMessages, place: DiscordPlace, to: To): Mention | null {
  return place.type === 'user' ? null : mentionOf(messages, to);
}

/** Whether what becomes of its incident is said by an edit of it. */
export function isEditedLater({ type }: NewMessage): boolean {
  return type === 'alert' || type === 'escalation' || type === 'flapping' || type === 'stillOnIt';
}

/** Whom a message that was sent mentions: those that it mentioned then, not those that it would mention by now. */
export function mentionedIn(
  { mentioned }: Pick<SentMessage, 'mentioned'>,
  messages: readonly NewMessage[],
  to: To,
): Mention | null {
  if (mentioned === undefined) return mentionOf(messages, to);
  return mentioned?.id === SOMEONE.userId ? null : mentioned;
}

function mentionOf(messages: readonly NewMessage[], to: To): Mention | null {
  const [first] = messages;
  // Only the person who is asked.
  if (first?.type === 'stillOnIt') {
    const { userId } = first.acknowledged.by;
    return userId === SOMEONE.userId ? null : { type: 'user', id: userId };
  }
  const step = first !== undefined && 'step' in first ? first.step : undefined;
  // Whom a direct message was for, whom the step names, and else whom every alert mentions.
  const mention = directTo(first) ?? step?.mention ?? to.mention;
  if (mention?.id === SOMEONE.userId) return null;
  return messages.some((message) => isPinging(message, to)) ? mention : null;
}

/** Whom a message is to reach by direct message; null: it is for a channel. */
export function directTo(message: NewMessage | undefined): Mention | null {
  const place = message !== undefined && 'step' in message ? message.step?.place : null;
  return place?.type === 'user' ? { type: 'user', id: place.userId } : null;
}

function isPinging(message: NewMessage, to: To): boolean {
  if ('step' in message && message.step !== undefined) return true;
  if (message.type === 'catchUp') return message.pings && pings('critical', to);
  if (message.type === 'alert' && message.pings === false) return false;
  return (message.type === 'alert' || message.type === 'test') && pings(message.severity, to);
}
