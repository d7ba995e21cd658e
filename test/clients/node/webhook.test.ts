import { beforeEach, describe, expect, test, vi } from 'vitest';
import { webhookTarget } from '../../../clients/node/discord/webhookAddress.ts';
import { alertBalance, alertErrorSpike, sendDailySummary } from '../../../clients/node/webhook.ts';
import { setUpDiscord } from '../../fixtures/discord.ts';

const FOOTER = { text: 'CaptchaAI Pipeline Monitor' };
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
const EXECUTE = { method: 'POST', path: /^\/webhooks\// };

const inline = (name: string, value: string) => ({ name, value, inline: true });
const block = (name: string, value: string) => ({ name, value, inline: false });

async function setUp(options: Parameters<typeof setUpDiscord>[0] = {}) {
  const { discord, channel, guild } = await setUpDiscord(options);
  const webhook = discord.createWebhook(channel.id, { name: 'CaptchaAI Alerts' });
  vi.stubEnv('DISCORD_WEBHOOK_URL', webhook.url);
  vi.stubEnv('DISCORD_API_URL', discord.apiBase);
  return {
    discord,
    guild,
    webhook,
    messages: () => discord.messages(channel.id),
    embeds: () => discord.messages(channel.id).flatMap(({ embeds }) => embeds),
  };
}

type Stage = Awaited<ReturnType<typeof setUp>>;

beforeEach(() => () => vi.unstubAllEnvs());

describe('the origin’s calls send its embeds, field for field', () => {
  test.each([
    [8.42, 10, 'WARNING', 0xf39c12, '$8.42'],
    [2, 10, 'WARNING', 0xf39c12, '$2.00'],
    [1.99, 10, 'ERROR', 0xe74c3c, '$1.99'],
  ])('alertBalance(%s, %s)', async (balance, threshold, severity, color, words) => {
    const { embeds } = await setUp();
    await alertBalance(balance, threshold);
    expect(embeds()).toEqual([
      expect.objectContaining({
        title: '💰 Balance Alert',
        description: `CaptchaAI balance is **${words}**`,
        color,
        timestamp: TIME,
        footer: FOOTER,
        fields: [
          inline('Threshold', '$10.00'),
          inline('Severity', severity),
          block('Action', 'Top up your balance at captchaai.com'),
        ],
      }),
    ]);
  });

  const BREAKDOWN = '• `ERROR_CAPTCHA_UNSOLVABLE`: 30\n• `TIMEOUT`: 15';
  test.each([
    ['an object', 0.225, { TIMEOUT: 15, ERROR_CAPTCHA_UNSOLVABLE: 30 }, BREAKDOWN],
    ['percent', 22.5, { TIMEOUT: 15, ERROR_CAPTCHA_UNSOLVABLE: 30 }, BREAKDOWN],
    [
      'a Map',
      0.225,
      new Map([
        ['TIMEOUT', 15],
        ['ERROR_CAPTCHA_UNSOLVABLE', 30],
      ]),
      BREAKDOWN,
    ],
    [
      'pairs',
      0.225,
      [
        ['ERROR_CAPTCHA_UNSOLVABLE', 30],
        ['TIMEOUT', 15],
      ],
      BREAKDOWN,
    ],
    [
      'a list',
      0.225,
      [
        { code: 'ERROR_CAPTCHA_UNSOLVABLE', count: 30 },
        { code: 'TIMEOUT', count: 15 },
      ],
      BREAKDOWN,
    ],
    ['no codes', 0.225, {}, 'No details'],
    ['none', 0.225, undefined, 'No details'],
  ])('alertErrorSpike with %s', async (_name, rate, topErrors, breakdown) => {
    const { embeds } = await setUp();
    await alertErrorSpike(rate, 45, 200, topErrors);
    expect(embeds()).toEqual([
      expect.objectContaining({
        title: '⚠️ Error Rate Spike',
        description: 'Error rate: **22.5%** (45/200)',
        color: 0xe74c3c,
        timestamp: TIME,
        footer: FOOTER,
        fields: [block('Error Breakdown', breakdown), inline('Window', 'Last 5 minutes')],
      }),
    ]);
  });

  const DAY = {
    total: 12_450,
    successRate: 95.2,
    avgLatency: 22.4,
    totalCost: 37.35,
    errors: 598,
    balance: 142.3,
    peakQueue: 87,
  };
  test.each([
    ['in camel case', DAY, 0x2ecc71, '95.2%'],
    [
      'in snake case',
      {
        total_tasks: 12_450,
        success_rate: 0.952,
        avg_latency: 22.4,
        total_cost: 37.35,
        errors: 598,
        balance: '142.30',
        peak_queue: 87,
      },
      0x2ecc71,
      '95.2%',
    ],
    ['of a bad day', { ...DAY, successRate: 92 }, 0xf39c12, '92.0%'],
    ['of a good day', { ...DAY, successRate: 92.1 }, 0x2ecc71, '92.1%'],
  ])('sendDailySummary %s', async (_name, stats, color, rate) => {
    const { embeds } = await setUp();
    await sendDailySummary(stats);
    expect(embeds()).toEqual([
      expect.objectContaining({
        title: '📈 Daily CAPTCHA Summary',
        description: '**12,450** tasks processed',
        color,
        timestamp: TIME,
        footer: FOOTER,
        fields: [
          inline('Success Rate', rate),
          inline('Avg Latency', '22.4s'),
          inline('Total Cost', '$37.35'),
          inline('Errors', '598'),
          inline('Balance', '$142.30'),
          inline('Peak Queue', '87'),
        ],
      }),
    ]);
  });

  test('what a summary does not hold is said to be missing, or is reckoned', async () => {
    const { embeds } = await setUp();
    await sendDailySummary({ solved: 90, failed: 10 });
    expect(embeds()[0]).toMatchObject({
      description: '**100** tasks processed',
      fields: [
        inline('Success Rate', '90.0%'),
        inline('Avg Latency', 'Not reported'),
        inline('Total Cost', 'Not reported'),
        inline('Errors', '10'),
        inline('Balance', 'Not reported'),
        inline('Peak Queue', 'Not reported'),
      ],
    });
  });
});

describe('a message can ping nobody', () => {
  test('whatever the error codes hold, and it fits into an embed', async () => {
    const { messages, guild, discord } = await setUp();
    const role = discord.addRole(guild.id, { name: 'oncall', mentionable: true });
    const codes = Array.from({ length: 300 }, (_, i) => [
      `@everyone <@&${role.id}> \`x\`\n${'🙂'.repeat(80)}${i}`,
      300 - i,
    ]);
    await alertErrorSpike(0.5, 100, 200, Object.fromEntries(codes));
    const [message] = messages();
    expect(message).toMatchObject({ content: '', mention_everyone: false, mention_roles: [] });
    const value = message?.embeds[0]?.fields?.[0]?.value ?? '';
    expect(value).toMatch(/• … and 29\d more$/);
    expect(value.length).toBeLessThanOrEqual(1_024);
  });

  test('but whom it was asked to', async () => {
    const { messages, guild, discord } = await setUp();
    const role = discord.addRole(guild.id, { name: 'oncall', mentionable: true });
    await alertBalance(1, 10, { mention: { role: role.id } });
    expect(messages()[0]).toMatchObject({ content: `<@&${role.id}>`, mention_roles: [role.id] });
    await expect(alertBalance(1, 10, { mention: { user: '@everyone' } })).rejects.toMatchObject({
      failure: 'badArgument',
    });
  });
});

describe('delivery', () => {
  test.each([
    ['a rate limit is waited for', 429, 1],
    ['a Discord that does not work is tried again', 503, 1],
  ])('%s, and the alert arrives once', async (_name, code, times) => {
    const { discord, messages } = await setUp();
    if (code === 429) discord.faults.rateLimited({ ...EXECUTE, times }, { retryAfterMs: 300 });
    else discord.faults.status({ ...EXECUTE, times }, code, { message: 'upstream', code: 0 });
    await alertBalance(1, 10);
    expect(messages()).toHaveLength(1);
  });

  test.each(['resetAfterStored', 'endAfterStored', 'truncateBody'] as const)(
    'what may have arrived is not sent again: %s',
    async (fault) => {
      const { discord, messages } = await setUp();
      discord.faults[fault]({ ...EXECUTE, times: 1 });
      await expect(alertBalance(1, 10)).rejects.toMatchObject({ failure: 'mayHaveArrived' });
      expect(messages()).toHaveLength(1);
    },
  );

  test('ten alerts at once all arrive, in their order', async () => {
    const { embeds } = await setUp();
    await Promise.all(Array.from({ length: 10 }, (_, i) => alertBalance(10 - i, 20)));
    expect(embeds().map(({ description }) => description)).toEqual(
      Array.from({ length: 10 }, (_, i) => `CaptchaAI balance is **$${10 - i}.00**`),
    );
  }, 30_000);

  test('a message that failed does not hold up the next one', async () => {
    const { discord, messages } = await setUp();
    discord.faults.status({ ...EXECUTE, times: 1 }, 400, { message: 'Invalid Form Body', code: 50035 });
    const [first, second] = await Promise.allSettled([alertBalance(1, 10), alertBalance(2, 10)]);
    expect([first.status, second.status, messages().length]).toEqual(['rejected', 'fulfilled', 1]);
  });
});

describe('an error says what to do, and never the address of the webhook', () => {
  test.each([
    ['a webhook that was deleted', 'webhookDeleted', (stage: Stage) => stage.discord.deleteWebhook(stage.webhook.id)],
    [
      'a message that Discord refuses',
      'rejected',
      ({ discord }: Stage) => discord.faults.status(EXECUTE, 400, { message: 'no', code: 50035 }),
    ],
    [
      'a page of somebody else',
      'notDiscord',
      ({ discord }: Stage) => discord.faults.swapAnswer(EXECUTE, 200, '<html>Log in</html>'),
    ],
    [
      'a redirect',
      'notDiscord',
      ({ discord }: Stage) => discord.faults.status(EXECUTE, 302, '', { location: 'https://example.com' }),
    ],
    ['a ban', 'rateLimited', ({ discord }: Stage) => discord.faults.banned(EXECUTE)],
    [
      'a long rate limit',
      'rateLimited',
      ({ discord }: Stage) => discord.faults.rateLimited(EXECUTE, { retryAfterMs: 3_600_000 }),
    ],
    ['a Discord that does not answer', 'unreachable', ({ discord }: Stage) => discord.stop()],
    ['no address', 'badWebhookUrl', () => vi.stubEnv('DISCORD_WEBHOOK_URL', '')],
    [
      'an address of somebody else',
      'badWebhookUrl',
      ({ webhook }: Stage) =>
        vi.stubEnv('DISCORD_WEBHOOK_URL', webhook.url.replace('127.0.0.1', 'discord.com.example')),
    ],
  ])(
    '%s',
    async (_name, failure, spoil) => {
      const stage = await setUp();
      await spoil(stage);
      const error: unknown = await alertBalance(1, 10).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'DiscordAlertError', failure });
      const { token } = stage.webhook;
      expect(inspectDeeply(error)).not.toContain(token.slice(0, 8));
    },
    20_000,
  );

  test.each([
    [Number.NaN, 10],
    ['', 10],
    [1, undefined],
  ])('alertBalance(%s, %s)', async (balance, threshold) => {
    await setUp();
    const call: unknown = Reflect.apply(alertBalance, undefined, [balance, threshold]);
    await expect(call).rejects.toMatchObject({ failure: 'badArgument' });
  });
});

/** With what an error has as its cause, and its stack. */
function inspectDeeply(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error);
  return [
    error.message,
    error.stack,
    JSON.stringify(error),
    error.cause === undefined ? '' : inspectDeeply(error.cause),
  ].join('\n');
}

describe('addresses', () => {
  const PATH = '/webhooks/123456789012345678/token_-X';
  test.each([
    'https://discord.com/api',
    'https://discordapp.com/api/v10',
    'https://canary.discord.com/api',
    'https://ptb.discord.com/api/v9',
  ])('%s is Discord’s', (base) => {
    expect(webhookTarget(base + PATH, null).url).toBe(`https://discord.com/api/v10${PATH}?wait=true`);
  });

  test('a thread is kept', () => {
    const { url } = webhookTarget(`https://discord.com/api${PATH}?thread_id=223456789012345678`, null);
    expect(url).toBe(`https://discord.com/api/v10${PATH}?wait=true&thread_id=223456789012345678`);
  });

  test.each([
    'http://discord.com/api',
    'https://discord.com.example/api',
    'https://example.com/https://discord.com/api',
    'https://user@discord.com/api',
    'https://hooks.discord.com/api',
    'http://127.0.0.1:8080/api',
    '',
  ])('%s is not', (base) => {
    expect(() => webhookTarget(base + PATH, null)).toThrow('DISCORD_WEBHOOK_URL must be the address of a webhook');
  });
});
