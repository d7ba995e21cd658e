import { parseWebhookUrl, type WebhookAddress } from '../discord/webhookUrl.ts';
import type { QuietHours } from '../monitor/alerts/quietHours.ts';
import type { Noise } from '../monitor/delivery/noise.ts';
import type { ThreadMode } from '../monitor/delivery/threads.ts';
import type { Role } from '../monitor/roles.ts';
import type { GivenStep } from '../monitor/settings/guildDefaults.ts';
import type { Mention, Thresholds } from '../monitor/types.ts';
import type { AccountConfig, PipelineConfig } from './accountConfig.ts';
import { type HeartbeatConfig, toHeartbeat } from './heartbeatSettings.ts';
import { type OperatorConfig, toOperator } from './privacySettings.ts';
import { type Environment, isComplete, readSettings, refusal, type Unread } from './readSettings.ts';
import type { ReceiverConfig } from './receiverConfig.ts';
import type { Settings } from './settings.ts';
import { toThresholds } from './thresholdSettings.ts';
import { onlyAccount, type Watched } from './watched.ts';

/** Everything that the process gets from outside, in the units that the program uses. */
export interface Config {
  readonly discord: {
    readonly token: string | null;
    readonly webhook: WebhookAddress | null;
    /** Whom critical alerts ping in the webhook's guild. */
    readonly alertMention: Mention | null;
    readonly guildIds: readonly string[];
    /** The one guild that gets the commands; null: every guild. */
    readonly commandsGuildId: string | null;
    readonly apiUrl: string;
    /** Null: as many as Discord recommends. */
    readonly shards: number | null;
    readonly operator: OperatorConfig;
  };
  /** What is watched. Settings alone describe one account with one pipeline. */
  readonly accounts: readonly AccountConfig[];
  readonly pipelines: readonly PipelineConfig[];
  /** Who is notified outside of Discord. */
  readonly receivers: readonly ReceiverConfig[];
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly requestsPerMinute: number;
    /** Reverse proxies that say who the caller is. */
    readonly trustedProxies: readonly string[];
  };
  /** A file of SQLite, or the address of a PostgreSQL database, which is a secret. */
  readonly database: string;
  /** What this process does of everything. */
  readonly roles: readonly Role[];
  /** Null: the monitor tells nobody that it is well. */
  readonly heartbeat: HeartbeatConfig | null;
  readonly timeZone: string;
  /** Minutes after midnight. */
  readonly summaryMinute: number;
  readonly thresholds: Thresholds;
  /** Those of guilds that have chosen none of their own. */
  readonly quietHours: readonly QuietHours[];
  /** Of servers that have chosen nothing. */
  readonly escalation: readonly GivenStep[];
  /** Of guilds that have not chosen. */
  readonly noise: Noise;
  /** Of guilds that have not chosen. */
  readonly threads: ThreadMode;
  readonly logLevel: Settings['LOG_LEVEL'];
}

/**
 * Reads the settings from an environment; an empty value counts as not set.
 * @param unread a sentence for each secret that could not be read from its file, by its setting.
 * @throws ConfigError that names every wrong or missing setting with what to do.
 */
export function parseConfig(environment: Environment, unread: Unread = {}): Config {
  const { settings, problems, content } = readSettings(environment, unread);
  if (!isComplete(settings, problems)) throw refusal(problems);
  return toConfig(settings, content ?? onlyAccount(settings, toThresholds(settings)));
}

/** `given`: with something for every setting that is meant to be set. */
function toConfig(env: Settings, content: Watched): Config {
  const [hour = 0, minute = 0] = env.SUMMARY_TIME.split(':').map(Number);
  const webhookUrl = env.DISCORD_WEBHOOK_URL;
  return {
    discord: {
      token: env.DISCORD_TOKEN ?? null,
      webhook: webhookUrl === undefined ? null : parseWebhookUrl(webhookUrl, env.DISCORD_API_URL),
      alertMention: alertMentionOf(env),
      guildIds: env.DISCORD_GUILD_IDS,
      commandsGuildId: env.DISCORD_COMMANDS_GUILD_ID ?? null,
      apiUrl: env.DISCORD_API_URL,
      shards: env.DISCORD_SHARDS === 'auto' ? null : env.DISCORD_SHARDS,
      operator: toOperator(env),
    },
    accounts: content.accounts,
    pipelines: content.pipelines,
    receivers: content.receivers,
    http: {
      host: env.HTTP_HOST,
      port: env.HTTP_PORT,
      requestsPerMinute: env.INGEST_REQUESTS_PER_MINUTE,
      trustedProxies: env.TRUSTED_PROXIES,
    },
    database: env.DATABASE_URL ?? env.DATABASE_FILE,
    roles: env.ROLES,
    heartbeat: toHeartbeat(env),
    timeZone: env.TIME_ZONE,
    summaryMinute: hour * 60 + minute,
    thresholds: content.thresholds,
    quietHours: content.quietHours,
    escalation: content.escalation,
    noise: content.noise,
    threads: content.threads,
    logLevel: env.LOG_LEVEL,
  };
}

/** A webhook alone has no `/setup` to choose somebody with. */
export function alertMentionOf(settings: Partial<Settings>): Mention | null {
  const { DISCORD_ALERT_ROLE_ID: roleId, DISCORD_ALERT_USER_ID: userId } = settings;
  if (roleId !== undefined) return { type: 'role', id: roleId };
  return userId === undefined ? null : { type: 'user', id: userId };
}
