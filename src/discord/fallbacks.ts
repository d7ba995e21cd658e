import { type Client, PermissionFlagsBits } from 'discord.js';
import { placeKey } from '../monitor/delivery/place.ts';
import type { StoredGuild } from '../monitor/ports/guildStore.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';
import type { Place } from '../monitor/types.ts';

/** A place that refused is left alone for so long. */
const LEFT_ALONE_MS: Millis = 10 * MINUTE;

const NEEDED = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.EmbedLinks,
] as const;

/**
 * Where the bot can tell a guild that its own place does not work: in the channel that its webhook posted in, in the channel
 * that Discord itself uses for such notices, or to its owner.
 */
export function createFallbacks(client: Client, elapsed: () => Millis) {
  const refused = new Map<string, Millis>();
  const isLeftAlone = (guildId: string, place: Place) => (refused.get(keyOf(guildId, place)) ?? 0) > elapsed();

  return {
    of({ id, webhookChannelId }: Pick<StoredGuild, 'id' | 'webhookChannelId'>): readonly Place[] {
      const guild = client.guilds.cache.get(id);
      if (guild === undefined) return [];
      const me = guild.members.me;
      const channels = new Set([webhookChannelId, guild.systemChannelId].filter((channelId) => channelId !== null));
      const writable = [...channels].filter((channelId) => {
        const channel = guild.channels.cache.get(channelId);
        return channel !== undefined && me !== null && channel.permissionsFor(me).has(NEEDED);
      });
      const places: readonly Place[] = [
        ...writable.map((channelId) => ({ type: 'channel', channelId }) as const),
        { type: 'user', userId: guild.ownerId },
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
