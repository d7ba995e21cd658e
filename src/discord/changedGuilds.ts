import { type Client, Events, GatewayDispatchEvents } from 'discord.js';
import { fieldOf } from './rawFields.ts';

/** Guilds of which Discord said anything since they were last asked for: a channel, a role, the bot's own permissions. */
export function createChangedGuilds(client: Client) {
  const changed = new Set<string>();
  client.on(Events.Raw, (packet: unknown) => {
    const name = fieldOf(packet, 't');
    if (name === GatewayDispatchEvents.InteractionCreate) return;
    const data = fieldOf(packet, 'd');
    const isGuild = typeof name === 'string' && /^GUILD_(?:CREATE|UPDATE|DELETE)$/.test(name);
    const guildId = fieldOf(data, isGuild ? 'id' : 'guild_id');
    if (typeof guildId === 'string') changed.add(guildId);
  });
  return {
    /** At most so many of them, which are no longer listed then. */
    take(most: number): readonly string[] {
      const taken = [...changed].slice(0, most);
      for (const guildId of taken) changed.delete(guildId);
      return taken;
    },
    /** They could not be looked after. */
    putBack(guildIds: readonly string[]): void {
      for (const guildId of guildIds) changed.add(guildId);
    },
  };
}
