import { placeKey } from '../../monitor/delivery/place.ts';
import { MINUTE, type Millis } from '../../monitor/time.ts';
import type { Place } from '../../monitor/types.ts';

/**
 * Discord's limits on what is sent to one place: 5 in 2 seconds for a webhook, and 30 in a minute for a channel, which no
 * header shows (https://github.com/discord/discord-api-docs/issues/367). Kept by us, so that it never has to refuse.
 */
const LIMITS: Readonly<Record<Place['type'], readonly { readonly sends: number; readonly inMs: Millis }[]>> = {
  webhook: [
    { sends: 5, inMs: 2_000 },
    { sends: 30, inMs: MINUTE },
  ],
  channel: [{ sends: 30, inMs: MINUTE }],
  forum: [{ sends: 30, inMs: MINUTE }],
  user: [{ sends: 30, inMs: MINUTE }],
};
const LONGEST_MS: Millis = MINUTE;

/** Counts what was sent to each place by a clock that only moves forward, in milliseconds. */
export function createSendRateLimiter(elapsed: () => Millis) {
  const sentTo = new Map<string, number[]>();

  return {
    /** How long to wait before the next message may leave for a place; 0: none. */
    waitMs(place: Place): Millis {
      const now = elapsed();
      const sent = sentTo.get(keyOf(place)) ?? [];
      const waits = LIMITS[place.type].map(({ sends, inMs }) => {
        const before = sent.at(-sends);
        return before === undefined ? 0 : before + inMs - now;
      });
      return Math.max(0, ...waits);
    },
    sent(place: Place): void {
      const now = elapsed();
      for (const [key, times] of sentTo) {
        const lately = times.filter((at) => now - at < LONGEST_MS);
        if (lately.length === 0) sentTo.delete(key);
        else sentTo.set(key, lately);
      }
      sentTo.set(keyOf(place), [...(sentTo.get(keyOf(place)) ?? []), now]);
    },
  };
}

export type SendRateLimiter = ReturnType<typeof createSendRateLimiter>;

/** All threads of a webhook share its limit. */
function keyOf(place: Place): string {
  return placeKey(place.type === 'webhook' ? { type: 'webhook', webhookId: place.webhookId } : place);
}
