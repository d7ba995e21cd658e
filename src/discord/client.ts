import { Client, Collection, Events, GatewayIntentBits, GuildManager } from 'discord.js';
import { createGuard, type GuardOptions } from './guardDispatch.ts';
import type { GuildRecords, Packet } from './guildRecords.ts';
import type { RequestTurns } from './requestTurns.ts';
import { restOptions } from './rest.ts';
import type { Shard } from './sharding/shardOf.ts';

export interface ClientParts extends Omit<GuardOptions, 'isForLibrary'> {
  readonly apiUrl: string;
  readonly turns: RequestTurns;
  /** Keeps of guilds what the library is not to keep. */
  readonly records: Pick<GuildRecords, 'hear' | 'isForLibrary'>;
  /** The one that it connects. */
  readonly shard: Shard;
  /** Resolves when that may identify. */
  readonly identify: (shard: number, signal: AbortSignal) => Promise<void>;
}

/** Nothing that is put into it stays. One is enough: each server would bring a dozen of its own. */
class Nothing extends Collection<never, never> {
  static {
    // The library warns of caches by another name: what it would miss is asked of it nowhere.
    Object.defineProperty(Nothing, 'name', { value: Collection.name });
  }

  override set(): this {
    return this;
  }
}
const nothing = new Nothing();

/** The library keeps guilds and nothing of what is in them: with channels and roles, thousands of them take up far more memory. */
export function createClient({ apiUrl, turns, records, shard, identify, ...parts }: ClientParts): Client {
  const guard = createGuard({ ...parts, isForLibrary: records.isForLibrary });
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    shards: [shard.id],
    shardCount: shard.count,
    ws: {
      buildStrategy: guard.buildStrategy,
      buildIdentifyThrottler: () => ({ waitForIdentify: identify }),
    },
    allowedMentions: { parse: [] },
    rest: restOptions(apiUrl, { turns, client: 'gateway' }),
    // By the class itself: a bundle gives classes other names.
    makeCache: (manager: object) => (manager === GuildManager ? new Collection() : nothing),
  });
  guard.guardClient(client);
  client.on(Events.Raw, (packet: Packet) => records.hear(packet, client.user?.id ?? null));
  return client;
}
