import { type Place, placeKey } from '../monitor/delivery/place.ts';
import type { StoredGuild } from '../monitor/ports/guildStore.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';
import type { GuildSnapshot } from './guildSnapshot.ts';
import type { DiscordPlace } from './place.ts';

/** A place that refused is left alone for so long. */
const LEFT_ALONE_MS: Millis = 10 * MINUTE;

/**
 * Where the bot can tell a guild that its own place does not work: in the channel that its webhook posted in, in the channel
 * that Discord itself uses for such notices, or to its owner.
 */
export function createFallbacks(snapshotOf: (guildId: string) => GuildSnapshot | null, elapsed: () => Millis) {
  const refused = new Map<string, Millis>();
  const isLeftAlone = (guildId: string, place: Place) => (refused.get(keyOf(guildId, place)) ?? 0) > elapsed();

  return {
    of({ id, webhookChannelId }: Pick<StoredGuild, 'id' | 'webhookChannelId'>): readonly Place[] {
      const snapshot = snapshotOf(id);
      if (snapshot === null) return [];
      const channels = new Set([webhookChannelId, snapshot.systemChannelId].filter((channelId) => channelId !== null));
      const writable = [...channels].filter((channelId) => snapshot.channel(channelId)?.canPost === true);
      const places: readonly DiscordPlace[] = [
        ...writable.map((channelId) => ({ type: 'channel', channelId }) as const),
        { type: 'user', userId: snapshot.ownerId },
      ];
      return places.filter((place) => !isLeftAlone(id, place));
    },
    refuse(guildId: string, place: Place): void {
      refused.set(keyOf(guildId, place), elapsed() + LEFT_ALONE_MS);
    },
  };
}

function keyOf(guildId: string, place: Place): string {
  return `${guildId} ${placeKey(place)}`;
}
