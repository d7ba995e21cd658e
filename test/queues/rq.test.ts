import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { QueueOptions } from '../../src/queues/queueOptions.ts';
import { forAll } from '../fixtures/atEnd.ts';
import { lacks } from '../fixtures/installed.ts';
import { PYTHON, type PythonTasks, setUpPythonTasks } from '../fixtures/pythonTasks.ts';
import { readingOf, readQueue } from '../fixtures/readQueue.ts';
import { type RedisServer, startRedis } from '../fixtures/redisServer.ts';

const isMissing =
  lacks('redis-server', 'redis-server') ||
  lacks('python3-rq python3-celery python3-redis', PYTHON, ['-c', 'import rq, celery, redis']);

describe.skipIf(isMissing)('RQ on a real Redis', () => {
  let redis: RedisServer;
  let tasks: PythonTasks;

  beforeAll(() =>
    forAll(async (atEnd) => {
      redis = await startRedis(atEnd);
      tasks = setUpPythonTasks(redis, atEnd);
    }),
  );
  beforeEach(async () => {
    await redis.send('FLUSHALL');
  });

  const options = (...names: string[]): QueueOptions => ({ type: 'rq', url: redis.url, names });
  const send = (queue: string, count: number, more = '') =>
    tasks.run(`import os, redis, rq, tasks
q = rq.Queue('${queue}', connection=redis.Redis.from_url(os.environ['TEST_REDIS']))
for n in range(${count}): q.enqueue(tasks.wait${more})`);
  const startWorker = (name: string, ...queues: string[]) =>
    tasks.startWorker(
      ['rq.cli', 'worker', '--name', name, '--url', redis.url, ...queues],
      async () => (await redis.send('EXISTS', `rq:worker:${name}`)) === 1,
    );

  test('counts jobs that wait and those that are worked on, and dates the oldest', async () => {
    const before = Date.now();
    await send('high', 3);
    expect(await readingOf(options('high'))).toMatchObject({ depth: 3, workers: 0, busy: 0 });
    await startWorker('ann', 'high');
    await expect
      .poll(() => readingOf(options('high')), { timeout: 20_000 })
      .toMatchObject({ depth: 2, workers: 1, busy: 1 });
    const { oldestAt } = await readingOf(options('high'));
    expect(oldestAt).toBeGreaterThanOrEqual(before);
    expect(oldestAt).toBeLessThanOrEqual(Date.now());
    await redis.send('SET', 'finish', '1');
    await expect
      .poll(() => readingOf(options('high')), { timeout: 20_000 })
      .toEqual({ depth: 0, workers: 1, busy: 0, oldestAt: null });
  });

  test('counts a job without an end as worked on', async () => {
    await send('high', 1, ', job_timeout=-1');
    await startWorker('ben', 'high');
    await expect.poll(() => readingOf(options('high')), { timeout: 20_000 }).toMatchObject({ depth: 0, busy: 1 });
  });

  test('counts a worker of two queues once, and does not count one that was killed', async () => {
    await send('high', 1);
    await send('low', 2);
    const worker = await startWorker('cleo', 'high', 'low');
    await expect
      .poll(() => readingOf(options('high', 'low')), { timeout: 20_000 })
      .toMatchObject({ depth: 2, workers: 1 });
    await worker.kill();
    expect(await redis.send('SCARD', 'rq:workers:high')).toBe(1);
    // What it said of itself ends by itself, after 90 seconds at most.
    await redis.send('PEXPIRE', 'rq:worker:cleo', '1');
    await expect.poll(() => readingOf(options('high', 'low'))).toMatchObject({ depth: 2, workers: 0 });
  });

  test('tells a queue that there never was from an empty one', async () => {
    await send('high', 1);
    await tasks.run(`import os, redis, rq
rq.Queue('high', connection=redis.Redis.from_url(os.environ['TEST_REDIS'])).empty()`);
    expect(await readingOf(options('high'))).toMatchObject({ depth: 0 });
    expect(await readQueue(options('hihg'))).toEqual({ ok: false, why: 'notFound' });
  });

  test('is unknown while Redis is down, and known again', async () => {
    await send('high', 2);
    await redis.kill();
    expect(await readQueue(options('high'))).toEqual({ ok: false, why: 'unreachable' });
    await redis.start();
    expect(await readingOf(options('high'))).toMatchObject({ depth: 2 });
  });
});
