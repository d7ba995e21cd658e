import { Client, Events, GatewayIntentBits, LimitedCollection, Options } from 'discord.js';
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

/** The library keeps guilds and nothing of what is in them: with their channels and roles thousands take up half as much again. */
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
    makeCache: (manager, holds, kind) => (NOT_KEPT.has(kind.name) ? nothing : withLimits(manager, holds, kind)),
  });
  guard.guardClient(client);
  client.on(Events.Raw, (packet: Packet) => records.hear(packet, client.user?.id ?? null));
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
