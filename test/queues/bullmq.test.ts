import { createNodeRedisClient, type Job, Queue, Worker } from 'bullmq';
import { createClient } from 'redis';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { QueueOptions } from '../../src/queues/queueOptions.ts';
import { forAll } from '../fixtures/atEnd.ts';
import { lacks } from '../fixtures/installed.ts';
import { readingOf, readQueue } from '../fixtures/readQueue.ts';
import { type RedisServer, startRedis } from '../fixtures/redisServer.ts';

describe.skipIf(lacks('redis-server', 'redis-server'))('BullMQ on a real Redis', () => {
  let redis: RedisServer;

  beforeAll(() =>
    forAll(async (atEnd) => {
      redis = await startRedis(atEnd);
    }),
  );

  /** Where nobody installed ioredis, BullMQ takes a client of node-redis. */
  function connection() {
    const client = createClient({ url: redis.url });
    client.on('error', () => undefined);
    onTestFinished(() => {
      if (client.isOpen) client.destroy();
    });
    return createNodeRedisClient(client);
  }
  const options = (...names: string[]): QueueOptions => ({ type: 'bullmq', url: redis.url, names, prefix: 'bull' });

  function openQueue(name: string, prefix = 'bull'): Queue {
    const queue = new Queue(name, { connection: connection(), prefix });
    queue.on('error', () => undefined);
    onTestFinished(() => queue.close());
    return queue;
  }

  /** Workers whose jobs end when the test says so. */
  async function startWorkers(name: string, count: number, concurrency = 1): Promise<{ finish: () => void }> {
    const { promise: done, resolve: finish } = Promise.withResolvers<void>();
    const workers = Array.from({ length: count }, (_, i) => {
      const named = i === 0 ? { name: 'solver-one' } : {};
      const worker = new Worker(name, (_job: Job) => done, { connection: connection(), concurrency, ...named });
      worker.on('error', () => undefined);
      return worker;
    });
    onTestFinished(async () => {
      finish();
      await Promise.all(workers.map((worker) => worker.close(true)));
    });
    await Promise.all(workers.map((worker) => worker.waitUntilReady()));
    return { finish };
  }

  test('counts jobs that wait, by priority or not, and those that are due, but not those of later', async () => {
    const queue = openQueue('mixed');
    const before = Date.now();
    await queue.addBulk([1, 2, 3].map((n) => ({ name: 'solve', data: { n } })));
    await queue.add('solve', {}, { priority: 5 });
    await queue.add('solve', {}, { delay: 3_600_000 });
    await queue.add('solve', {}, { delay: 1 });
    await expect.poll(() => readingOf(options('mixed'))).toMatchObject({ depth: 5, workers: 0, busy: 0 });
    const { oldestAt } = await readingOf(options('mixed'));
    expect(oldestAt).toBeGreaterThanOrEqual(before);
    expect(oldestAt).toBeLessThanOrEqual(Date.now());
    expect(await queue.getJobCounts('wait', 'prioritized', 'delayed')).toEqual({ wait: 3, prioritized: 1, delayed: 2 });
  });

  test('counts workers and what they are busy with, whatever their concurrency', async () => {
    const queue = openQueue('busy');
    await queue.addBulk(Array.from({ length: 7 }, (_, n) => ({ name: 'solve', data: { n } })));
    const { finish } = await startWorkers('busy', 2, 2);
    await expect.poll(() => readingOf(options('busy'))).toMatchObject({ depth: 3, workers: 2, busy: 4 });
    finish();
    await expect
      .poll(() => readingOf(options('busy')))
      .toMatchObject({ depth: 0, workers: 2, busy: 0, oldestAt: null });
  });

  test('counts the jobs of a paused queue, as they are kept by version 6 and by those before', async () => {
    const queue = openQueue('paused');
    await queue.addBulk([1, 2].map((n) => ({ name: 'solve', data: { n } })));
    await queue.pause();
    await queue.add('solve', {});
    expect(await readingOf(options('paused'))).toMatchObject({ depth: 3 });
    // Up to version 5 the list is renamed.
    await redis.send('RENAME', 'bull:paused:wait', 'bull:paused:paused');
    expect(await readingOf(options('paused'))).toMatchObject({ depth: 3, oldestAt: expect.any(Number) });
  });

  test('does not count the marker that older versions put among the jobs', async () => {
    const queue = openQueue('marked');
    await queue.add('solve', {});
    await redis.send('RPUSH', 'bull:marked:wait', '0:0');
    expect(await readingOf(options('marked'))).toMatchObject({ depth: 1 });
    expect(await redis.send('LLEN', 'bull:marked:wait')).toBe(2);
  });

  test('adds up several queues, finds another prefix, and tells a queue that there never was from an empty one', async () => {
    await openQueue('one').add('solve', {});
    await openQueue('two').add('solve', {});
    await openQueue('elsewhere', '{eu}').add('solve', {});
    await openQueue('empty').waitUntilReady();
    expect(await readingOf(options('one', 'two'))).toMatchObject({ depth: 2 });
    expect(await readingOf({ ...options('elsewhere'), prefix: '{eu}' } as QueueOptions)).toMatchObject({ depth: 1 });
    expect(await readingOf(options('empty'))).toMatchObject({ depth: 0 });
    expect(await readQueue(options('emtpy'))).toEqual({ ok: false, why: 'notFound' });
    expect(await readQueue(options('one', 'emtpy'))).toEqual({ ok: false, why: 'notFound' });
  });

  test('is unknown while Redis is down, and is known again with every job', async () => {
    await openQueue('lasting').addBulk([1, 2].map((n) => ({ name: 'solve', data: { n } })));
    await redis.kill();
    expect(await readQueue(options('lasting'))).toEqual({ ok: false, why: 'unreachable' });
    await redis.start();
    expect(await readingOf(options('lasting'))).toMatchObject({ depth: 2 });
  });
});
