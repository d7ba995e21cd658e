import { inDiscord } from '../../discord/place.ts';
import type { Delivered } from '../../monitor/delivery/outcome.ts';
import { isSamePlace, type Place } from '../../monitor/delivery/place.ts';
import { asDestination } from './route/incidentThread.ts';

/** Whether a message that was sent to one place opened the post that it stands in, and what for. */
export function postOf(sentTo: Place, standsIn: Place): Pick<Delivered, 'post'> {
  const asked = inDiscord(sentTo);
  if (asked.type === 'forum' || (asked.type === 'webhook' && asked.isPost)) return { post: 'ofIncident' };
  const place = inDiscord(standsIn);
  // In a forum a webhook opens a post for all that it sends.
  const isNew = place.type === 'webhook' && place.threadId !== undefined && !isSamePlace(asked, place);
  const destination = isNew ? asDestination(place) : null;
  return destination === null ? {} : { post: { destination } };
}
