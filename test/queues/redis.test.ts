import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { QueueOptions } from '../../src/queues/queueOptions.ts';
import { forAll } from '../fixtures/atEnd.ts';
import { lacks } from '../fixtures/installed.ts';
import { NOTHING_KNOWN, readingOf, readQueue } from '../fixtures/readQueue.ts';
import { type RedisServer, startRedis } from '../fixtures/redisServer.ts';

describe.skipIf(lacks('redis-server', 'redis-server'))('a real Redis', () => {
  let redis: RedisServer;

  beforeAll(() =>
    forAll(async (atEnd) => {
      redis = await startRedis(atEnd);
    }),
  );
  beforeEach(async () => {
    await redis.send('FLUSHALL');
  });

  const keys = (...names: string[]): QueueOptions => ({ type: 'redis', url: redis.url, names });
  const stream = (group = 'solvers'): QueueOptions => ({ type: 'stream', url: redis.url, name: 'tasks', group });

  describe('any key', () => {
    test('is counted by its type, and several are added up', async () => {
      await redis.send('RPUSH', 'list', 'a', 'b', 'c');
      await redis.send('ZADD', 'sorted', '1', 'a', '2', 'b');
      await redis.send('SADD', 'set', 'a');
      await redis.send('XADD', 'stream', '*', 'k', 'v');
      for (const [name, depth] of [
        ['list', 3],
        ['sorted', 2],
        ['set', 1],
        ['stream', 1],
        ['missing', 0],
      ] as const) {
        expect(await readingOf(keys(name)), name).toEqual({ ...NOTHING_KNOWN, depth });
      }
      expect(await readingOf(keys('list', 'sorted', 'set', 'stream', 'missing'))).toMatchObject({ depth: 7 });
    });

    test.each([
      ['a value', ['SET', 'x', '5']],
      ['a hash', ['HSET', 'x', 'a', '5']],
    ])('that is %s is no queue', async (_name, command) => {
      await redis.send(...command);
      expect(await readQueue(keys('x'))).toEqual({ ok: false, why: 'wrongType' });
    });

    test('of another database is found by the number in the address', async () => {
      await redis.send('RPUSH', 'list', 'a');
      expect(await readingOf({ type: 'redis', url: `${redis.url}/1`, names: ['list'] })).toMatchObject({ depth: 0 });
      expect(await readingOf({ type: 'redis', url: `${redis.url}/0`, names: ['list'] })).toMatchObject({ depth: 1 });
    });
  });

  describe('a consumer group of a stream', () => {
    beforeEach(async () => {
      for (let i = 0; i < 5; i += 1) await redis.send('XADD', 'tasks', '*', 'n', String(i));
      await redis.send('XGROUP', 'CREATE', 'tasks', 'solvers', '0');
    });

    test('waits for what was not delivered, and is busy with what was not acknowledged', async () => {
      await redis.send('XREADGROUP', 'GROUP', 'solvers', 'ann', 'COUNT', '2', 'STREAMS', 'tasks', '>');
      const { oldestAt, ...rest } = await readingOf(stream());
      expect(rest).toEqual({ depth: 3, workers: 1, busy: 2 });
      expect(Math.abs(Date.now() - (oldestAt ?? 0))).toBeLessThan(10_000);
    });

    test('whose lag Redis does not know is unknown, and not empty', async () => {
      await redis.send('XREADGROUP', 'GROUP', 'solvers', 'ann', 'COUNT', '1', 'STREAMS', 'tasks', '>');
      const entries = await redis.send('XRANGE', 'tasks', '-', '+');
      const middle = Array.isArray(entries) ? String(entries[2][0]) : '';
      await redis.send('XDEL', 'tasks', middle);
      expect(await readingOf(stream())).toMatchObject({ depth: null, busy: 1 });
    });

    test('that has read everything is empty, which is 0', async () => {
      await redis.send('XREADGROUP', 'GROUP', 'solvers', 'ann', 'STREAMS', 'tasks', '>');
      expect(await readingOf(stream())).toMatchObject({ depth: 0, busy: 5, oldestAt: null });
    });

    test('that there is not, or of a stream that there is not, is not found', async () => {
      expect(await readQueue(stream('others'))).toEqual({ ok: false, why: 'notFound' });
      await redis.send('DEL', 'tasks');
      expect(await readQueue(stream())).toEqual({ ok: false, why: 'notFound' });
    });
  });

  test('a user that may only read is enough for every kind of queue, and workers are not known without client|list', async () => {
    await redis.send('ACL', 'SETUSER', 'viewer', 'on', '>viewer-password', '~*', '+@read', '+client|list');
    await redis.send('ACL', 'SETUSER', 'reader', 'on', '>reader-password', '~*', '+@read');
    await redis.send('RPUSH', 'bull:q:wait', '1');
    await redis.send('SADD', 'rq:queues', 'rq:queue:q');
    await redis.send('XADD', 'tasks', '*', 'n', '1');
    await redis.send('XGROUP', 'CREATE', 'tasks', 'solvers', '0');
    const as = (user: string) => redis.url.replace('://', `://${user}:${user}-password@`);
    for (const user of ['viewer', 'reader']) {
      const url = as(user);
      expect(await readingOf({ type: 'redis', url, names: ['bull:q:wait'] })).toMatchObject({ depth: 1 });
      expect(await readingOf({ type: 'stream', url, name: 'tasks', group: 'solvers' })).toMatchObject({ depth: 1 });
      expect(await readingOf({ type: 'rq', url, names: ['q'] })).toMatchObject({ depth: 0, workers: 0 });
      expect(await readingOf({ type: 'celery', url, names: ['celery'], prefix: '' })).toMatchObject({ depth: 0 });
      const workers = user === 'viewer' ? 0 : null;
      expect(await readingOf({ type: 'bullmq', url, names: ['q'], prefix: 'bull' })).toMatchObject({
        depth: 1,
        workers,
      });
    }
  });

  test('a wrong password, no password and a missing right are told apart', async () => {
    await redis.send('ACL', 'SETUSER', 'nobody', 'on', '>nobody-password', '~other', '+@read');
    const url = (login: string) => redis.url.replace('://', `://${login}@`);
    expect(await readQueue({ ...keys('x'), url: url('nobody:wrong') })).toEqual({ ok: false, why: 'unauthorized' });
    expect(await readQueue({ ...keys('x'), url: url('nobody:nobody-password') })).toEqual({
      ok: false,
      why: 'forbidden',
    });
    await redis.send('ACL', 'SETUSER', 'default', 'resetpass', '>secret');
    try {
      expect(await readQueue(keys('x'))).toEqual({ ok: false, why: 'unauthorized' });
      expect(await readQueue({ ...keys('x'), url: url(':secret') })).toMatchObject({ ok: true });
    } finally {
      const { createClient } = await import('redis');
      const client = createClient({ url: url(':secret') });
      await client.connect();
      await client.sendCommand(['ACL', 'SETUSER', 'default', 'nopass']);
      client.destroy();
    }
  });

  test('is unknown while it is down or does not answer, and known again', async () => {
    await redis.send('RPUSH', 'list', 'a', 'b');
    expect(await readingOf(keys('list'))).toMatchObject({ depth: 2 });
    await redis.kill();
    expect(await readQueue(keys('list'))).toEqual({ ok: false, why: 'unreachable' });
    await redis.start();
    expect(await readingOf(keys('list'))).toMatchObject({ depth: 2 });
    await redis.send('CLIENT', 'PAUSE', '2000', 'ALL');
    expect(await readQueue(keys('list'), 300)).toEqual({ ok: false, why: 'timeout' });
    await expect.poll(() => readQueue(keys('list')), { timeout: 10_000 }).toMatchObject({ ok: true });
  });

  test('is left as it is: reading writes nothing and leaves no connection', async () => {
    await redis.send('RPUSH', 'bull:q:wait', '1');
    await redis.send('CONFIG', 'RESETSTAT');
    for (let i = 0; i < 3; i += 1) {
      await readingOf({ type: 'bullmq', url: redis.url, names: ['q'], prefix: 'bull' });
      await readQueue({ type: 'rq', url: redis.url, names: ['q'] });
      await readingOf({ type: 'celery', url: redis.url, names: ['celery'], prefix: '' });
    }
    const used = [...String(await redis.send('INFO', 'commandstats')).matchAll(/cmdstat_(\S+?):/g)].map(
      ([, name]) => name,
    );
    const allowed = [
      'exists',
      'llen',
      'zcard',
      'zcount',
      'lindex',
      'hget',
      'hlen',
      'sismember',
      'smembers',
      'client|list',
    ];
    const ours = [...allowed, 'config|resetstat', 'info', 'client|setinfo'];
    expect(used.filter((name) => !ours.includes(name ?? ''))).toEqual([]);
    expect(used).toContain('zcount');
    await expect
      .poll(
        async () =>
          String(await redis.send('CLIENT', 'LIST'))
            .trim()
            .split('\n').length,
      )
      .toBe(1);
  });
});
