import { inDiscord } from '../../discord/place.ts';
import type { Delivered } from '../../monitor/delivery/outcome.ts';
import { isSamePlace, type Place } from '../../monitor/delivery/place.ts';

/** The post that a message opened, by the place that it was sent to and the place where it is now. A post has the id of its first message. */
export function postOf(messageId: string, sentTo: Place, standsIn: Place): Pick<Delivered, 'post'> {
  const asked = inDiscord(sentTo);
  if (asked.type === 'forum' || (asked.type === 'webhook' && asked.isPost))
    return { post: { threadId: messageId, destination: null } };
  const place = inDiscord(standsIn);
  if (place.type !== 'webhook' || place.threadId === undefined || isSamePlace(asked, place)) return {};
  // In a forum a webhook opens a post for all that it sends.
  const { webhookId, threadId } = place;
  return { post: { threadId, destination: { type: 'webhook', webhookId, threadId } } };
}
