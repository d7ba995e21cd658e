import { type Client, Events, GatewayDispatchEvents } from 'discord.js';
import { fieldOf, isOutage } from './rawFields.ts';

/** Which guilds Discord named since the bot connected: the library keeps those too that went while it was away. */
export function createGuildSession(client: Client) {
  let named = new Set<string>();
  /** Discord listed them, in a form that we know. */
  let isListed = false;

  client.on(Events.ShardReconnecting, () => {
    named = new Set();
    isListed = false;
  });
  client.ws.on(GatewayDispatchEvents.GuildCreate, (data: unknown) => {
    for (const id of idsOf([data])) named.add(id);
  });
  client.ws.on(GatewayDispatchEvents.GuildDelete, (data: unknown) => {
    if (!isOutage(data)) for (const id of idsOf([data])) named.delete(id);
  });
  client.ws.on(GatewayDispatchEvents.Ready, (data: unknown) => {
    const guilds = fieldOf(data, 'guilds');
    const ids = Array.isArray(guilds) ? idsOf(guilds) : [];
    isListed = Array.isArray(guilds) && ids.length === guilds.length;
    for (const id of ids) named.add(id);
  });
  client.on(Events.ShardReady, () => {
    if (isListed) client.guilds.cache.sweep(({ id }) => !named.has(id));
  });

  return {
    /** Whether the bot surely is not in a guild. */
    isWithout: (guildId: string) => isListed && !named.has(guildId),
  };
}

function idsOf(guilds: readonly unknown[]): readonly string[] {
  return guilds.map((guild) => fieldOf(guild, 'id')).filter((id) => typeof id === 'string');
}
