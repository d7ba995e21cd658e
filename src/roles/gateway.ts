import type { REST } from '@discordjs/rest';
import { COMMANDS } from '../../commands/index.ts';
import type { Config } from '../config/config.ts';
import { createAccessKeeper } from '../discord/access.ts';
import type { Charts } from '../discord/answer.ts';
import { createBotConnection } from '../discord/botConnection.ts';
import { createCommandSync } from '../discord/commandSync.ts';
import { createGateway, type Gateway } from '../discord/gateway.ts';
import type { InvalidRequests } from '../discord/invalidRequests.ts';
import type { Pinged } from '../discord/pingCheck.ts';
import { presenceLine } from '../discord/presence.ts';
import type { Logger } from '../log.ts';
import type { PingFailure } from '../monitor/delivery/pingFailure.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { GuildDefaults } from '../monitor/settings/guildSettings.ts';
import type { Clock, Millis } from '../monitor/time.ts';
import { HOUR, MINUTE } from '../monitor/time.ts';
import type { Place } from '../monitor/types.ts';
import { findWebhookHome, type WebhookHome } from '../receivers/discord/homeGuild.ts';
import { createLoop, type Loop } from './loop.ts';
import type { DiscordState } from './readiness.ts';

export interface DiscordLinkOptions {
  readonly config: Config['discord'];
  readonly rest: REST;
  readonly monitor: Monitor;
  readonly charts: Charts;
  readonly clock: Clock;
  readonly log: Logger;
  /** Takes secrets out of what Discord and its people say. */
  readonly hide: (text: string) => string;
  readonly elapsed: () => Millis;
  readonly watchRequests: InvalidRequests['watch'];
  /** An event of the gateway could not be read. */
  readonly onDropped: (event: string) => void;
  /** A guild came, or is known better than before. */
  readonly onGuilds: () => void;
}

export interface DiscordLink extends DiscordState {
  readonly loops: readonly Loop[];
  /** There is a bot that can post: a token that Discord has not refused for good. */
  readonly hasBot: () => boolean;
  /** Where the bot can tell a guild instead; nowhere until it is connected. */
  readonly refuges: GuildDefaults['refuges'];
  /** Whether it is known whose webhook it is, or that nobody will know. */
  readonly knowsWebhook: () => boolean;
  readonly refuseRefuge: (guildId: string, place: Place) => void;
  readonly canReadHistory: (channelId: string) => boolean;
  readonly pingFailure: (pinged: Pinged) => Promise<PingFailure | null>;
  stop(): Promise<void>;
}

const RETRY_MS: Millis = 5_000;
const LOOK_AGAIN_MS: Millis = HOUR;
/** Discord tells nobody that an application has another owner. */
const ACCESS_MS: Millis = 10 * MINUTE;
const ACCESS_RETRY_MS: Millis = MINUTE;
/** What `/readyz` says once the webhook was refused. */
const WEBHOOK_LOST =
  'Discord does not take messages for the webhook any more: it was deleted or its address changed. Set DISCORD_WEBHOOK_URL anew, or choose a channel with /setup';
/** Discord limits how often it may change. */
const PRESENCE_MS: Millis = MINUTE;

/** Both ways to Discord: the bot's gateway, and the webhook of the environment. Each is tried until it works. */
export function createDiscordLink(options: DiscordLinkOptions): DiscordLink {
  const { config, rest, monitor, log, onGuilds } = options;
  const { token } = config;
  const keeper = createAccessKeeper(rest, config.guildIds);
  const sync = createCommandSync({ rest, commands: COMMANDS, guildId: config.commandsGuildId, log });
  let home: WebhookHome | null = null;

  const bot = createBotConnection({
    open: (onClosed) =>
      createGateway({
        ...options,
        ...config,
        token: token ?? '',
        commands: COMMANDS,
        access: keeper,
        commandIds: sync.ids,
        onClosed,
        onReconnected: () => accessLoop.wake(),
      }),
    onConnected: welcome,
    onFinal: ({ type }) => monitor.botLost(type),
    soon: () => connectLoop.wake(),
    log,
    now: options.clock.now,
    elapsed: options.elapsed,
  });

  async function welcome(gateway: Gateway): Promise<void> {
    await gateway.review().catch((err: unknown) => log.error({ err }, 'guilds not written'));
    await monitor.botConnected().catch((err: unknown) => log.error({ err }, 'connection not noted'));
    onGuilds();
    const guildIds = gateway.guildIds();
    const commandsWritten = await sync.begin(gateway.applicationId(), guildIds);
    commandsLoop.wake();
    log.info({ guilds: guildIds.length, commandsWritten }, 'connected to Discord');
  }

  /** From the moment that a guild is not allowed any more it sees nothing; what cannot be read stays as it was. */
  async function reviewAccess(): Promise<Millis> {
    const gateway = bot.gateway();
    if (gateway === null) return ACCESS_MS;
    const isRead = await keeper.refresh().then(
      () => true,
      (err: unknown) => {
        log.warn({ err }, 'who may use the bot could not be read, and stays as it was');
        return false;
      },
    );
    await gateway.review();
    return isRead ? ACCESS_MS : ACCESS_RETRY_MS;
  }

  async function findHome(): Promise<Millis> {
    if (config.webhook === null) return LOOK_AGAIN_MS;
    home = await findWebhookHome(rest, config.webhook);
    if (!home.found) {
      log.warn({ why: home.why }, 'webhook not usable');
      return home.forGood ? LOOK_AGAIN_MS : RETRY_MS;
    }
    const { guildId, channelId } = home;
    const where = channelId === null ? {} : { webhookChannelId: channelId };
    await monitor.guildSeen({ id: guildId, name: '', webhookId: config.webhook.id, ...where });
    onGuilds();
    // Where the bot is lost, this guild can be told so now.
    if (bot.isTokenRefused()) connectLoop.wake();
    return LOOK_AGAIN_MS;
  }

  async function showPresence(): Promise<Millis> {
    const gateway = bot.gateway();
    if (gateway === null) return RETRY_MS;
    gateway.show(presenceLine(await monitor.glance()));
    return PRESENCE_MS;
  }

  const knowsWebhook = () => config.webhook === null || home?.found === true || home?.forGood === true;

  const loop = (what: string, run: () => Promise<Millis>) =>
    createLoop({ run, retryMs: RETRY_MS, onError: (err) => log.error({ err, what }, 'loop failed') });
  const connectLoop = loop('connect', async () => (token === null ? LOOK_AGAIN_MS : bot.run()));
  const commandsLoop = loop('commands', sync.step);
  const accessLoop = loop('access', reviewAccess);
  return {
    loops: [connectLoop, commandsLoop, accessLoop, loop('webhook', findHome), loop('presence', showPresence)],
    hasBot: () => token !== null && !bot.isTokenRefused(),
    gateway: () => (token === null ? null : bot.why()),
    commands: sync.trouble,
    webhook: async () => {
      if (config.webhook === null) return null;
      if (home?.found !== true) return home?.why ?? 'Discord has not been asked yet';
      const { guildId } = home;
      // A database that does not answer has a check of its own.
      const settings = await monitor.settings(guildId).catch(() => null);
      if (settings === null) return null;
      const { destination, unusable } = settings.guild;
      return destination?.type === 'webhook' && unusable !== null ? WEBHOOK_LOST : null;
    },
    // Before it is known whose the webhook is, its guild looks as if it had no place.
    refuges: (guild) => (guild.channelId === null && !knowsWebhook() ? [] : (bot.gateway()?.refuges.of(guild) ?? [])),
    knowsWebhook,
    refuseRefuge: (guildId, place) => bot.gateway()?.refuges.refuse(guildId, place),
    canReadHistory: (channelId) => bot.gateway()?.canReadHistory(channelId) ?? false,
    pingFailure: async (pinged) => (await bot.gateway()?.pingFailure(pinged)) ?? null,
    stop: bot.stop,
  };
}
