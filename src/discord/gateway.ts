import type { REST, ResponseLike } from '@discordjs/rest';
import { ActivityType, Client, Events, GatewayCloseCodes, GatewayIntentBits, type Guild, Options } from 'discord.js';
import type { Logger } from '../log.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { Clock } from '../monitor/ports.ts';
import type { Millis } from '../monitor/types.ts';
import { type Access, readAccess } from './access.ts';
import type { Charts } from './answer.ts';
import type { AnyCommand } from './command.ts';
import { COMPONENTS } from './components/index.ts';
import { createDispatch, type GuildAccess } from './dispatch.ts';
import { canReadHistory, createGuildView } from './guildView.ts';
import { type Pinged, pingFailure } from './pingCheck.ts';
import { createRefuges } from './refuges.ts';
import { createRegistration, RegistrationError } from './register.ts';
import { restOptions } from './rest.ts';

export interface GatewayOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly guildIds: readonly string[];
  /** The one guild that gets the commands; null: every guild. */
  readonly commandsGuildId: string | null;
  readonly rest: REST;
  readonly commands: readonly AnyCommand[];
  readonly monitor: Monitor;
  readonly charts: Charts;
  readonly clock: Clock;
  readonly log: Logger;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
  /** Every answer that Discord gives to the client. */
  readonly onAnswer: (answer: ResponseLike) => void;
  /** The gateway is closed for good: the token was withdrawn, for one. The process cannot do its job any more. */
  readonly onFatal: (why: string) => void;
}

/** The bot's connection to Discord: it hears of guilds and interactions, and that is all it asks for. */
export function createGateway(options: GatewayOptions) {
  const { token, rest, commands, monitor, log, onFatal } = options;
  const client = createClient(options.apiUrl);
  const refuges = createRefuges(client, options.elapsed);
  client.rest.on('response', (_request, answer) => options.onAnswer(answer));
  let access: Access | null = null;
  let commandIds: ReadonlyMap<string, string> = new Map();
  let shownLine = '';

  const accessOf = (guildId: string): GuildAccess => {
    if (access === null) return 'starting';
    const guild = client.guilds.cache.get(guildId);
    return guild !== undefined && access.isAllowed(guild) ? 'allowed' : 'refused';
  };
  const dispatch = createDispatch({
    ...options,
    components: COMPONENTS,
    accessOf,
    viewOf: (guildId) => createGuildView(client, guildId),
    commandIds: () => commandIds,
  });

  /** A rejected listener would end the process, so every one ends here. */
  const logged = (what: string, work: Promise<unknown>) => {
    work.catch((err: unknown) => log.error({ err, what }, 'gateway event failed'));
  };
  const see = async (guild: Guild) => {
    // During an outage of Discord a guild is listed, but nothing is known of it; it comes again as available.
    if (!guild.available || access === null) return;
    if (access.isAllowed(guild)) {
      await monitor.guildSeen({ id: guild.id, name: guild.name, locale: guild.preferredLocale });
    } else log.warn({ guildId: guild.id }, 'guild is not allowed and sees no data');
  };

  /** The webhook's guild is told by the webhook, whether the bot is there or not. */
  const leave = async (guildId: string) => {
    const known = (await monitor.guilds()).find(({ id }) => id === guildId);
    if (known?.destination?.type !== 'webhook') await monitor.guildLeft(guildId);
  };

  async function register(applicationId: string): Promise<number> {
    try {
      const target = { applicationId, guildId: options.commandsGuildId };
      const { difference, ids } = await createRegistration(rest, target).register(commands);
      commandIds = ids;
      const { added, changed, removed } = difference;
      return added.length + changed.length + removed.length;
    } catch (err) {
      if (!(err instanceof RegistrationError)) throw err;
      // Alerts do not wait for commands.
      log.error({ err }, err.message);
      return 0;
    }
  }

  client.on(Events.InteractionCreate, (interaction) => logged('interaction', dispatch(interaction)));
  client.on(Events.GuildCreate, (guild) => logged('guildCreate', see(guild)));
  client.on(Events.GuildAvailable, (guild) => logged('guildAvailable', see(guild)));
  client.on(Events.GuildUpdate, (_before, guild) => logged('guildUpdate', see(guild)));
  client.on(Events.GuildDelete, (guild) => logged('guildDelete', leave(guild.id)));
  client.on(Events.Error, (err) => log.error({ err }, 'discord client error'));
  client.on(Events.Warn, (text) => log.warn({ text }, 'discord client warning'));
  client.on(Events.ShardDisconnect, ({ code }) => onFatal(closedForGood(code)));

  return {
    /** Resolves when commands can be answered. Rejects when Discord refuses the token or the intents. */
    async start(): Promise<void> {
      const allowed = await readAccess(rest, options.guildIds);
      access = allowed;
      const ready = new Promise<Client<true>>((resolve) => {
        client.once(Events.ClientReady, resolve);
      });
      await client.login(token);
      const { application, guilds } = await ready;
      for (const guild of guilds.cache.values()) logged('guild', see(guild));
      const stay = guilds.cache.filter((guild) => !guild.available || allowed.isAllowed(guild));
      logged('forget left', forgetLeft(monitor, new Set(stay.keys())));
      const commandsWritten = await register(application.id);
      log.info({ guilds: guilds.cache.size, commandsWritten }, 'connected to Discord');
    },
    isReady: () => client.isReady() && client.ws.status === 0,
    /** Shows a line under the bot's name, unless a guild that may see no data would read it too. */
    show(line: string): void {
      if (!client.isReady()) return;
      const mayShow = client.guilds.cache.every((guild) => accessOf(guild.id) === 'allowed');
      const shown = mayShow ? line : '';
      if (shown === shownLine) return;
      shownLine = shown;
      const activities = shown === '' ? [] : [{ type: ActivityType.Custom, name: 'status', state: shown }];
      client.user.setPresence({ activities });
    },
    canReadHistory: (channelId: string) => canReadHistory(client, channelId),
    pingFailure: (pinged: Pinged) => pingFailure(client, rest, pinged),
    refuges,
    stop: () => client.destroy(),
  };
}

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const CLOSED_FOR_GOOD: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: 'it does not accept DISCORD_TOKEN any more. Copy the token anew',
  [GatewayCloseCodes.InvalidShard]: 'it does not know the shard',
  [GatewayCloseCodes.ShardingRequired]: 'the bot is in too many servers for one connection',
  [GatewayCloseCodes.InvalidAPIVersion]: 'it does not speak this version any more. Update the program',
  [GatewayCloseCodes.InvalidIntents]: 'it does not know what the bot asked for. Update the program',
  [GatewayCloseCodes.DisallowedIntents]: 'the bot asked for what it may not see. Update the program',
};

function closedForGood(code: number): string {
  return `Discord closed the gateway for good (${code}): ${CLOSED_FOR_GOOD[code] ?? 'it did not say why'}.`;
}

/** Guilds that removed the bot, or are not allowed any more, since it last ran. The webhook's guild is not the bot's to forget. */
async function forgetLeft(monitor: Monitor, present: ReadonlySet<string>): Promise<void> {
  for (const { id, destination } of await monitor.guilds()) {
    if (!present.has(id) && destination?.type !== 'webhook') await monitor.guildLeft(id);
  }
}

/** Only guilds, channels and roles are looked at; everything else is not kept. */
function createClient(apiUrl: string): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    rest: restOptions(apiUrl),
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
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
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
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
      VoiceStateManager: 0,
    }),
  });
}

export type Gateway = ReturnType<typeof createGateway>;
