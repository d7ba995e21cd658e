import { readFileSync } from 'node:fs';
import dotenv from 'dotenv';
import { describe, expect, test } from 'vitest';
import { type Config, parseConfig } from '../../src/config/config.ts';
import { ConfigError, SETTINGS } from '../../src/config/readSettings.ts';
import { SECRET_FILES } from '../../src/config/secretFiles.ts';

type Environment = Readonly<Record<string, string>>;

const API_KEY = '0123456789abcdef0123456789abcdef';
const REQUIRED = {
  DISCORD_TOKEN: 'MTIzNDU2Nzg5.bot-token.0123456789',
  CAPTCHAAI_API_KEY: API_KEY,
  INGEST_TOKEN: 'ingest-token-0123456789',
};
const ROLE = '12345678901234567';
const WEBHOOK_ID = '1122334455667788990';
const WEBHOOK_PATH = `/webhooks/${WEBHOOK_ID}/webhook-Token_0`;

const configOf = (changes: Environment): Config => parseConfig({ ...REQUIRED, ...changes });

/** The message of the error that these changes to a good environment are refused with; '' if they are not. */
function refusalOf(changes: Readonly<Record<string, string | undefined>>): string {
  try {
    parseConfig({ ...REQUIRED, ...changes });
    return '';
  } catch (err) {
    expect(err).toBeInstanceOf(ConfigError);
    return err instanceof ConfigError ? err.message : '';
  }
}

/** The lines of the refusal that accuse this setting. */
const accusationsOf = (name: string, refusal: string) =>
  refusal.split('\n').filter((line) => line.includes(`  ${name} `));

describe('every number has its limits', () => {
  type Row = [name: string, min: number, max: number, factor: number, read: (config: Config) => number];
  const wholes: Row[] = [
    ['HTTP_PORT', 0, 65_535, 1, ({ http }) => http.port],
    ['INGEST_REQUESTS_PER_MINUTE', 1, 100_000_000, 1, ({ http }) => http.requestsPerMinute],
    ['ALERT_COOLDOWN_SECONDS', 1, 86_400, 1_000, ({ thresholds }) => thresholds.cooldownMs],
    ['ALERT_REMINDER_MAX_SECONDS', 1, 86_400, 1_000, ({ thresholds }) => thresholds.reminderMaxMs],
    ['BALANCE_POLL_SECONDS', 10, 3_600, 1_000, ({ accounts }) => accounts[0]?.captchaAi.pollMs ?? 0],
    ['ERRORS_WINDOW_SECONDS', 30, 7_200, 1_000, ({ thresholds }) => thresholds.errors.windowMs],
    ['ERRORS_WIDEST_SECONDS', 30, 7_200, 1_000, ({ thresholds }) => thresholds.errors.widestMs],
    ['ERRORS_IN_ROW', 0, 1_000, 1, ({ thresholds }) => thresholds.errors.inRow],
    ['ERRORS_MIN_RESULTS', 0, 1_000_000, 1, ({ thresholds }) => thresholds.errors.minResults],
    ['ERRORS_CLEAR_SECONDS', 0, 3_600, 1_000, ({ thresholds }) => thresholds.errors.clearHoldMs],
    ['QUEUE_DEPTH', 1, 1_000_000_000, 1, ({ thresholds }) => thresholds.queue.depth],
    ['QUEUE_HOLD_SECONDS', 0, 3_600, 1_000, ({ thresholds }) => thresholds.queue.holdMs],
    ['TYPES_MIN_RESULTS', 0, 1_000_000, 1, ({ thresholds }) => thresholds.types.minResults],
    ['WORKERS_HOLD_SECONDS', 0, 3_600, 1_000, ({ thresholds }) => thresholds.workers.holdMs],
    ['WORKERS_DEPTH', 0, 1_000_000_000, 1, ({ thresholds }) => thresholds.workers.depth],
    ['WORKERS_QUIET_SECONDS', 1, 7_000, 1_000, ({ thresholds }) => thresholds.workers.quietMs],
    ['SILENCE_QUIET_SECONDS', 1, 7_000, 1_000, ({ thresholds }) => thresholds.silence.quietMs],
    ['SILENCE_MIN_RESULTS', 1, 1_000_000, 1, ({ thresholds }) => thresholds.silence.minResults],
    ['PROVIDER_ACCOUNT_FAILURES', 1, 10, 1, ({ thresholds }) => thresholds.provider.accountFailures],
    ['PROVIDER_OUTAGE_FAILURES', 1, 100, 1, ({ thresholds }) => thresholds.provider.outageFailures],
    ['PROVIDER_NO_BALANCE_SECONDS', 60, 86_400, 1, ({ thresholds }) => thresholds.provider.noBalanceMs / 1_000],
    ['LATENCY_MIN_SOLVED', 1, 1_000_000, 1, ({ thresholds }) => thresholds.latency.minSolved],
    ['THREADS_HOLD_SECONDS', 0, 3_600, 1_000, ({ thresholds }) => thresholds.threads.holdMs],
    ['THREADS_CLEAR_SECONDS', 0, 3_600, 1_000, ({ thresholds }) => thresholds.threads.clearHoldMs],
  ];
  const fractions: Row[] = [
    ['BALANCE_WARNING_USD', 0, 1_000_000, 1e6, ({ thresholds }) => thresholds.balance.thresholdMicros],
    ['BALANCE_CRITICAL_USD', 0, 1_000_000, 1e6, ({ thresholds }) => thresholds.balance.criticalMicros],
    ['BALANCE_CLEAR_PERCENT', 0, 100, 0.01, ({ thresholds }) => thresholds.balance.clearAbove],
    ['ERRORS_RATE_PERCENT', 0, 100, 0.01, ({ thresholds }) => thresholds.errors.rate],
    ['ERRORS_CLEAR_PERCENT', 0, 100, 0.01, ({ thresholds }) => thresholds.errors.clearRate],
    ['TYPES_RATE_PERCENT', 0, 100, 0.01, ({ thresholds }) => thresholds.types.rate],
    ['TYPES_CLEAR_PERCENT', 0, 100, 0.01, ({ thresholds }) => thresholds.types.clearRate],
    ['QUEUE_CRITICAL_FACTOR', 1, 1_000, 1, ({ thresholds }) => thresholds.queue.criticalFactor],
    ['QUEUE_CLEAR_PERCENT', 0, 100, 0.01, ({ thresholds }) => thresholds.queue.clearShare],
    ['LATENCY_P95_SECONDS', 0.1, 3_600, 1_000, ({ thresholds }) => thresholds.latency.p95Ms],
    ['LATENCY_CLEAR_SECONDS', 0.1, 3_600, 1_000, ({ thresholds }) => thresholds.latency.clearP95Ms],
    ['THREADS_BUSY_PERCENT', 1, 100, 0.01, ({ thresholds }) => thresholds.threads.busyShare],
    ['THREADS_REFUSED_PERCENT', 0, 100, 0.01, ({ thresholds }) => thresholds.threads.refusedShare],
    ['RUNWAY_WARNING_HOURS', 0.1, 720, 3_600_000, ({ thresholds }) => thresholds.runway.warningMs],
    ['RUNWAY_CRITICAL_HOURS', 0.1, 720, 3_600_000, ({ thresholds }) => thresholds.runway.criticalMs],
    ['RUNWAY_CLEAR_HOURS', 0.1, 720, 3_600_000, ({ thresholds }) => thresholds.runway.clearMs],
  ];
  /** Keeps the pairs that depend on each other out of the way. */
  const ROOM = {
    BALANCE_WARNING_USD: '1000000',
    BALANCE_CRITICAL_USD: '0',
    ERRORS_RATE_PERCENT: '100',
    ERRORS_CLEAR_PERCENT: '0',
    TYPES_RATE_PERCENT: '100',
    TYPES_CLEAR_PERCENT: '0',
    LATENCY_P95_SECONDS: '3600',
    LATENCY_CLEAR_SECONDS: '0.1',
    RUNWAY_CRITICAL_HOURS: '0.1',
    RUNWAY_CLEAR_HOURS: '720',
  };
  /** Where one end of a range leaves no room for the others, they come along. */
  const ALONG: Readonly<Record<string, Environment>> = {
    'LATENCY_P95_SECONDS 0.1': { LATENCY_CLEAR_SECONDS: '0.1' },
    'RUNWAY_CRITICAL_HOURS 720': { RUNWAY_WARNING_HOURS: '720' },
    'RUNWAY_CLEAR_HOURS 0.1': { RUNWAY_WARNING_HOURS: '0.1' },
  };
  const wide = (name: string, value: number): Environment => ({
    ...ROOM,
    ...ALONG[`${name} ${value}`],
    [name]: String(value),
  });

  test.each([...wholes, ...fractions])('%s is taken from %d to %d', (name, min, max, factor, read) => {
    expect(read(configOf(wide(name, min)))).toBeCloseTo(min * factor, 6);
    expect(read(configOf(wide(name, max)))).toBeCloseTo(max * factor, 6);
  });

  test.each([...wholes, ...fractions])('%s is refused just below %d and just above %d', (name, min, max) => {
    expect(accusationsOf(name, refusalOf(wide(name, min - 1)))).toEqual([
      `  ${name} must be at least ${min.toLocaleString('en-US')}.`,
    ]);
    expect(accusationsOf(name, refusalOf(wide(name, max + 1)))).toEqual([
      `  ${name} must be at most ${max.toLocaleString('en-US')}.`,
    ]);
  });

  test.each(wholes)('%s has no fraction', (name, min) => {
    expect(refusalOf({ [name]: `${min}.5` })).toContain(`${name} must be a whole number`);
  });

  test.each(
    [...wholes, ...fractions].flatMap(([name]) =>
      ['soon', '12,5', '10 USD', 'NaN', 'Infinity', '-Infinity'].map((value) => [name, value] as const),
    ),
  )('%s refuses "%s"', (name, value) => {
    expect(refusalOf({ [name]: value })).toContain(`${name} must be a`);
  });

  test.each([
    ['BALANCE_WARNING_USD', '12.345678', 12_345_678],
    ['BALANCE_WARNING_USD', '2.1', 2_100_000],
  ])('%s=%s is kept to the millionth', (name, value, micros) => {
    expect(configOf({ [name]: value }).thresholds.balance.thresholdMicros).toBe(micros);
  });
});

describe('every other setting has its form', () => {
  const DIGITS = '1'.repeat(21);

  test.each<[name: string, value: string, read: (config: Config) => unknown, expected: unknown]>([
    ['DISCORD_TOKEN', 'x'.repeat(20), ({ discord }) => discord.token, 'x'.repeat(20)],
    [
      'DISCORD_ALERT_ROLE_ID',
      DIGITS.slice(4),
      ({ discord }) => discord.alertMention,
      { type: 'role', id: DIGITS.slice(4) },
    ],
    [
      'DISCORD_ALERT_ROLE_ID',
      DIGITS.slice(1),
      ({ discord }) => discord.alertMention,
      { type: 'role', id: DIGITS.slice(1) },
    ],
    [
      'DISCORD_ALERT_USER_ID',
      DIGITS.slice(4),
      ({ discord }) => discord.alertMention,
      { type: 'user', id: DIGITS.slice(4) },
    ],
    ['DISCORD_GUILD_IDS', ROLE, ({ discord }) => discord.guildIds, [ROLE]],
    ['DISCORD_GUILD_IDS', `${ROLE}, ${WEBHOOK_ID} ,`, ({ discord }) => discord.guildIds, [ROLE, WEBHOOK_ID]],
    ['DISCORD_GUILD_IDS', `${ROLE}\n${WEBHOOK_ID}`, ({ discord }) => discord.guildIds, [ROLE, WEBHOOK_ID]],
    ['DISCORD_COMMANDS_GUILD_ID', ROLE, ({ discord }) => discord.commandsGuildId, ROLE],
    ['DISCORD_API_URL', 'http://127.0.0.1:4000/api//', ({ discord }) => discord.apiUrl, 'http://127.0.0.1:4000/api'],
    [
      'CAPTCHAAI_API_KEY',
      API_KEY.toUpperCase(),
      ({ accounts }) => accounts[0]?.captchaAi.apiKey,
      API_KEY.toUpperCase(),
    ],
    [
      'CAPTCHAAI_URL',
      'http://localhost:4001/',
      ({ accounts }) => accounts[0]?.captchaAi.baseUrl,
      'http://localhost:4001',
    ],
    ['INGEST_TOKEN', '!~'.repeat(8), ({ pipelines }) => pipelines[0]?.ingestToken, '!~'.repeat(8)],
    ['HTTP_HOST', '0.0.0.0', ({ http }) => http.host, '0.0.0.0'],
    ['DATABASE_FILE', '/var/lib/monitor.db', ({ database }) => database, '/var/lib/monitor.db'],
    ['DATABASE_URL', 'postgres://u:p%40@db/monitor', ({ database }) => database, 'postgres://u:p%40@db/monitor'],
    ['DATABASE_URL', 'postgresql://db.test:6432/m?sslmode=require', ({ database }) => new URL(database).port, '6432'],
    ['TIME_ZONE', 'Asia/Kathmandu', ({ timeZone }) => timeZone, 'Asia/Kathmandu'],
    ['TIME_ZONE', 'berlin', ({ timeZone }) => timeZone, 'Europe/Berlin'],
    ['TIME_ZONE', 'New York', ({ timeZone }) => timeZone, 'America/New_York'],
    ['SILENT_MESSAGES', 'warnings, summaries', ({ noise }) => noise.silent, ['warnings', 'summaries']],
    ['SILENT_MESSAGES', '', ({ noise }) => noise.silent, []],
    ['ALERT_FORMAT', 'compact', ({ noise }) => noise.format, 'compact'],
    ['INCIDENT_THREADS', '', ({ threads }) => threads, 'off'],
    ['INCIDENT_THREADS', 'post', ({ threads }) => threads, 'post'],
    ['SUMMARY_TIME', '00:00', ({ summaryMinute }) => summaryMinute, 0],
    ['SUMMARY_TIME', '23:59', ({ summaryMinute }) => summaryMinute, 23 * 60 + 59],
    ['LOG_LEVEL', 'debug', ({ logLevel }) => logLevel, 'debug'],
    ['LOG_LEVEL', 'error', ({ logLevel }) => logLevel, 'error'],
    ['BALANCE_ALERTS', 'off', ({ thresholds }) => thresholds.balance.enabled, false],
    ['BALANCE_ALERTS', 'on', ({ thresholds }) => thresholds.balance.enabled, true],
    ['BALANCE_ALERTS', 'off', ({ thresholds }) => thresholds.runway.enabled, false],
    ['RUNWAY_ALERTS', 'off', ({ thresholds }) => thresholds.runway.enabled, false],
    ['RUNWAY_ALERTS', 'off', ({ thresholds }) => thresholds.balance.enabled, true],
    ['RUNWAY_ALERTS', 'on', ({ thresholds }) => thresholds.runway.enabled, true],
    ['THREADS_PROBE', 'on', ({ accounts }) => accounts[0]?.captchaAi.threadsProbe, true],
    ['THREADS_PROBE', 'off', ({ accounts }) => accounts[0]?.captchaAi.threadsProbe, false],
    ['ERRORS_WINDOW_SECONDS', '600', ({ thresholds }) => thresholds.latency.windowMs, 600_000],
    ['ERRORS_MIN_RESULTS', '7', ({ thresholds }) => thresholds.threads.minResults, 7],
  ])('%s may be %j', (name, value, read, expected) => {
    expect(read(configOf({ [name]: value }))).toEqual(expected);
  });

  test.each([
    ['DISCORD_TOKEN', 'x'.repeat(19)],
    ['DISCORD_TOKEN', `${'x'.repeat(20)} ${'x'.repeat(20)}`],
    ['DISCORD_ALERT_ROLE_ID', DIGITS.slice(5)],
    ['DISCORD_ALERT_ROLE_ID', DIGITS],
    ['DISCORD_ALERT_ROLE_ID', '@oncall'],
    ['DISCORD_ALERT_USER_ID', '@ada'],
    ['DISCORD_GUILD_IDS', 'Scrapers'],
    ['DISCORD_GUILD_IDS', `${ROLE};${ROLE}`],
    ['DISCORD_COMMANDS_GUILD_ID', 'Scrapers'],
    ['DISCORD_API_URL', 'discord.com/api'],
    ['DISCORD_API_URL', 'ftp://discord.com/api'],
    ['DISCORD_API_URL', 'https://'],
    ['CAPTCHAAI_API_KEY', API_KEY.slice(1)],
    ['CAPTCHAAI_API_KEY', `${API_KEY}0`],
    ['CAPTCHAAI_API_KEY', `${API_KEY.slice(1)}-`],
    ['TIME_ZONE', 'CET'],
    ['TIME_ZONE', 'est'],
    ['TIME_ZONE', 'PST8PDT'],
    ['CAPTCHAAI_URL', 'https://ocr.captchaai.com/res.php'],
    ['CAPTCHAAI_URL', 'https://ocr.captchaai.com/in.php'],
    ['CAPTCHAAI_URL', 'https://ocr.captchaai.com/api/'],
    ['CAPTCHAAI_URL', 'https://ocr.captchaai.com?json=1'],
    ['DISCORD_API_URL', 'https://discord.com'],
    ['DISCORD_API_URL', 'https://discord.com/api/v10'],
    ['DISCORD_API_URL', 'http://localhost:4000/api/v10'],
    ['CAPTCHAAI_URL', 'javascript:alert(1)'],
    ['CAPTCHAAI_URL', 'file:///etc/passwd'],
    ['INGEST_TOKEN', 'x'.repeat(15)],
    ['INGEST_TOKEN', 'YOUR_INGEST_TOKEN'],
    ['DATABASE_FILE', ':memory:'],
    ['DATABASE_FILE', 'file:monitor.db?mode=memory'],
    ['DATABASE_FILE', '~/monitor.db'],
    ['INGEST_TOKEN', 'two words, 16 and more'],
    ['INGEST_TOKEN', 'pässword-0123456789'],
    ['TIME_ZONE', 'Europe/Nowhere'],
    ['TIME_ZONE', '2026-01-31T09:00[Europe/Berlin]'],
    ['TIME_ZONE', '2026-01-31T09:00Z'],
    ['TIME_ZONE', '2026-01-31'],
    ['TIME_ZONE', '+02:00'],
    ['SILENT_MESSAGES', 'warnings, critical'],
    ['ALERT_FORMAT', 'short'],
    ['INCIDENT_THREADS', 'forum'],
    ['SUMMARY_TIME', '9:00'],
    ['SUMMARY_TIME', '24:00'],
    ['SUMMARY_TIME', '09:60'],
    ['SUMMARY_TIME', '09:00:00'],
    ['SUMMARY_TIME', '9 am'],
    ['LOG_LEVEL', 'verbose'],
    ['LOG_LEVEL', 'INFO'],
    ['BALANCE_ALERTS', 'yes'],
    ['BALANCE_ALERTS', 'ON'],
    ['RUNWAY_ALERTS', 'true'],
    ['THREADS_PROBE', 'auto'],
  ])('%s may not be "%s", and only it is accused', (name, value) => {
    const refusal = refusalOf({ [name]: value });
    expect(accusationsOf(name, refusal)).toHaveLength(1);
    expect(refusal.split('\n')).toHaveLength(3);
  });
});

test('the API key as the token of the workers is refused: every one of them would know it', () => {
  expect(accusationsOf('INGEST_TOKEN', refusalOf({ INGEST_TOKEN: API_KEY }))).toEqual([
    expect.stringContaining('INGEST_TOKEN is the CaptchaAI API key, which every worker would know.'),
  ]);
});

describe('what is missing', () => {
  test('is named all at once', () => {
    expect(() => parseConfig({})).toThrow(ConfigError);
    expect(() => parseConfig({})).toThrow(
      /CAPTCHAAI_API_KEY is missing[\s\S]*INGEST_TOKEN is missing[\s\S]*DISCORD_TOKEN or DISCORD_WEBHOOK_URL is missing/,
    );
  });

  test.each(['CAPTCHAAI_API_KEY', 'INGEST_TOKEN'])('%s is required', (name) => {
    for (const missing of [undefined, '', '  ']) {
      expect(accusationsOf(name, refusalOf({ [name]: missing }))).toEqual([expect.stringContaining('is missing')]);
    }
  });

  test.each([undefined, '', '   '])('either a bot token or a webhook is required, and %j is neither', (nothing) => {
    const refusal = refusalOf({ DISCORD_TOKEN: nothing, DISCORD_WEBHOOK_URL: nothing });
    expect(refusal).toContain('DISCORD_TOKEN or DISCORD_WEBHOOK_URL is missing');
  });

  test('is not said of a bot token that is there but wrong', () => {
    expect(refusalOf({ DISCORD_TOKEN: 'short' })).not.toContain('missing');
  });

  test('a webhook alone is enough', () => {
    const config = configOf({ DISCORD_TOKEN: '', DISCORD_WEBHOOK_URL: `https://discord.com/api${WEBHOOK_PATH}` });
    expect(config.discord.token).toBeNull();
    expect(config.discord.webhook).toEqual({ id: WEBHOOK_ID, token: 'webhook-Token_0', threadId: null });
  });
});

describe('a setting without a value', () => {
  test.each(SETTINGS.filter((name) => !(name in REQUIRED)))('%s= counts as not set', (name) => {
    expect(configOf({ [name]: '' })).toEqual(configOf({}));
    expect(configOf({ [name]: ' \t' })).toEqual(configOf({}));
  });

  test('spaces round a value do not count', () => {
    expect(configOf({ HTTP_PORT: ' 80 ', TIME_ZONE: ' Europe/Berlin\r' })).toEqual(
      configOf({ HTTP_PORT: '80', TIME_ZONE: 'Europe/Berlin' }),
    );
  });

  test('what else is in the environment does not matter', () => {
    expect(configOf({ PATH: '/bin', http_port: 'x' })).toEqual(configOf({}));
  });
});

describe('an error', () => {
  /** One wrong value for every setting that can be wrong; each is told apart by its letters. */
  const WRONG: Environment = {
    DISCORD_TOKEN: 'wrong-token',
    DISCORD_WEBHOOK_URL: 'https://evil.test/api/webhooks/11223344556677889/wrong-webhook-token',
    DISCORD_ALERT_ROLE_ID: 'wrong-role',
    DISCORD_ALERT_USER_ID: 'wrong-user',
    DISCORD_GUILD_IDS: 'wrong-guild',
    DISCORD_COMMANDS_GUILD_ID: 'wrong-guild',
    DISCORD_API_URL: 'wrong-api',
    DISCORD_SHARDS: 'wrong-shards',
    PRIVACY_CONTACT: 'wrong-contact'.repeat(20),
    PRIVACY_URL: 'wrong-policy',
    CAPTCHAAI_API_KEY: 'wrong-api-key',
    CAPTCHAAI_URL: 'wrong-url',
    INGEST_TOKEN: 'wrong-ingest',
    INGEST_REQUESTS_PER_MINUTE: 'wrong-requests',
    HTTP_PORT: 'wrong-port',
    TRUSTED_PROXIES: 'wrong-proxy',
    DATABASE_URL: 'postgres://wrong-user:wrong-password@db',
    DATABASE_FILE: 'mysql://wrong-user:wrong-password@db/monitor',
    ROLES: 'wrong-role',
    TIME_ZONE: 'wrong-zone',
    SILENT_MESSAGES: 'wrong-part',
    ALERT_FORMAT: 'wrong-format',
    INCIDENT_THREADS: 'wrong-threads',
    SUMMARY_TIME: 'wrong-time',
    LOG_LEVEL: 'wrong-level',
    HEARTBEAT_URL: 'wrong-heartbeat',
    HEARTBEAT_TOKEN: 'wrong token',
    HEARTBEAT_SECONDS: 'wrong-seconds',
    ALERT_COOLDOWN_SECONDS: 'wrong-cooldown',
    ALERT_REMINDER_MAX_SECONDS: 'wrong-reminder',
    BALANCE_ALERTS: 'wrong-switch',
    BALANCE_POLL_SECONDS: 'wrong-poll',
    BALANCE_WARNING_USD: 'wrong-warning',
    BALANCE_CLEAR_PERCENT: 'wrong-clear-above',
    BALANCE_CRITICAL_USD: 'wrong-critical',
    ERRORS_WINDOW_SECONDS: 'wrong-window',
    ERRORS_MIN_RESULTS: 'wrong-results',
    ERRORS_WIDEST_SECONDS: 'wrong-widest',
    ERRORS_IN_ROW: 'wrong-row',
    ERRORS_RATE_PERCENT: 'wrong-rate',
    ERRORS_CLEAR_PERCENT: 'wrong-clear',
    ERRORS_CLEAR_SECONDS: 'wrong-hold',
    QUEUE_DEPTH: 'wrong-depth',
    QUEUE_HOLD_SECONDS: 'wrong-queue',
    ...Object.fromEntries(
      SETTINGS.filter((name) => /^(?:RUNWAY|TYPES|QUEUE|WORKERS|SILENCE|PROVIDER|LATENCY|THREADS)_/.test(name)).map(
        (name) => [name, `wrong-${name.toLowerCase()}`],
      ),
    ),
  };
  /**
   * Any text is a host. A file says itself what is wrong with it. Of a queue these are wrong only for one source or another:
   * queueSettings.test.ts tries them.
   */
  const NEVER_WRONG =
    /^(?:HTTP_HOST|MONITOR_FILE|QUEUE_(?:URL|NAME|PREFIX|GROUP|VHOST|USER|PASSWORD|TOKEN|(?:\w+_)?QUERY))$/;

  test('names every setting that is wrong, each once', () => {
    const refusal = refusalOf(WRONG);
    for (const name of SETTINGS.filter((each) => !NEVER_WRONG.test(each))) {
      expect(accusationsOf(name, refusal), name).toHaveLength(1);
    }
  });

  test('shows no value, wrong or right', () => {
    const refusal = refusalOf(WRONG);
    expect(refusal).not.toContain('wrong-');
    const others = refusalOf({ HTTP_PORT: 'x', DISCORD_WEBHOOK_URL: `https://discord.com/api${WEBHOOK_PATH}` });
    for (const secret of [...Object.values(REQUIRED), 'webhook-Token_0']) expect(others).not.toContain(secret);
  });

  test('says where settings are set', () => {
    expect(refusalOf({ HTTP_PORT: 'x' })).toMatch(/\.env\b[\s\S]*\.env\.example/);
  });
});

test.each([
  [{}, null],
  [{ DISCORD_SHARDS: 'auto' }, null],
  [{ DISCORD_SHARDS: '1' }, 1],
  [{ DISCORD_SHARDS: '16384' }, 16_384],
])('%j: the number of shards is %j', (environment, shards) => {
  expect(parseConfig({ ...REQUIRED, ...environment }).discord.shards).toBe(shards);
});

test.each(['0', '16385', '1.5', '-1', 'many'])('there cannot be %s shards', (shards) => {
  expect(refusalOf({ DISCORD_SHARDS: shards })).toContain('DISCORD_SHARDS must be auto, or a whole number from 1');
});

describe('who runs the bot', () => {
  const operatorOf = (environment: Environment) => parseConfig({ ...REQUIRED, ...environment }).discord.operator;

  test('is named by a contact and the address of a policy, or not at all', () => {
    expect(operatorOf({})).toEqual({ contact: null, policyUrl: null });
    const [contact, policyUrl] = ['Ada, ada@example.com', 'https://example.com/privacy?lang=en#kept'];
    expect(operatorOf({ PRIVACY_CONTACT: contact, PRIVACY_URL: policyUrl })).toEqual({ contact, policyUrl });
  });

  test('takes 200 characters of a contact and 500 of an address, and not one more', () => {
    const addressOf = (length: number) => 'https://example.com/'.padEnd(length, 'x');
    const most = { PRIVACY_CONTACT: 'x'.repeat(200), PRIVACY_URL: addressOf(500) };
    expect(operatorOf(most)).toEqual({ contact: most.PRIVACY_CONTACT, policyUrl: most.PRIVACY_URL });
    expect(refusalOf({ ...most, PRIVACY_CONTACT: 'x'.repeat(201) })).toContain('PRIVACY_CONTACT must be at most 200');
    expect(refusalOf({ ...most, PRIVACY_URL: addressOf(501) })).toContain('PRIVACY_URL must be at most 500');
  });

  test.each([
    'http://example.com/privacy',
    'ftp://example.com',
    'example.com/privacy',
    'javascript:alert(1)',
    'https://',
  ])('is not named by %s', (address) => {
    expect(refusalOf({ PRIVACY_URL: address })).toContain('PRIVACY_URL must be an https address');
  });

  test('is not named by an address with a password, which everybody would read', () => {
    const refusal = refusalOf({ PRIVACY_URL: 'https://ada:secret-word@example.com' });
    expect(refusal).toContain('PRIVACY_URL must have neither a user nor a password');
    expect(refusal).not.toContain('secret-word');
  });
});

describe('settings that depend on each other', () => {
  test.each([
    ['BALANCE_CRITICAL_USD', { BALANCE_WARNING_USD: '5', BALANCE_CRITICAL_USD: '5.01' }, 1],
    ['BALANCE_CRITICAL_USD', { BALANCE_WARNING_USD: '5', BALANCE_CRITICAL_USD: '5' }, 0],
    ['BALANCE_CRITICAL_USD', { BALANCE_WARNING_USD: '1' }, 1],
    ['BALANCE_CRITICAL_USD', { BALANCE_CRITICAL_USD: '11' }, 1],
    ['ERRORS_CLEAR_PERCENT', { ERRORS_RATE_PERCENT: '20', ERRORS_CLEAR_PERCENT: '20.1' }, 1],
    ['ERRORS_CLEAR_PERCENT', { ERRORS_RATE_PERCENT: '20', ERRORS_CLEAR_PERCENT: '20' }, 0],
    ['ERRORS_CLEAR_PERCENT', { ERRORS_RATE_PERCENT: '9' }, 1],
    ['LATENCY_CLEAR_SECONDS', { LATENCY_P95_SECONDS: '60', LATENCY_CLEAR_SECONDS: '60.1' }, 1],
    ['LATENCY_CLEAR_SECONDS', { LATENCY_P95_SECONDS: '60', LATENCY_CLEAR_SECONDS: '60' }, 0],
    ['LATENCY_CLEAR_SECONDS', { LATENCY_P95_SECONDS: '99' }, 1],
    ['RUNWAY_CRITICAL_HOURS', { RUNWAY_CRITICAL_HOURS: '24.1' }, 1],
    ['RUNWAY_CRITICAL_HOURS', { RUNWAY_CRITICAL_HOURS: '24' }, 0],
    ['RUNWAY_CRITICAL_HOURS', { RUNWAY_WARNING_HOURS: '48' }, 1],
    ['RUNWAY_CRITICAL_HOURS', { RUNWAY_WARNING_HOURS: '48', RUNWAY_CLEAR_HOURS: '48' }, 0],
    ['RUNWAY_CRITICAL_HOURS', { RUNWAY_WARNING_HOURS: '3', RUNWAY_CLEAR_HOURS: '2' }, 2],
  ])('%s with %j is accused %d times', (name, changes, times) => {
    expect(accusationsOf(name, refusalOf(changes))).toHaveLength(times);
  });

  test('are checked where another setting is wrong too', () => {
    const refusal = refusalOf({ BALANCE_CRITICAL_USD: '11', HTTP_PORT: 'x', DISCORD_WEBHOOK_URL: 'x' });
    for (const name of ['BALANCE_CRITICAL_USD', 'HTTP_PORT', 'DISCORD_WEBHOOK_URL']) expect(refusal).toContain(name);
  });

  test('are all named, and each sentence begins with the names', () => {
    const refusal = refusalOf({ RUNWAY_CRITICAL_HOURS: '48', HTTP_PORT: 'x', LATENCY_P95_SECONDS: '1' });
    expect(refusal).toMatch(/^ {2}RUNWAY_CRITICAL_HOURS and RUNWAY_WARNING_HOURS and RUNWAY_CLEAR_HOURS: [A-Z]/m);
    expect(refusal).toMatch(/^ {2}LATENCY_CLEAR_SECONDS and LATENCY_P95_SECONDS: [A-Z]/m);
  });

  test('and not where one of them cannot be read', () => {
    const refusal = refusalOf({ LATENCY_CLEAR_SECONDS: 'x', LATENCY_P95_SECONDS: '1' });
    expect(refusal.split('\n')).toHaveLength(3);
  });

  test.each([
    ['60', 10 * 60_000],
    ['200', 10 * 60_000],
    ['201', 603_000],
    ['3600', 3 * 3_600_000],
  ])('a balance polled every %s s is stale after %d ms', (seconds, staleMs) => {
    expect(configOf({ BALANCE_POLL_SECONDS: seconds }).thresholds.balance.staleMs).toBe(staleMs);
  });
});

describe('the address of a webhook', () => {
  const LOCAL_API = 'http://127.0.0.1:4000/api';
  const accepted = (url: string, apiUrl = '') =>
    refusalOf({ DISCORD_WEBHOOK_URL: url, DISCORD_API_URL: apiUrl }) === '';

  test.each([
    `https://discord.com/api${WEBHOOK_PATH}`,
    `https://canary.discord.com/api${WEBHOOK_PATH}`,
    `https://ptb.discord.com/api${WEBHOOK_PATH}`,
    `https://discordapp.com/api${WEBHOOK_PATH}`,
    `https://canary.discordapp.com/api${WEBHOOK_PATH}`,
    `https://discord.com/api/v10${WEBHOOK_PATH}`,
    `https://discord.com/api${WEBHOOK_PATH}/`,
  ])('%s is accepted', (url) => {
    expect(configOf({ DISCORD_WEBHOOK_URL: url }).discord.webhook).toEqual({
      id: WEBHOOK_ID,
      token: 'webhook-Token_0',
      threadId: null,
    });
  });

  test('may name the thread to post in', () => {
    const url = `https://discord.com/api${WEBHOOK_PATH}?thread_id=1122334455667788999`;
    expect(configOf({ DISCORD_WEBHOOK_URL: url }).discord.webhook?.threadId).toBe('1122334455667788999');
    expect(accepted(`https://discord.com/api${WEBHOOK_PATH}?thread_id=general`)).toBe(false);
  });

  test.each([
    ['a look-alike domain', `https://discord.com.evil.test/api${WEBHOOK_PATH}`],
    ['a look-alike name', `https://evildiscord.com/api${WEBHOOK_PATH}`],
    ['another subdomain', `https://evil.discord.com/api${WEBHOOK_PATH}`],
    ['a dot that is none', `https://discordXcom/api${WEBHOOK_PATH}`],
    ['Discord as the user', `https://discord.com@evil.test/api${WEBHOOK_PATH}`],
    ['Discord as the user, with its path', `https://discord.com/api@evil.test${WEBHOOK_PATH}`],
    ['Discord further on', `https://evil.test/https://discord.com/api${WEBHOOK_PATH}`],
    ['Discord on the next line', `https://evil.test\nhttps://discord.com/api${WEBHOOK_PATH}`],
    ['a port', `https://discord.com:8443/api${WEBHOOK_PATH}`],
    ['no encryption', `http://discord.com/api${WEBHOOK_PATH}`],
    ['no host', `/api${WEBHOOK_PATH}`],
    ['the path alone', WEBHOOK_PATH],
    ['an API that was not configured', `${LOCAL_API}${WEBHOOK_PATH}`],
    ['no token', `https://discord.com/api/webhooks/${WEBHOOK_ID}`],
    ['an empty token', `https://discord.com/api/webhooks/${WEBHOOK_ID}/`],
    ['no id', 'https://discord.com/api/webhooks/webhook-Token_0'],
    ['a short id', 'https://discord.com/api/webhooks/1234567890123456/webhook-Token_0'],
    ['more path', `https://discord.com/api${WEBHOOK_PATH}/slack`],
    ['a way up', `https://discord.com/api/webhooks/${WEBHOOK_ID}/../../users/@me`],
    ['a channel', `https://discord.com/channels/${WEBHOOK_ID}/${WEBHOOK_ID}`],
  ])('%s is refused', (_name, url) => {
    const refusal = refusalOf({ DISCORD_WEBHOOK_URL: url });
    expect(accusationsOf('DISCORD_WEBHOOK_URL', refusal)).toHaveLength(1);
    expect(refusal).not.toContain('webhook-Token_0');
  });

  test('may be on a configured API base', () => {
    expect(accepted(`${LOCAL_API}${WEBHOOK_PATH}`, LOCAL_API)).toBe(true);
    expect(accepted(`${LOCAL_API}/v10${WEBHOOK_PATH}`, `${LOCAL_API}/`)).toBe(true);
  });

  test.each([
    [`https://discord.com/api${WEBHOOK_PATH}`, 0],
    [`https://evil.test/api${WEBHOOK_PATH}`, 1],
    [`https://discord.com/channels/${WEBHOOK_ID}/${WEBHOOK_ID}`, 1],
  ])('is judged where the API base is wrong too: %s', (url, times) => {
    const refusal = refusalOf({ DISCORD_WEBHOOK_URL: url, DISCORD_API_URL: 'x' });
    expect(accusationsOf('DISCORD_API_URL', refusal)).toHaveLength(1);
    expect(accusationsOf('DISCORD_WEBHOOK_URL', refusal)).toHaveLength(times);
  });

  test('may still be at Discord itself then', () => {
    expect(accepted(`https://discord.com/api${WEBHOOK_PATH}`, LOCAL_API)).toBe(true);
  });

  test.each([
    `http://127.0.0.1:4000/apix${WEBHOOK_PATH}`,
    `http://127.0.0.1:40000/api${WEBHOOK_PATH}`,
    `http://127.0.0.1:4000/api@evil.test${WEBHOOK_PATH}`,
    `http://127.0.0.1:4000${WEBHOOK_PATH}`,
  ])('%s is not on that base', (url) => {
    expect(accepted(url, LOCAL_API)).toBe(false);
  });
});

test('the defaults are those that the documentation promises', () => {
  const { thresholds, accounts } = configOf({});
  expect(accounts[0]?.captchaAi).toMatchObject({ pollMs: 60_000, threadsProbe: false });
  expect(thresholds).toEqual({
    balance: {
      enabled: true,
      thresholdMicros: 10_000_000,
      criticalMicros: 2_000_000,
      clearAbove: 0.02,
      staleMs: 600_000,
    },
    errors: {
      windowMs: 300_000,
      widestMs: 3_600_000,
      minResults: 10,
      inRow: 10,
      rate: 0.15,
      clearRate: 0.1,
      clearHoldMs: 60_000,
    },
    types: { minResults: 10, rate: 0.5, clearRate: 0.3 },
    queue: { depth: 100, holdMs: 120_000, criticalFactor: 5, clearShare: 0.8, staleMs: 600_000 },
    workers: { holdMs: 120_000, depth: 10, quietMs: 600_000, staleMs: 600_000 },
    silence: { quietMs: 600_000, minResults: 20 },
    provider: { accountFailures: 2, outageFailures: 3, noBalanceMs: 600_000 },
    latency: { windowMs: 300_000, minSolved: 20, p95Ms: 120_000, clearP95Ms: 100_000 },
    threads: {
      busyShare: 0.95,
      holdMs: 300_000,
      refusedShare: 0.1,
      minResults: 10,
      clearHoldMs: 120_000,
      staleMs: 600_000,
    },
    runway: { enabled: true, warningMs: 86_400_000, criticalMs: 14_400_000, clearMs: 129_600_000, staleMs: 600_000 },
    cooldownMs: 300_000,
    reminderMaxMs: 3_600_000,
  });
});

describe('the database', () => {
  test('is the one of DATABASE_URL where DATABASE_FILE is set too', () => {
    const both = { DATABASE_URL: 'postgres://db/monitor', DATABASE_FILE: 'data/other.db' };
    expect(configOf(both).database).toBe('postgres://db/monitor');
  });

  test.each([
    ['of another kind', 'mysql://u:secret-word@db/monitor'],
    ['without a database', 'postgres://u:secret-word@db'],
    ['with a path for a database', 'postgres://u:secret-word@db/a/b'],
    ['without a host', 'postgres:///monitor'],
    ['whose password is not encoded', 'postgres://u:secret-word%@db/monitor'],
    ['whose password begins another part', 'postgres://u:secret#word@db/monitor'],
    ['that is a file', '/var/lib/monitor.db'],
  ])('an address %s is refused without showing it', (_name, url) => {
    const refusal = refusalOf({ DATABASE_URL: url });
    expect(refusal).toContain('DATABASE_URL must be an address such as postgres://user:password@host:5432/database');
    expect(refusal).not.toContain('secret');
  });
});

describe('.env.example', () => {
  const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const example = dotenv.parse(text);

  test('names exactly the settings that there are, in their order', () => {
    expect(Object.keys(example)).toEqual([...SETTINGS, ...SECRET_FILES]);
  });

  test.each([...SETTINGS, ...SECRET_FILES])('explains %s in a comment above it', (name) => {
    const lines = text.split('\n');
    const above = lines[lines.findIndex((line) => line.startsWith(`${name}=`)) - 1];
    expect(above).toMatch(/^# \S.{10,}/);
    expect(above).not.toMatch(/^# ---/);
  });

  test('names no secret', () => {
    for (const name of [
      'DISCORD_TOKEN',
      'DISCORD_WEBHOOK_URL',
      'CAPTCHAAI_API_KEY',
      'INGEST_TOKEN',
      'HEARTBEAT_URL',
      'HEARTBEAT_TOKEN',
    ]) {
      expect(example[name]).toBe('');
    }
  });

  test('with what is required filled in gives the defaults', () => {
    expect(parseConfig({ ...example, ...REQUIRED })).toEqual(parseConfig(REQUIRED));
  });

  test('as it is is refused for what is required, and for nothing else', () => {
    expect(() => parseConfig(example)).toThrow(ConfigError);
    expect(
      refusalOf(Object.fromEntries(Object.keys(REQUIRED).map((name) => [name, example[name]]))).split('\n'),
    ).toHaveLength(5);
  });
});
