import { z } from 'zod';
import { isTimeZone } from './monitor/calendar.ts';
import { type Limits, MICROS_PER_USD, type Millis } from './monitor/types.ts';
import { parseWebhookUrl, type WebhookAddress } from './webhookUrl.ts';

/** Everything that the process is told from outside, in the units that the program uses. */
export interface Config {
  readonly discord: {
    readonly token: string | null;
    readonly webhook: WebhookAddress | null;
    readonly alertRoleId: string | null;
    readonly guildIds: readonly string[];
    readonly apiUrl: string;
  };
  readonly captchaAi: { readonly apiKey: string; readonly baseUrl: string; readonly pollMs: Millis };
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly ingestToken: string;
    readonly requestsPerMinute: number;
  };
  readonly databaseFile: string;
  readonly timeZone: string;
  /** Minutes after midnight. */
  readonly summaryMinute: number;
  readonly limits: Limits;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
const MINUTE: Millis = 60_000;

const number = (fallback: number, min: number, max: number) =>
  z.coerce
    .number(`must be a number, such as ${fallback}`)
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`)
    .default(fallback);
const whole = (fallback: number, min: number, max: number) =>
  number(fallback, min, max).refine(Number.isInteger, `must be a whole number, such as ${fallback}`);
const snowflake = z
  .string()
  .regex(
    /^\d{17,20}$/,
    'must be a Discord id: 17 to 20 digits. Turn on Developer Mode in Discord and choose "Copy ID"',
  );
const url = (fallback: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be an http(s) address, such as ${fallback}` })
    .transform((text) => text.replace(/\/+$/, ''))
    .default(fallback);

const Environment = z.object({
  DISCORD_TOKEN: z
    .string()
    .regex(/^\S{20,}$/, 'does not look like a bot token. Copy it from discord.com/developers, page Bot')
    .optional(),
  DISCORD_WEBHOOK_URL: z.string().optional(),
  DISCORD_ALERT_ROLE_ID: snowflake.optional(),
  DISCORD_GUILD_IDS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(snowflake))
    .default([]),
  DISCORD_API_URL: url('https://discord.com/api'),
  CAPTCHAAI_API_KEY: z
    .string('is missing. Copy the key from your CaptchaAI account')
    .regex(/^\w{32}$/, 'must be the 32 characters of a CaptchaAI API key'),
  CAPTCHAAI_URL: url('https://ocr.captchaai.com'),
  INGEST_TOKEN: z
    .string('is missing. Make one up, for example with: openssl rand -hex 24')
    .regex(
      /^[\x21-\x7e]{16,}$/,
      'must be at least 16 characters without spaces, for example from: openssl rand -hex 24',
    ),
  INGEST_REQUESTS_PER_MINUTE: whole(60_000, 1, 100_000_000),
  HTTP_HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: whole(8787, 0, 65_535),
  DATABASE_FILE: z.string().default('data/monitor.db'),
  TIME_ZONE: z.string().refine(isTimeZone, 'must be a time zone name, such as Europe/Berlin or UTC').default('UTC'),
  SUMMARY_TIME: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, such as 09:00')
    .default('09:00'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  ALERT_COOLDOWN_SECONDS: whole(300, 1, 86_400),
  BALANCE_ALERTS: z.enum(['on', 'off'], 'must be on or off').default('on'),
  BALANCE_POLL_SECONDS: whole(60, 10, 3_600),
  BALANCE_WARNING_USD: number(10, 0, 1_000_000),
  BALANCE_CRITICAL_USD: number(2, 0, 1_000_000),
  ERRORS_WINDOW_SECONDS: whole(300, 30, 7_200),
  ERRORS_MIN_RESULTS: whole(10, 0, 1_000_000),
  ERRORS_RATE_PERCENT: number(15, 0, 100),
  ERRORS_CLEAR_PERCENT: number(10, 0, 100),
  ERRORS_CLEAR_SECONDS: whole(60, 0, 3_600),
  QUEUE_DEPTH: whole(100, 1, 1_000_000_000),
  QUEUE_HOLD_SECONDS: whole(120, 0, 3_600),
});

type Environment = z.infer<typeof Environment>;

/** The names of all settings, in the order in which `.env.example` lists them. */
export const SETTINGS: readonly string[] = Object.keys(Environment.shape);

/** The environment cannot be used. Names every setting that is wrong or missing, and no value of any. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the settings from an environment; an empty value counts as not set.
 * @throws ConfigError that names every wrong or missing setting with what to do.
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(Environment.shape)) {
    const value = environment[name]?.trim();
    const parsed = schema.safeParse(value === '' ? undefined : value);
    if (parsed.success) values[name] = parsed.data;
    else problems.push(`${name} ${parsed.error.issues[0]?.message ?? 'is not usable'}.`);
  }
  // Read one by one so that what depends on several settings is checked even where another one is wrong.
  const env = values as Partial<Environment>;
  problems.push(...crossChecks(env, environment));
  if (!isComplete(env, problems)) {
    const lines = problems.map((problem) => `  ${problem}`).join('\n');
    throw new ConfigError(
      `The settings cannot be used:\n${lines}\nSet them in the file .env or in the environment; .env.example explains each.`,
    );
  }
  return toConfig(env);
}

/** Without a problem every setting was read. */
function isComplete(_env: Partial<Environment>, problems: readonly string[]): _env is Environment {
  return problems.length === 0;
}

function crossChecks(env: Partial<Environment>, raw: Readonly<Record<string, string | undefined>>): string[] {
  const problems: string[] = [];
  const { DISCORD_WEBHOOK_URL: webhookUrl, DISCORD_API_URL: apiUrl } = env;
  if (!raw['DISCORD_TOKEN'] && !raw['DISCORD_WEBHOOK_URL']) {
    problems.push(
      'DISCORD_TOKEN or DISCORD_WEBHOOK_URL is missing: set a bot token for alerts and commands, or a webhook for alerts alone.',
    );
  }
  if (webhookUrl !== undefined && apiUrl !== undefined && parseWebhookUrl(webhookUrl, apiUrl) === null) {
    problems.push(
      'DISCORD_WEBHOOK_URL must be the whole address that Discord shows under Edit Channel, Integrations, Webhooks, Copy Webhook URL.',
    );
  }
  if ((env.BALANCE_CRITICAL_USD ?? 0) > (env.BALANCE_WARNING_USD ?? Infinity)) {
    problems.push('BALANCE_CRITICAL_USD must not be above BALANCE_WARNING_USD.');
  }
  if ((env.ERRORS_CLEAR_PERCENT ?? 0) > (env.ERRORS_RATE_PERCENT ?? Infinity)) {
    problems.push(
      'ERRORS_CLEAR_PERCENT must not be above ERRORS_RATE_PERCENT: an alert would end while it still fires.',
    );
  }
  return problems;
}

function toConfig(env: Environment): Config {
  const [hour = 0, minute = 0] = env.SUMMARY_TIME.split(':').map(Number);
  const webhookUrl = env.DISCORD_WEBHOOK_URL;
  return {
    discord: {
      token: env.DISCORD_TOKEN ?? null,
      webhook: webhookUrl === undefined ? null : parseWebhookUrl(webhookUrl, env.DISCORD_API_URL),
      alertRoleId: env.DISCORD_ALERT_ROLE_ID ?? null,
      guildIds: env.DISCORD_GUILD_IDS,
      apiUrl: env.DISCORD_API_URL,
    },
    captchaAi: { apiKey: env.CAPTCHAAI_API_KEY, baseUrl: env.CAPTCHAAI_URL, pollMs: env.BALANCE_POLL_SECONDS * 1_000 },
    http: {
      host: env.HTTP_HOST,
      port: env.HTTP_PORT,
      ingestToken: env.INGEST_TOKEN,
      requestsPerMinute: env.INGEST_REQUESTS_PER_MINUTE,
    },
    databaseFile: env.DATABASE_FILE,
    timeZone: env.TIME_ZONE,
    summaryMinute: hour * 60 + minute,
    limits: toLimits(env),
    logLevel: env.LOG_LEVEL,
  };
}

function toLimits(env: Environment): Limits {
  return {
    balance: {
      enabled: env.BALANCE_ALERTS === 'on',
      thresholdMicros: Math.round(env.BALANCE_WARNING_USD * MICROS_PER_USD),
      criticalMicros: Math.round(env.BALANCE_CRITICAL_USD * MICROS_PER_USD),
      // A single missed poll says nothing; ten minutes, or three polls where they are rarer, do.
      staleMs: Math.max(10 * MINUTE, env.BALANCE_POLL_SECONDS * 3_000),
    },
    errors: {
      windowMs: env.ERRORS_WINDOW_SECONDS * 1_000,
      minResults: env.ERRORS_MIN_RESULTS,
      rate: env.ERRORS_RATE_PERCENT / 100,
      clearRate: env.ERRORS_CLEAR_PERCENT / 100,
      clearHoldMs: env.ERRORS_CLEAR_SECONDS * 1_000,
    },
    queue: {
      depth: env.QUEUE_DEPTH,
      holdMs: env.QUEUE_HOLD_SECONDS * 1_000,
      criticalFactor: 5,
      clearShare: 0.8,
      staleMs: 10 * MINUTE,
    },
    cooldownMs: env.ALERT_COOLDOWN_SECONDS * 1_000,
  };
}
