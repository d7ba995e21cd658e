import { createNodeRedisClient, Queue } from 'bullmq';
import { createClient } from 'redis';
import { describe, expect, test, vi } from 'vitest';
import { lacks } from '../fixtures/installed.ts';
import { connected, evaluated, setUpProgram } from '../fixtures/program.ts';
import { type RedisServer, startRedis } from '../fixtures/redisServer.ts';
import { runMain } from '../fixtures/runMain.ts';

const SOON = { timeout: 20_000, interval: 100 };
const PASSWORD = 'qu3ue-p4ssword-x9';

/** Fills a queue of BullMQ, and answers how to empty it. */
async function fill(redis: RedisServer, count: number): Promise<() => Promise<void>> {
  const client = createClient({ url: redis.url });
  client.on('error', () => undefined);
  const queue = new Queue('captcha', { connection: createNodeRedisClient(client) });
  queue.on('error', () => undefined);
  const close = async () => {
    await queue.close();
    if (client.isOpen) client.destroy();
  };
  await queue.addBulk(Array.from({ length: count }, (_, n) => ({ name: 'solve', data: { n } })));
  await close();
  return async () => void (await redis.send('DEL', 'bull:captcha:wait'));
}

describe.skipIf(lacks('redis-server', 'redis-server'))('a queue of BullMQ that the monitor reads itself', () => {
  test('backs up, and people are notified; Redis dies and that is no recovery but a line in /status; it is back, empties and has recovered', {
    timeout: 150_000,
  }, async () => {
    const redis = await startRedis();
    const addViewer = () =>
      redis.send('ACL', 'SETUSER', 'viewer', 'on', `>${PASSWORD}`, '~*', '+@read', '+client|list');
    await addViewer();
    const empty = await fill(redis, 150);
    const stage = await setUpProgram({ balanceUsd: 142.3 });
    const settings = {
      QUEUE_SOURCE: 'bullmq',
      QUEUE_URL: redis.url.replace('://', `://viewer:${PASSWORD}@`),
      QUEUE_NAME: 'captcha',
      QUEUE_SOURCE_SECONDS: '5',
      QUEUE_HOLD_SECONDS: '1',
      // Nobody works on it: that would be the cause, and its alert would be sent instead.
      WORKERS_HOLD_SECONDS: '3600',
    };
    const app = await stage.start(settings);
    await connected(app);
    /** Answers to commands stand in the channel too. */
    const alerts = () =>
      stage
        .messages()
        .map(({ embeds }) => embeds[0])
        .filter((embed) => !/📥|🔎/.test(embed?.title ?? ''));
    const titles = () => alerts().map((embed) => embed?.title);
    const readiness = async () => (await fetch(`${app.baseUrl}/readyz`)).json();
    const status = async () => (await (await stage.owner.slash('status')).reply()).embeds[0];

    const alert = await stage.message(0);
    expect(alert.embeds[0]).toMatchObject({
      title: '📊 Queue Backup',
      description: 'Queue depth: **150** pending tasks',
    });
    expect(alert.embeds[0]?.fields?.[0]).toMatchObject({ name: 'Active Workers', value: '0' });
    expect((await (await stage.owner.slash('queue')).reply()).embeds[0]?.fields).toContainEqual(
      expect.objectContaining({ name: 'Oldest Task', value: expect.stringMatching(/^<t:\d+:R>$/) }),
    );

    await redis.kill();
    await app.logged('queue cannot be read');
    await evaluated(app, 3);
    const down = await status();
    expect(down?.description).toMatch(/\*\*Queue\*\*: can no longer be judged: the queue cannot be read, open since/);
    expect(down?.fields).toContainEqual(
      expect.objectContaining({
        name: 'Queue Cannot Be Read',
        value: expect.stringMatching(
          /^⚠️ the server cannot be reached, since <t:\d+:R>\. The depth is unknown, not 0\.$/,
        ),
      }),
    );
    expect(titles()).toEqual(['📊 Queue Backup']);
    await vi.waitFor(async () => {
      const { notes } = (await readiness()) as { notes: Record<string, string> };
      expect(notes['queue']).toMatch(/^the queue cannot be read: the server cannot be reached/);
    }, SOON);
    expect((await fetch(`${app.baseUrl}/readyz`)).status).toBe(200);

    await redis.start();
    // Users are not kept over a restart here.
    await addViewer();
    await app.logged('queue can be read again');
    await evaluated(app, 3);
    expect(titles()).toEqual(['📊 Queue Backup']);
    expect(
      (await status())?.fields?.map(({ name }) => name),
      app.output(),
    ).not.toContain('Queue Cannot Be Read');

    await empty();
    await vi.waitFor(() => expect(titles()).toEqual(['📊 Queue Backup (over)', '✅ Pipeline Recovered']), SOON);
    expect(alerts()[1]?.description).toBe('Queue recovered: 150 → 0 pending tasks');

    expect(app.output().match(/"reason":"unreachable"/g)).toHaveLength(1);
    const everything = app.output() + JSON.stringify(stage.messages()) + JSON.stringify(await readiness());
    expect(everything).not.toContain(PASSWORD);
  });

  test('is looked at by the doctor, whose advice fits what is wrong and shows no password', async () => {
    const redis = await startRedis();
    await redis.send('ACL', 'SETUSER', 'viewer', 'on', `>${PASSWORD}`, '~*', '+@read');
    await fill(redis, 3);
    const { env } = await setUpProgram();
    const examine = async (more: Readonly<Record<string, string>>) => {
      const settings = { QUEUE_SOURCE: 'bullmq', QUEUE_URL: redis.url, QUEUE_NAME: 'captcha', ...more };
      const { output } = await runMain(['doctor'], { ...env, HTTP_PORT: '0', ...settings });
      expect(output).not.toContain(PASSWORD);
      return output.split('\n').filter((line) => line.includes(' Queue: '));
    };
    const url = redis.url.replace('://', `://viewer:${PASSWORD}@`);
    expect(await examine({ QUEUE_URL: url })).toEqual(['✔ Queue: bullmq can be read: 3 waiting, 0 in progress.']);
    expect(await examine({ QUEUE_NAME: 'capcha' })).toEqual([
      expect.stringMatching(/^! Queue: .*no such queue.*QUEUE_NAME/),
    ]);
    await redis.kill();
    expect(await examine({ QUEUE_URL: url })).toEqual([expect.stringMatching(/^! Queue: .*cannot be reached/)]);
  });
});

test('settings that do not fit are refused at the start, by name and without a value', async () => {
  const { env } = await setUpProgram();
  const { output } = await runMain([], {
    ...env,
    QUEUE_SOURCE: 'bullmq',
    QUEUE_URL: `redis://a:${PASSWORD}@host`,
    QUEUE_GROUP: 'g',
  });
  expect(output).toContain('QUEUE_NAME is missing: QUEUE_SOURCE=bullmq needs it.');
  expect(output).toContain('QUEUE_GROUP is not used by QUEUE_SOURCE=bullmq: remove it.');
  expect(output).not.toContain(PASSWORD);
});
