import { type DiscordPlace, inDiscord } from '../../../discord/place.ts';
import type { FirstMessage } from '../../../monitor/delivery/delivery.ts';
import type { Destination } from '../../../monitor/types.ts';

/** The thread that hangs on a first message, or the post that it begins; null where there is none. */
export function threadOf(first: Pick<FirstMessage, 'place' | 'messageId' | 'threadId'>): Destination | null {
  const place = inDiscord(first.place);
  const { threadId } = first;
  if (isPost(first)) return asDestination(place);
  if (threadId === null) return null;
  if (place.type === 'webhook') return { type: 'webhook', webhookId: place.webhookId, threadId };
  return { type: 'channel', channelId: threadId };
}

/** Whether a message begins a post: both have one id. */
export function isPost({ place, messageId }: Pick<FirstMessage, 'place' | 'messageId'>): boolean {
  const there = inDiscord(place);
  if (there.type === 'channel') return there.channelId === messageId;
  return there.type === 'webhook' && there.threadId === messageId;
}

/** A place where other messages can be sent as well; null: nobody goes back to a direct message. */
export function asDestination(place: DiscordPlace): Destination | null {
  if (place.type === 'channel') return place;
  if (place.type !== 'webhook' || place.isPost) return null;
  const { webhookId, threadId } = place;
  return { type: 'webhook', webhookId, ...(threadId === undefined ? {} : { threadId }) };
}
