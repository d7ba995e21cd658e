import { parseWebhookUrl, type WebhookAddress } from '../discord/webhookUrl.ts';
import type { QuietHours } from '../monitor/alerts/quietHours.ts';
import type { Noise } from '../monitor/delivery/noise.ts';
import type { ThreadMode } from '../monitor/delivery/threads.ts';
import type { Role } from '../monitor/roles.ts';
import type { GivenStep } from '../monitor/settings/guildSettings.ts';
import { LIMIT_PROBLEM_SENTENCES, limitProblems } from '../monitor/settings/limits.ts';
import type { Limits, Mention } from '../monitor/types.ts';
import { addressSecrets } from '../redaction/addressSecrets.ts';
import { isPostgresUrl, postgresSecrets } from '../store/postgresUrl.ts';
import type { AccountConfig, PipelineConfig } from './accountConfig.ts';
import { discordProblems } from './discordProblems.ts';
import type { FileContent } from './file/toAccounts.ts';
import { type HeartbeatConfig, heartbeatProblems, toHeartbeat } from './heartbeatSettings.ts';
import { relatedProblems, toLimits } from './limitSettings.ts';
import { type OperatorConfig, toOperator } from './privacySettings.ts';
import { envQueueProblems } from './queueProblems.ts';
import type { ReceiverConfig } from './receiverConfig.ts';
import { receiverSecrets } from './receiverSecrets.ts';
import { roleProblems } from './roleSettings.ts';
import { secretCalled } from './secretFiles.ts';
import { Settings } from './settings.ts';
import { valueIn } from './valueIn.ts';
import { onlyAccount, readFile, type Watched } from './watched.ts';

/** Everything that the process is told from outside, in the units that the program uses. */
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
  /** Who is told outside of Discord. */
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
  readonly limits: Limits;
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

type Environment = Readonly<Record<string, string | undefined>>;
type Unread = Readonly<Record<string, string>>;

/** The names of all settings, in the order in which `.env.example` lists them. */
export const SETTINGS: readonly string[] = Object.keys(Settings.shape);

/** The environment cannot be used. Names every setting that is wrong or missing, and no value of any. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** Each problem alone. */
  readonly problems: readonly string[];

  constructor(message: string, { problems = [], ...options }: ErrorOptions & { problems?: readonly string[] } = {}) {
    super(message, options);
    this.problems = problems;
  }
}

/**
 * Reads the settings from an environment; an empty value counts as not set.
 * @param unread a sentence for each secret that could not be read from its file, by its setting.
 * @throws ConfigError that names every wrong or missing setting with what to do.
 */
export function parseConfig(environment: Environment, unread: Unread = {}): Config {
  const { settings, problems, content } = readSettings(environment, unread);
  if (!isComplete(settings, problems)) throw refusal(problems);
  return toConfig(settings, content ?? onlyAccount(settings, toLimits(settings)));
}

/** What the file names instead. */
const IN_FILE: readonly string[] = ['CAPTCHAAI_API_KEY', 'INGEST_TOKEN'];

export interface SettingsRead {
  readonly settings: Partial<Settings>;
  readonly problems: readonly string[];
  /** Of the file that `MONITOR_FILE` names; null without one, or where it is wrong. */
  readonly content: FileContent | null;
  /** The process-wide ones; null while something is wrong. */
  readonly limits: Limits | null;
}

/** What can be read of an environment, and a sentence for everything that is wrong with the rest. */
export function readSettings(environment: Environment, unread: Unread = {}): SettingsRead {
  // Read one by one so that what depends on several settings is checked even where another one is wrong.
  const { settings, problems } = readEach(environment, unread);
  problems.push(
    ...discordProblems(settings, { ...environment, ...unread }),
    ...roleProblems(settings, { ...environment, ...unread }),
    ...heartbeatProblems(settings),
    ...envQueueProblems(settings, valueIn(environment, 'QUEUE_SOURCE') !== undefined),
    ...relatedProblems(settings),
  );
  if (isComplete(settings, problems)) {
    problems.push(...limitProblems(toLimits(settings)).map((problem) => LIMIT_PROBLEM_SENTENCES[problem]));
  }
  const file =
    settings.MONITOR_FILE === undefined
      ? null
      : readFile(settings.MONITOR_FILE, settings, (name) => secretCalled(name, environment));
  problems.push(...(file?.problems ?? []));
  const content = file?.content ?? null;
  const limits = isComplete(settings, problems) ? (content?.limits ?? toLimits(settings)) : null;
  return { settings, problems, content, limits };
}

function readEach(environment: Environment, unread: Unread): { settings: Partial<Settings>; problems: string[] } {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  const hasFile = valueIn(environment, 'MONITOR_FILE') !== undefined;
  for (const [name, schema] of Object.entries(Settings.shape)) {
    if (hasFile && IN_FILE.includes(name)) continue;
    const parsed = schema.safeParse(valueIn(environment, name));
    const problem = unread[name];
    if (problem !== undefined) problems.push(problem);
    else if (parsed.success) values[name] = parsed.data;
    else problems.push(`${name} ${parsed.error.issues[0]?.message ?? 'is invalid'}.`);
  }
  return { settings: values as Partial<Settings>, problems };
}

/** Without a problem every setting was read. */
function isComplete(_settings: Partial<Settings>, problems: readonly string[]): _settings is Settings {
  return problems.length === 0;
}

function refusal(problems: readonly string[]): ConfigError {
  const lines = problems.map((problem) => `  ${problem}`).join('\n');
  return new ConfigError(
    `The settings cannot be used:\n${lines}\nSet them in the file .env or in the environment; .env.example explains each.`,
    { problems },
  );
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
    limits: content.limits,
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

/** What must appear nowhere. */
export function secretsOf(config: Config): readonly string[] {
  const { discord, accounts, pipelines, receivers, database, heartbeat } = config;
  const ofDatabase = isPostgresUrl(database) ? postgresSecrets(database) : [];
  const keys = accounts.map(({ captchaAi }) => captchaAi.apiKey);
  const ofPipelines = pipelines.flatMap(({ ingestToken, queue, webhook }) => [
    ingestToken,
    webhook?.token,
    ...(queue?.secrets ?? []),
  ]);
  const ofHeartbeat = heartbeat === null ? [] : [heartbeat.target.token, ...addressSecrets(heartbeat.target.url)];
  const own = [discord.token, discord.webhook?.token, ...keys, ...ofPipelines];
  const secrets = [...own, ...ofDatabase, ...ofHeartbeat, ...receivers.flatMap(receiverSecrets)];
  return secrets.filter((secret) => secret != null);
}
