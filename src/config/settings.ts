import { z } from 'zod';
import { CAPTCHAAI_ADDRESS } from '../captchaai/address.ts';
import { timeZoneCalled, whyNoTimeZone } from '../monitor/text/timeZones.ts';
import { isUsablePostgresUrl } from '../store/postgresUrl.ts';
import { HeartbeatSettings } from './heartbeatSettings.ts';
import { HttpSettings } from './httpSettings.ts';
import { NoiseSettings } from './noiseSettings.ts';
import { PrivacySettings } from './privacySettings.ts';
import { QueueSettings } from './queueSettings.ts';
import { RoleSettings } from './roleSettings.ts';
import { CaptchaAiAddress, serverAddress } from './serverAddress.ts';
import { whole } from './settingKinds.ts';
import { ShardSetting } from './shardSetting.ts';
import { ThreadSettings } from './threadSettings.ts';
import { ThresholdSettings } from './thresholdSettings.ts';
import { TrustedProxies } from './trustedProxies.ts';

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

const DISCORD_API = 'https://discord.com/api';

const snowflake = z
  .string()
  .regex(
    /^\d{17,20}$/,
    'must be a Discord id: 17 to 20 digits. Turn on Developer Mode in Discord and choose "Copy ID"',
  );

const timeZone = z
  .string()
  .transform((text, context) => {
    const zone = timeZoneCalled(text);
    if (zone !== null) return zone;
    const { isLetters, guess } = whyNoTimeZone(text);
    const why = isLetters ? ': such letters are short for several time zones' : '';
    const perhaps = guess === null ? '' : ` (perhaps ${guess})`;
    context.addIssue({
      code: 'custom',
      message: `must be a time zone name, such as Europe/Berlin or UTC${perhaps}${why}`,
    });
    return z.NEVER;
  })
  .default('UTC');

/** The program adds the version itself; a proxy for Discord may have any path of its own. */
function isDiscordApi(address: string): boolean {
  const { hostname, pathname } = new URL(address);
  return /(?:^|\.)discord(?:app)?\.com$/.test(hostname) ? pathname === '/api' : !/\/v\d+$/.test(pathname);
}

/** Every setting by its name, in the order in which `.env.example` lists them. */
export const Settings = z.object({
  DISCORD_TOKEN: z
    .string()
    .regex(/^\S{20,}$/, 'does not look like a bot token. Copy it from discord.com/developers, page Bot')
    .optional(),
  DISCORD_WEBHOOK_URL: z.string().optional(),
  DISCORD_ALERT_ROLE_ID: snowflake.optional(),
  DISCORD_ALERT_USER_ID: snowflake.optional(),
  DISCORD_GUILD_IDS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(snowflake))
    .default([]),
  DISCORD_COMMANDS_GUILD_ID: snowflake.optional(),
  DISCORD_API_URL: serverAddress(DISCORD_API)
    .default(DISCORD_API)
    .refine(isDiscordApi, `must end in /api, without a version after it, such as ${DISCORD_API}`),
  DISCORD_SHARDS: ShardSetting,
  ...PrivacySettings.shape,
  CAPTCHAAI_API_KEY: z
    .string('is missing. Copy the key from your CaptchaAI account')
    .regex(/^\w{32}$/, 'must be the 32 characters of a CaptchaAI API key'),
  CAPTCHAAI_URL: CaptchaAiAddress.default(CAPTCHAAI_ADDRESS),
  INGEST_TOKEN: z
    .string('is missing. Make one up, for example with: openssl rand -hex 24')
    .regex(
      /^[\x21-\x7e]{16,}$/,
      'must be at least 16 characters without spaces, for example from: openssl rand -hex 24',
    )
    .refine(
      (text) => !/^YOUR_/i.test(text),
      'is still the example. Make one up, for example with: openssl rand -hex 24',
    ),
  INGEST_REQUESTS_PER_MINUTE: whole(60_000, 1, 100_000_000),
  ...HttpSettings.shape,
  TRUSTED_PROXIES: TrustedProxies,
  MONITOR_FILE: z.string().optional(),
  ...QueueSettings.shape,
  DATABASE_URL: z
    .string()
    .refine(
      isUsablePostgresUrl,
      'must be an address such as postgres://user:password@host:5432/database, with special characters in the password percent-encoded',
    )
    .optional(),
  DATABASE_FILE: z
    .string()
    // A password in it would become the name of a folder.
    .refine((text) => !text.includes('://'), 'must be a file; the address of a PostgreSQL database is DATABASE_URL')
    // SQLite takes these for no file at all, and everything would be gone at the end.
    .refine((text) => !/^(?::memory:|file:)/i.test(text), 'must be the path of a file, such as data/monitor.db')
    .refine((text) => !text.startsWith('~'), 'must be the whole path: only a shell knows what ~ means')
    .default('data/monitor.db'),
  ...RoleSettings.shape,
  TIME_ZONE: timeZone,
  SUMMARY_TIME: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, such as 09:00')
    .default('09:00'),
  ...NoiseSettings.shape,
  ...ThreadSettings.shape,
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  ...HeartbeatSettings.shape,
  ...ThresholdSettings.shape,
});

export type Settings = z.infer<typeof Settings>;
