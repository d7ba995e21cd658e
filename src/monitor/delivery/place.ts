import type { Place } from '../types.ts';

/** The same text for the same place, whatever order its parts were written in. */
export function placeKey(place: Place): string {
  switch (place.type) {
    case 'channel':
      return `channel ${place.channelId}`;
    case 'webhook':
      return `webhook ${place.webhookId} ${place.isPost ? 'post' : (place.threadId ?? '')}`;
    case 'forum':
      return `forum ${place.channelId}`;
    case 'user':
      return `user ${place.userId}`;
  }
}

export function isSamePlace(a: Place, b: Place): boolean {
  return placeKey(a) === placeKey(b);
}
