import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { startLocalDiscord } from '../../../sandbox/discord/localDiscord.ts';
import { startFakeMonitor } from '../../fixtures/fakeMonitor.ts';
import { hasPython, runPython } from '../../fixtures/python.ts';

const DOCS = readFileSync(new URL('../../../docs/python.md', import.meta.url), 'utf8');

/** The samples under a heading, one after the other. */
function samples(heading: string): string {
  const [, section = ''] = DOCS.split(`\n## ${heading}\n`);
  const [text = ''] = section.split('\n## ');
  const found = [...text.matchAll(/```python\n(.*?)```/gs)].map(([, code = '']) => code);
  if (found.length === 0) throw new Error(`docs/python.md has no sample under "${heading}"`);
  return found.join('\n');
}

/** What stands round the samples: a CaptchaAI that solves, and classes with the shape of the real ones. */
const WORLD = `
import asyncio, os, sys, types
from captchaai_monitor import Reporter, default_reporter
report = Reporter()
API_KEY = "0123456789abcdef0123456789abcdef"
INGEST_TOKEN = os.environ["CAPTCHAAI_MONITOR_TOKEN"]
def ask_captchaai(page): return {"status": 1, "request": "03AGdBq25SxXT"}
async def ask(page): return "03AGdBq25SxXT"
class TwoCaptcha:
    def __init__(self, key, server): pass
    def turnstile(self, **kwargs): return self.solve(method="turnstile", **kwargs)
    def solve(self, **kwargs): return {"captchaId": "1", "code": "03AGdBq25SxXT"}
sys.modules["twocaptcha"] = types.SimpleNamespace(TwoCaptcha=TwoCaptcha)
`;
const END = '\nassert report.flush(10) and default_reporter().flush(10)\n';

const solved = (captchaType: string) => expect.objectContaining({ outcome: 'solved', captchaType });

describe.skipIf(!hasPython())('the samples of docs/python.md report', () => {
  test.each<[heading: string, use: string, records: unknown[]]>([
    [
      'Your own code',
      'solve("page")',
      [
        { outcome: 'solved', latencyMs: 22_400, costUsd: 0.003, captchaType: 'turnstile', at: expect.any(Number) },
        { outcome: 'failed', errorCode: 'ERROR_CAPTCHA_UNSOLVABLE', at: expect.any(Number) },
        solved('turnstile'),
        solved('turnstile'),
      ],
    ],
    ['2captcha-python', 'solver.turnstile(sitekey="x", url="https://shop.example")', [solved('turnstile')]],
    [
      'asyncio',
      'asyncio.run(solve_all(["a", "b"]))',
      [solved('recaptcha_v2'), solved('turnstile'), solved('turnstile')],
    ],
  ])('%s', async (heading, use, records) => {
    const monitor = await startFakeMonitor();
    const { code, err } = await runPython(['-c', `${WORLD}${samples(heading)}${use}${END}`], monitor.env);
    expect([code, err]).toEqual([0, '']);
    expect(monitor.records()).toEqual(records);
  });

  test('The alerts of the article', async ({ onTestFinished }) => {
    const discord = await startLocalDiscord();
    onTestFinished(() => discord.stop());
    const channel = discord.addChannel(discord.addGuild({ name: 'Scrapers' }).id, { name: 'alerts' });
    const webhook = discord.createWebhook(channel.id, { name: 'Monitor' });
    const sample = samples("The alerts of CaptchaAI's article").replace(
      /(\["DISCORD_WEBHOOK_URL"\])/,
      '$1, api_base=sys.argv[1]',
    );
    const program = `import os, sys\n${sample}`;
    const run = await runPython(['-c', program, discord.apiBase], { DISCORD_WEBHOOK_URL: webhook.url });
    expect([run.code, run.err]).toEqual([0, '']);
    expect(discord.messages(channel.id).map(({ embeds }) => embeds[0]?.title)).toEqual([
      '💰 Balance Alert',
      '⚠️ Error Rate Spike',
    ]);
  });
});

describe.skipIf(!hasPython('celery'))('the sample of docs/python.md for Celery', () => {
  test('reports a task that runs at once', async () => {
    const monitor = await startFakeMonitor();
    const world = 'from celery import Celery\nREDIS_URL = "memory://"\n';
    const use =
      'app.conf.task_always_eager = True\n@app.task(name="shop.solve")\ndef solve(): return "token"\nsolve.delay()\n' +
      '@app.task(name="shop.mail")\ndef mail(): return 1\nmail.delay()\n';
    const { code, err } = await runPython(['-c', `${world}${samples('Celery')}${use}`], {
      ...monitor.env,
      HOME: '/tmp',
    });
    expect([code, err]).toEqual([0, '']);
    expect(monitor.records()).toEqual([solved('turnstile')]);
  });
});

describe.skipIf(!hasPython())('the samples of docs/python.md for RQ', () => {
  test('post as RQ does, and report a job', async () => {
    const monitor = await startFakeMonitor();
    const world = `${WORLD}
from collections import namedtuple
Webhook = lambda url, job_status, *, method="GET", headers=None, timeout=10: (url, job_status, method, headers)
sys.modules["rq"] = types.SimpleNamespace(Webhook=Webhook)
solve = page = None
class Queue:
    def enqueue(self, job, page, webhooks): self.webhooks = webhooks
queue = Queue()
`;
    const use = 'solve("page")\nprint(queue.webhooks)\n';
    const { code, out, err } = await runPython(['-c', `${world}${samples('RQ')}${use}${END}`], monitor.env);
    expect([code, err]).toEqual([0, '']);
    expect(monitor.records()).toEqual([solved('turnstile')]);
    for (const status of ['finished', 'failed']) {
      expect(out).toContain(`('http://127.0.0.1:8787/v1/hooks/rq?captchaType=turnstile', '${status}', 'POST'`);
    }
  });
});
