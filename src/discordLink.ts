import type { REST, ResponseLike } from '@discordjs/rest';
import { COMMANDS } from '../commands/index.ts';
import type { Config } from './config.ts';
import type { Charts } from './discord/answer.ts';
import { isPassing } from './discord/connect.ts';
import { createGateway, type Gateway } from './discord/gateway.ts';
import { findWebhookHome, type WebhookHome } from './discord/homeGuild.ts';
import type { Pinged } from './discord/pingCheck.ts';
import { presenceLine } from './discord/presence.ts';
import type { Logger } from './log.ts';
import { createLoop, type Loop } from './loop.ts';
import type { GuildDefaults } from './monitor/guildSettings.ts';
import type { Monitor } from './monitor/monitor.ts';
import type { PingFailure } from './monitor/pingFailure.ts';
import type { Clock } from './monitor/ports.ts';
import type { Millis, Place } from './monitor/types.ts';
import type { DiscordState } from './readiness.ts';

export interface DiscordLinkOptions {
  readonly config: Config['discord'];
  readonly rest: REST;
  readonly monitor: Monitor;
  readonly charts: Charts;
  readonly clock: Clock;
  readonly log: Logger;
  readonly elapsed: () => Millis;
  readonly onAnswer: (answer: ResponseLike) => void;
  readonly onFatal: (why: string) => void;
  /** A guild came, or is known better than before. */
  readonly onGuilds: () => void;
}

export interface DiscordLink extends DiscordState {
  readonly loops: readonly Loop[];
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
const LOOK_AGAIN_MS: Millis = 3_600_000;
/** What `/readyz` says once the webhook was refused. */
const WEBHOOK_LOST =
  'Discord does not take messages for the webhook any more: it was deleted or its address changed. Set DISCORD_WEBHOOK_URL anew, or choose a channel with /setup';
/** Discord limits how often it may change. */
const PRESENCE_MS: Millis = 60_000;

/** Both ways to Discord: the bot's gateway, and the webhook of the environment. Each is tried until it works. */
export function createDiscordLink(options: DiscordLinkOptions): DiscordLink {
  const { config, rest, monitor, log, onGuilds } = options;
  let gateway: Gateway | null = null;
  let home: WebhookHome | null = null;

  async function connect(): Promise<Millis> {
    if (config.token === null || gateway !== null) return LOOK_AGAIN_MS;
    const next = createGateway({ ...options, ...config, token: config.token, commands: COMMANDS });
    try {
      await next.start();
    } catch (err) {
      await next.stop();
      log.warn({ err }, 'not connected to Discord');
      if (!isPassing(err))
        options.onFatal('Discord refused the bot: check DISCORD_TOKEN. The log line before this has the reason.');
      return RETRY_MS;
    }
    gateway = next;
    onGuilds();
    return LOOK_AGAIN_MS;
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
    return LOOK_AGAIN_MS;
  }

  async function showPresence(): Promise<Millis> {
    if (gateway !== null) gateway.show(presenceLine(await monitor.glance()));
    return gateway === null ? RETRY_MS : PRESENCE_MS;
  }

  const knowsWebhook = () => config.webhook === null || home?.found === true || home?.forGood === true;

  const loop = (what: string, run: () => Promise<Millis>) =>
    createLoop({ run, retryMs: RETRY_MS, onError: (err) => log.error({ err, what }, 'loop failed') });
  return {
    loops: [loop('connect', connect), loop('webhook', findHome), loop('presence', showPresence)],
    gateway: () =>
      config.token === null || gateway?.isReady() === true ? null : 'the bot is not connected to Discord',
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
    refuges: (guild) => (guild.channelId === null && !knowsWebhook() ? [] : (gateway?.refuges.of(guild) ?? [])),
    knowsWebhook,
    refuseRefuge: (guildId, place) => gateway?.refuges.refuse(guildId, place),
    canReadHistory: (channelId) => gateway?.canReadHistory(channelId) ?? false,
    pingFailure: async (pinged) => (await gateway?.pingFailure(pinged)) ?? null,
    stop: async () => gateway?.stop(),
  };
}
