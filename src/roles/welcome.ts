import type { CommandSync } from '../discord/commandSync.ts';
import type { Gateway } from '../discord/gateway.ts';
import type { Shard } from '../discord/sharding/shardOf.ts';
import type { Core } from './core.ts';

export interface WelcomeOptions {
  readonly sync: CommandSync;
  /** A guild came, or is known better than before. */
  readonly onGuilds: () => void;
  /** Commands may be registered now. */
  readonly onCommands: () => void;
}

/** What is done each time a shard is connected. */
export function createWelcome(
  { monitor, log }: Core,
  { sync, onGuilds, onCommands }: WelcomeOptions,
  { id, count }: Shard,
  /** Called with the number of the servers that the connection has heard of. */
  onServers: (servers: number) => void,
) {
  return async (gateway: Gateway): Promise<void> => {
    await gateway.review().catch((err: unknown) => log.error({ err }, 'guilds not written'));
    await monitor.botConnected().catch((err: unknown) => log.error({ err }, 'connection not recorded'));
    onGuilds();
    const guildIds = gateway.guildIds();
    const commandsWritten = await sync.begin(gateway.applicationId(), guildIds);
    onCommands();
    const which = count === 1 ? {} : { shard: id, shards: count };
    onServers(guildIds.length);
    log.info({ ...which, guilds: guildIds.length, commandsWritten }, 'connected to Discord');
  };
}
