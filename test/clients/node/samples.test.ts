import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { setUpDiscord } from '../../fixtures/discord.ts';
import { lacks } from '../../fixtures/installed.ts';
import { setUpLocalMonitor } from '../../fixtures/localMonitor.ts';
import { listenLocally } from '../../fixtures/localServer.ts';
import { startRedis } from '../../fixtures/redisServer.ts';
import { startReporterProgram } from '../../fixtures/reporterProgram.ts';

const DOCS = readFileSync(new URL('../../../docs/javascript.md', import.meta.url), 'utf8');
const CLIENT = new URL('../../../clients/node/', import.meta.url).href;

/** A sample of docs/javascript.md, which takes the client from its sources. */
function sample(name: string): string {
  const [, code] = new RegExp(`\`\`\`js ${name}\n(.*?)\n\`\`\``, 's').exec(DOCS) ?? [];
  if (code === undefined) throw new Error(`docs/javascript.md has no sample ${name}`);
  return code.replace(/'captchaai-discord-monitor\/(\w+)'/, `'${CLIENT}$1.ts'`);
}

async function run(name: string, before = '', after = '', change = (code: string) => code) {
  const monitor = await setUpLocalMonitor();
  const code = change(sample(name)).replace('http://127.0.0.1:8787', monitor.url);
  const { code: exitCode, output } = await startReporterProgram(monitor.url, `${before}\n${code}\n${after}`, {
    imports: '',
  }).ended;
  expect([exitCode, output]).toEqual([0, '']);
  return monitor;
}

describe('the samples of docs/javascript.md work', () => {
  test('own code', async () => {
    const before =
      "const page = 'https://shop.example'; const queue = [1, 2, 3]; const workers = [1];\nconst solveTurnstile = async () => 'token';";
    const monitor = await run('own', before);
    expect(monitor.results()).toMatchObject([{ outcome: 'solved', captchaType: 'turnstile', costUsd: 0.003 }]);
    expect(monitor.requests.map(({ body }) => body)).toContain('{"depth":3,"activeWorkers":1}');
  });

  test('record', async () => {
    const monitor = await run('record');
    expect(monitor.results()).toMatchObject([
      { outcome: 'solved' },
      { outcome: 'failed', errorCode: 'ERROR_CAPTCHA_UNSOLVABLE' },
      { outcome: 'solved', latencyMs: 12_300, captchaType: 'turnstile' },
    ]);
  });

  test('@2captcha/captcha-solver', async () => {
    const { url } = await listenLocally(
      createServer((_request, response) => response.end('{"status":0,"request":"ERROR_ZERO_BALANCE"}')),
    );
    const before =
      "const [pageurl, sitekey] = ['https://shop.example', 'k'];\nprocess.env.CAPTCHAAI_API_KEY = 'k'.repeat(32);";
    const monitor = await run('solver', before, '', (code) =>
      code
        .replaceAll('https://ocr.captchaai.com', url)
        .replace('const { data } = await', 'await')
        .replace('sitekey });', 'sitekey }).catch(() => undefined);'),
    );
    expect(monitor.results()).toMatchObject([
      { outcome: 'failed', errorCode: 'ERROR_ZERO_BALANCE', captchaType: 'turnstile' },
    ]);
  });

  test('puppeteer-extra-plugin-recaptcha', async () => {
    const result = {
      captchas: [],
      solutions: [{ _vendor: 'hcaptcha', id: 'a', text: 't', hasSolution: true, duration: 3 }],
      solved: [],
    };
    const monitor = await run(
      'puppeteer',
      `const page = { solveRecaptchas: async () => (${JSON.stringify(result)}) };`,
    );
    expect(monitor.results()).toMatchObject([{ outcome: 'solved', captchaType: 'hcaptcha', latencyMs: 3_000 }]);
  });

  test.skipIf(lacks('redis-server', 'redis-server'))('BullMQ', async () => {
    const { url } = await startRedis();
    const before = `import { createClient } from 'redis';
const open = async () => { const client = createClient({ url: '${url}' }); client.on('error', () => {}); await client.connect(); return client; };
const [connection, another, third, fourth] = [await open(), await open(), await open(), await open()];
const solve = async () => 'token';`;
    const feed = `import { Queue as FeedQueue } from 'bullmq';
const feed = new FeedQueue('captcha', { connection: third });
await feed.add('solve', { type: 'turnstile' });`;
    const end = 'process.kill(process.pid, "SIGTERM");';
    // What is listened for may happen at once.
    const worker = `worker.on('completed', () => setTimeout(() => ${end.slice(0, -1)}, 300));\n${feed}`;
    const events = `${feed}\nimport { Worker as AnyWorker } from 'bullmq';
await events.waitUntilReady();
const isListening = async () => String(await third.sendCommand(['CLIENT', 'LIST'])).includes('cmd=xread');
for (let n = 0; !(await isListening()); n += 1) {
  if (n === 1_000) throw new Error('nobody listens');
  await new Promise((done) => setTimeout(done, 10));
}
events.on('completed', () => setTimeout(() => ${end.slice(0, -1)}, 300));
new AnyWorker('captcha', solve, { connection: fourth });`;
    for (const [name, after] of [
      ['bullmq', worker],
      ['bullmqEvents', events],
    ] as const) {
      const monitor = await setUpLocalMonitor();
      const program = startReporterProgram(monitor.url, `${before}\n${sample(name)}\n${after}`, { imports: '' });
      expect(await program.ended).toMatchObject({ signal: 'SIGTERM' });
      expect(monitor.results()).toMatchObject([
        { outcome: 'solved', captchaType: 'turnstile', latencyMs: expect.any(Number) },
      ]);
    }
  });

  test('the three alert functions', async () => {
    const { discord, channel } = await setUpDiscord();
    const webhook = discord.createWebhook(channel.id, { name: 'CaptchaAI Alerts' });
    const before = `process.env.DISCORD_WEBHOOK_URL = '${webhook.url}';\nprocess.env.DISCORD_API_URL = '${discord.apiBase}';`;
    await run('webhook', before);
    expect(discord.messages(channel.id).map(({ embeds }) => embeds[0]?.title)).toEqual([
      '💰 Balance Alert',
      '⚠️ Error Rate Spike',
      '📈 Daily CAPTCHA Summary',
    ]);
  });
});
