import { Client, GatewayIntentBits, Options } from 'discord.js';
import { createGuard, type GuardOptions } from './guardDispatch.ts';
import type { RequestTurns } from './requestTurns.ts';
import { restOptions } from './rest.ts';
import type { Shard } from './sharding/shardOf.ts';

export interface ClientParts extends GuardOptions {
  readonly apiUrl: string;
  readonly turns: RequestTurns;
  /** The one that it connects. */
  readonly shard: Shard;
  /** Resolves when that may identify. */
  readonly identify: (shard: number, signal: AbortSignal) => Promise<void>;
}

/** Only guilds, channels and roles are looked at; everything else is not kept. */
export function createClient({ apiUrl, turns, shard, identify, ...parts }: ClientParts): Client {
  const guard = createGuard(parts);
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
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      ApplicationCommandManager: 0,
      ApplicationEmojiManager: 0,
      AutoModerationRuleManager: 0,
      BaseGuildEmojiManager: 0,
      DMMessageManager: 0,
      EntitlementManager: 0,
      GuildBanManager: 0,
      GuildEmojiManager: 0,
      GuildForumThreadManager: 0,
      GuildInviteManager: 0,
      GuildMemberManager: { maxSize: 0, keepOverLimit: isOwn },
      GuildMessageManager: 0,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      GuildTextThreadManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      StageInstanceManager: 0,
      ThreadManager: 0,
      ThreadMemberManager: 0,
      UserManager: { maxSize: 0, keepOverLimit: isOwn },
      VoiceStateManager: 0,
    }),
  });
  guard.guardClient(client);
  return client;
}

/** A guild may come before Discord has told who the bot is: then everything is kept. */
function isOwn({
  id,
  client,
}: {
  readonly id: string;
  readonly client: { readonly user: { readonly id: string } | null };
}) {
  return client.user === null || id === client.user.id;
}
