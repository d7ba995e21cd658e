import type { Config } from '../config/config.ts';
import type { GuildDefaults } from '../monitor/settings/guildDefaults.ts';
import type { KnownDiscord } from './knownDiscord.ts';

/** What holds for a guild that has not chosen otherwise, by the settings and by what is known of Discord at that moment. */
export function guildDefaultsOf(
  /** Those in force: accounts, pipelines and limits may change while the process runs. */
  current: () => Pick<Config, 'pipelines' | 'receivers' | 'limits' | 'quietHours' | 'escalation' | 'noise' | 'threads'>,
  { discord: { webhook, alertMention: mention }, timeZone, summaryMinute }: Config,
  { hasBot, knowsWebhook, fallbacks }: KnownDiscord,
): GuildDefaults {
  return {
    timeZone,
    summaryMinute,
    get limits() {
      return current().limits;
    },
    get quietHours() {
      return current().quietHours;
    },
    get escalation() {
      return current().escalation;
    },
    get noise() {
      return current().noise;
    },
    get threads() {
      return current().threads;
    },
    get receivers() {
      return current().receivers;
    },
    pipelinesOf: (guildId) =>
      current().pipelines.filter(({ guildIds }) => guildIds === null || guildIds.includes(guildId)),
    webhookOnly: () => !hasBot(),
    webhook: webhook === null ? null : { id: webhook.id, threadId: webhook.threadId, mention },
    knowsWebhook,
    fallbacks,
  };
}
