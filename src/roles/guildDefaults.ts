import type { Config } from '../config/config.ts';
import type { GuildDefaults } from '../monitor/settings/guildDefaults.ts';
import type { KnownDiscord } from './knownDiscord.ts';

/** What holds for a guild that has not chosen otherwise, by the settings and by what is known of Discord at that moment. */
export function guildDefaultsOf(
  /** Those in force: accounts, pipelines and thresholds may change while the process runs. */
  current: () => Pick<
    Config,
    'pipelines' | 'receivers' | 'thresholds' | 'quietHours' | 'escalation' | 'noise' | 'threads'
  >,
  { discord: { webhook, alertMention: mention }, timeZone, summaryMinute }: Config,
  { hasBot, fallbacks }: KnownDiscord,
): GuildDefaults {
  return {
    timeZone,
    summaryMinute,
    get thresholds() {
      return current().thresholds;
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
    pipelinesOf: (guildId) => seenBy(current().pipelines, guildId),
    webhookOnly: () => !hasBot(),
    webhook: webhook === null ? null : { id: webhook.id, threadId: webhook.threadId, mention },
    fallbacks,
  };
}

type Pipelines = Config['pipelines'];

const seen = new WeakMap<Pipelines, Map<string, Pipelines>>();

/** The pipelines that a server may see, each time the same list: nothing that is made of it need be made again. */
function seenBy(pipelines: Pipelines, guildId: string): Pipelines {
  if (pipelines.every(({ guildIds }) => guildIds === null)) return pipelines;
  const lists = seen.get(pipelines) ?? new Map<string, Pipelines>();
  seen.set(pipelines, lists);
  const list = lists.get(guildId) ?? pipelines.filter(({ guildIds }) => guildIds?.includes(guildId) ?? true);
  lists.set(guildId, list);
  return list;
}
