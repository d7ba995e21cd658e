import type { REST } from '@discordjs/rest';
import type { Config } from '../config/config.ts';
import { createFallbacks } from '../discord/fallbacks.ts';
import { type Pinged, pingFailure } from '../discord/pingCheck.ts';
import type { PingFailure } from '../monitor/delivery/pingFailure.ts';
import type { Place } from '../monitor/delivery/place.ts';
import type { GuildDefaults } from '../monitor/settings/guildDefaults.ts';
import type { Millis } from '../monitor/time.ts';
import type { ShardFleet } from './shardFleet.ts';
import type { SharedSnapshots } from './sharedSnapshots.ts';
import type { WebhookHome } from './webhookHome.ts';

/** What is known of Discord by now. */
export interface KnownDiscord {
  /** There is a bot that can post: a token that Discord has not refused for good. */
  readonly hasBot: () => boolean;
  /** Whether it is known whose webhook it is, or that nobody will know. */
  readonly knowsWebhook: () => boolean;
  /** Where the bot can tell a guild instead; nowhere until a process has heard of the guild. */
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

export interface KnownDiscordOptions {
  readonly discord: Pick<Config['discord'], 'token' | 'webhook'>;
  /** This process finds out whose the webhook is; else another one does, and a guild is in the database only after that. */
  readonly hasGateway: boolean;
  /** What other processes know. */
  readonly shared: Pick<SharedSnapshots, 'of' | 'guildOf'>;
  readonly rest: REST;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
}

export function createKnownDiscord({ discord, hasGateway, shared, rest, elapsed }: KnownDiscordOptions): KnownDiscord {
  const { token, webhook } = discord;
  let ways: WaysToDiscord | null = null;
  const gateways = () => ways?.bot.gateways() ?? [];
  const knowsWebhook = () => webhook === null || !hasGateway || ways?.home.isKnown() === true;
  // What a connection of this process hears is the newest.
  const snapshotOf = (guildId: string) => firstOf(gateways(), (one) => one.snapshotOf(guildId)) ?? shared.of(guildId);
  const guildOf = (channelId: string) =>
    firstOf(gateways(), (one) => one.guildOf(channelId)) ?? shared.guildOf(channelId);
  const fallbacks = createFallbacks(snapshotOf, elapsed);

  return {
    hasBot: () => token !== null && ways?.bot.isTokenRefused() !== true,
    knowsWebhook,
    // Before it is known whose the webhook is, its guild looks as if it had no place.
    fallbacks: (guild) => (guild.channelId === null && !knowsWebhook() ? [] : fallbacks.of(guild)),
    refuseFallback: fallbacks.refuse,
    canReadHistory(channelId) {
      const guildId = guildOf(channelId);
      return guildId !== null && snapshotOf(guildId)?.channel(channelId)?.canReadHistory === true;
    },
    pingFailure: async (pinged) => pingFailure(snapshotOf(pinged.guildId), rest, pinged),
    fillIn(filled) {
      ways = filled;
    },
  };
}

function firstOf<Item, Found>(items: readonly Item[], find: (item: Item) => Found | null): Found | null {
  for (const item of items) {
    const result = find(item);
    if (result !== null) return result;
  }
  return null;
}
