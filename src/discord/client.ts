import { Client, GatewayIntentBits, LimitedCollection, Options } from 'discord.js';
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

const NOT_KEPT: ReadonlySet<string> = new Set([
  'ApplicationCommandManager',
  'ApplicationEmojiManager',
  'AutoModerationRuleManager',
  'BaseGuildEmojiManager',
  'DMMessageManager',
  'EntitlementManager',
  'GuildBanManager',
  'GuildEmojiManager',
  'GuildForumThreadManager',
  'GuildInviteManager',
  'GuildMessageManager',
  'GuildScheduledEventManager',
  'GuildStickerManager',
  'GuildTextThreadManager',
  'PresenceManager',
  'ReactionManager',
  'ReactionUserManager',
  'StageInstanceManager',
  'ThreadManager',
  'ThreadMemberManager',
  'VoiceStateManager',
]);
/** Nothing is ever put into it, so one is enough: each channel would bring two of its own. */
const nothing = new LimitedCollection<never, never>({ maxSize: 0 });
const withLimits = Options.cacheWithLimits({
  ...Options.DefaultMakeCacheSettings,
  GuildMemberManager: { maxSize: 0, keepOverLimit: isOwn },
  UserManager: { maxSize: 0, keepOverLimit: isOwn },
});

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
    makeCache: (manager, holds, kind) => (NOT_KEPT.has(kind.name) ? nothing : withLimits(manager, holds, kind)),
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
