import type { Config } from '../config/config.ts';
import type { Pinged } from '../discord/pingCheck.ts';
import type { PingFailure } from '../monitor/delivery/pingFailure.ts';
import type { GuildDefaults } from '../monitor/settings/guildSettings.ts';
import type { Place } from '../monitor/types.ts';
import type { ShardFleet } from './shardFleet.ts';
import type { WebhookHome } from './webhookHome.ts';

/** What is known of Discord by now. */
export interface KnownDiscord {
  /** There is a bot that can post: a token that Discord has not refused for good. */
  readonly hasBot: () => boolean;
  /** Whether it is known whose webhook it is, or that nobody will know. */
  readonly knowsWebhook: () => boolean;
  /** Where the bot can tell a guild instead; nowhere until it is connected. */
  readonly fallbacks: GuildDefaults['fallbacks'];
  readonly refuseFallback: (guildId: string, place: Place) => void;
  readonly canReadHistory: (channelId: string) => boolean;
  readonly pingFailure: (pinged: Pinged) => Promise<PingFailure | null>;
  /** Called once by the gateway role, which is made later; until then nothing is known. */
  readonly fillIn: (ways: WaysToDiscord) => void;
}

export interface WaysToDiscord {
  readonly bot: Pick<ShardFleet, 'gateways' | 'isTokenRefused'>;
  readonly home: Pick<WebhookHome, 'isKnown'>;
}

/** `hasGateway`: this process finds out; else another one does, and a guild is in the database only after that. */
export function createKnownDiscord(
  { token, webhook }: Pick<Config['discord'], 'token' | 'webhook'>,
  hasGateway: boolean,
): KnownDiscord {
  let ways: WaysToDiscord | null = null;
  const gateway = () => ways?.bot.gateways()[0] ?? null;
  const knowsWebhook = () => webhook === null || !hasGateway || ways?.home.isKnown() === true;

  return {
    hasBot: () => token !== null && ways?.bot.isTokenRefused() !== true,
    knowsWebhook,
    // Before it is known whose the webhook is, its guild looks as if it had no place.
    fallbacks: (guild) => (guild.channelId === null && !knowsWebhook() ? [] : (gateway()?.fallbacks.of(guild) ?? [])),
    refuseFallback: (guildId, place) => gateway()?.fallbacks.refuse(guildId, place),
    canReadHistory: (channelId) => gateway()?.canReadHistory(channelId) ?? false,
    pingFailure: async (pinged) => (await gateway()?.pingFailure(pinged)) ?? null,
    fillIn(filled) {
      ways = filled;
    },
  };
}
