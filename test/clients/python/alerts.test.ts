import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { startLocalDiscord } from '../../../sandbox/discord/localDiscord.ts';
import { listenLocally } from '../../fixtures/localServer.ts';
import { hasPython, runPython } from '../../fixtures/python.ts';

const COLORS = { success: 0x2ecc71, warning: 0xf39c12, critical: 0xe74c3c, info: 0x3498db };
const inline = (name: string, value: string) => ({ name, value, inline: true });

const BROKEN_OFF = 'broken off';

/** A Discord that answers like this, one answer a request, the last one for all others. */
async function scripted(...answers: readonly ['hangUp' | number, (object | string)?, Record<string, string>?][]) {
  const bodies: { content?: string; embeds: unknown[]; allowed_mentions: unknown }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(JSON.parse(body));
    const [status, answer = {}, headers = {}] = answers[Math.min(bodies.length, answers.length) - 1] ?? [500];
    if (status === 'hangUp') response.destroy();
    else if (answer === BROKEN_OFF) {
      response.writeHead(status, { 'content-length': 99 }).write('{', () => response.destroy());
    } else response.writeHead(status, headers).end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  const { url } = await listenLocally(server);
  const api = `${url}/api`;
  const webhook = `${api}/webhooks/123456789012345678/a-secret-token-of-a-webhook`;
  const run = async (deadline: number) => {
    const began = performance.now();
    const { out, err } = await runPython(['alerts.py', webhook, api, String(deadline), 'one'], {});
    expect(err).not.toMatch(/a-secret-token|123456789012345678|127\.0\.0\.1/);
    return { answer: JSON.parse(out)[0], err, tookMs: performance.now() - began };
  };
  return { bodies, run };
}

const MESSAGE = { id: '900000000000000001' };

describe.skipIf(!hasPython())("the article's alerts in Python", () => {
  test('arrive field for field, in its colours, and ping nobody', async ({ onTestFinished }) => {
    const discord = await startLocalDiscord({ rateLimits: true });
    onTestFinished(() => discord.stop());
    const guild = discord.addGuild({ name: 'Scrapers' });
    const channel = discord.addChannel(guild.id, { name: 'alerts' });
    const webhook = discord.createWebhook(channel.id, { name: 'CaptchaAI Alerts' });

    const { out, err } = await runPython(['alerts.py', webhook.url, discord.apiBase]);
    expect([JSON.parse(out), err]).toEqual([Array(9).fill(true), '']);
    const messages = discord.messages(channel.id);
    const embeds = messages.map((message) => message.embeds[0]);
    const balance = (usd: string, severity: 'WARNING' | 'ERROR') => ({
      title: '💰 Balance Alert',
      description: `CaptchaAI balance is **${usd}**`,
      color: severity === 'ERROR' ? COLORS.critical : COLORS.warning,
      fields: [
        inline('Threshold', '$10.00'),
        inline('Severity', severity),
        { name: 'Action', value: 'Top up your balance at captchaai.com', inline: false },
      ],
    });
    const spike = (breakdown: string) => ({
      title: '⚠️ Error Rate Spike',
      description: 'Error rate: **22.5%** (45/200)',
      color: COLORS.critical,
      fields: [{ name: 'Error Breakdown', value: breakdown, inline: false }, inline('Window', 'Last 5 minutes')],
    });
    const summary = (color: number, values: readonly string[]) => ({
      title: '📈 Daily CAPTCHA Summary',
      color,
      fields: ['Success Rate', 'Avg Latency', 'Total Cost', 'Errors', 'Balance', 'Peak Queue'].map((name, i) =>
        inline(name, values[i] ?? ''),
      ),
    });
    expect(embeds.slice(0, 8)).toEqual(
      [
        balance('$8.42', 'WARNING'),
        balance('$1.99', 'ERROR'),
        spike('• `ERROR_CAPTCHA_UNSOLVABLE`: 30\n• `TIMEOUT`: 15'),
        spike('No details'),
        {
          title: '📊 Queue Backup',
          description: 'Queue depth: **340** pending tasks',
          color: COLORS.warning,
          fields: [inline('Active Workers', '4'), inline('Est. Drain Time', '~85 min (rough)')],
        },
        summary(COLORS.success, ['95.2%', '22.4s', '$37.35', '598', '$142.30', '87']),
        summary(COLORS.warning, Array(6).fill('Not reported')),
        {
          title: '✅ Pipeline Recovered',
          description: 'Solve rate recovered: 77.5% → 96.0%',
          color: COLORS.success,
        },
      ].map((embed) => expect.objectContaining(embed)),
    );
    for (const embed of embeds) {
      expect(embed).toMatchObject({ footer: { text: 'CaptchaAI Pipeline Monitor' } });
      expect(embed?.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}/);
    }
    const sent = discord.transcript.requests().filter(({ path }) => path.includes('/webhooks/'));
    expect(sent.length).toBeGreaterThanOrEqual(9);
  });

  test('wait as long as Discord says', async () => {
    const discord = await scripted([429, { retry_after: 1.5, global: false }, { 'retry-after': '2' }], [200, MESSAGE]);
    const { answer, tookMs } = await discord.run(30);
    expect([answer, discord.bodies.length]).toEqual([true, 2]);
    expect(tookMs).toBeGreaterThanOrEqual(1_500);
    expect(discord.bodies[1]).toEqual(discord.bodies[0]);
    expect(discord.bodies[0]?.allowed_mentions).toEqual({ parse: [] });
  });

  test.each<[name: string, status: number, body: object | string]>([
    ['a server error', 502, '<html>'],
    ['a page of the network in between', 403, '<html>blocked</html>'],
    ['a page with a good status', 200, '<html>log in</html>'],
  ])('are sent again after %s', async (_name, status, body) => {
    const discord = await scripted([status, body], [200, MESSAGE]);
    expect((await discord.run(30)).answer).toBe(true);
    expect(discord.bodies[1]).toEqual(discord.bodies[0]);
  });

  test.each<[name: string, first: ['hangUp'] | [number, string]]>([
    ['whose answer was lost', ['hangUp']],
    ['whose answer broke off', [200, BROKEN_OFF]],
    ['of which the gateway does not know what became', [504, '<html>']],
  ])('say that they may repeat one %s', async (_name, first) => {
    const discord = await scripted(first, [200, MESSAGE]);
    expect((await discord.run(30)).answer).toBe(true);
    expect(discord.bodies.map(({ content }) => content)).toEqual([
      undefined,
      "This may repeat the message above: Discord's answer to that one was lost.",
    ]);
  });

  test('give up at once where Discord refuses them, and say so', async () => {
    const discord = await scripted([404, { message: 'Unknown Webhook', code: 10015 }]);
    const { answer, err } = await discord.run(30);
    expect([answer, discord.bodies.length]).toEqual([false, 1]);
    expect(err).toBe('WARNING an alert was not sent: Discord refuses it (HTTP 404)\n');
  });

  test('give up when their time is over, and say whether one may have arrived', async () => {
    const lost = await (await scripted(['hangUp'])).run(1);
    expect([lost.answer, lost.err]).toEqual([
      false,
      expect.stringMatching(/not sent within 1 s .*but it may have arrived/),
    ]);
    const limited = await (await scripted([429, { retry_after: 3_600 }])).run(1);
    expect([limited.answer, limited.err]).toEqual([false, 'WARNING an alert was not sent within 1 s (HTTP 429)\n']);
  });

  test.each([
    'https://discord.com.example/api/webhooks/123456789012345678/secret-token-1234',
    'http://discord.com/api/webhooks/123456789012345678/secret-token-1234',
    'https://user@discord.com/api/webhooks/123456789012345678/secret-token-1234',
    'https://discord.com/api/channels/123456789012345678/secret-token-1234',
    'secret-token-1234',
  ])('go to a webhook of Discord alone: %s is refused, without its secret', async (url) => {
    const { code, err } = await runPython(['alerts.py', url, 'http://127.0.0.1:9/api']);
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('ValueError: this is not the address of a Discord webhook'),
    ]);
    expect(err).not.toContain('secret-token-1234');
  });
});
