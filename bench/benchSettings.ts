import { parseConfig } from '../src/config/config.ts';
import type { Account } from '../src/monitor/accounts/account.ts';
import type { Log } from '../src/monitor/ports/log.ts';
import type { GuildDefaults } from '../src/monitor/settings/guildDefaults.ts';

export const TOKEN = 'bench-token-0123456789abcdef';
/** Of a post of results. */
export const POST_HEADERS = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };

const { thresholds } = parseConfig({
  DISCORD_WEBHOOK_URL: 'https://discord.com/api/webhooks/123456789012345678/token',
  CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef',
  INGEST_TOKEN: TOKEN,
});

export const BENCH_ACCOUNT: Account = { name: 'default', pipelines: ['default'] };

/** The defaults of the product, and a webhook that belongs to whichever guild names it. */
export const benchDefaults: GuildDefaults = {
  timeZone: 'UTC',
  summaryMinute: 540,
  thresholds,
  webhook: { id: '123456789012345678', threadId: null, mention: null },
  fallbacks: () => [],
};

/** A Discord at which nothing listens: ingest alone is measured. */
export const NO_DISCORD = {
  DISCORD_WEBHOOK_URL: 'http://127.0.0.1:9/api/webhooks/123456789012345678/token',
  DISCORD_API_URL: 'http://127.0.0.1:9/api',
};

/** Ingest without its limit of requests, and a CaptchaAI at which nothing listens. */
export function ingestSettings(databaseFile: string) {
  return {
    CAPTCHAAI_URL: 'http://127.0.0.1:9',
    CAPTCHAAI_API_KEY: '0123456789abcdef0123456789abcdef',
    INGEST_TOKEN: TOKEN,
    INGEST_REQUESTS_PER_MINUTE: '100000000',
    DATABASE_FILE: databaseFile,
  };
}

export const silentLog: Log = { isLevelEnabled: () => false, debug() {}, info() {}, warn() {}, error() {} };
