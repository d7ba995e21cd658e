import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { QueueOptions } from '../../src/queues/queueOptions.ts';
import { forAll } from '../fixtures/atEnd.ts';
import { lacks } from '../fixtures/installed.ts';
import { PYTHON, type PythonTasks, setUpPythonTasks } from '../fixtures/pythonTasks.ts';
import { NOTHING_KNOWN, readingOf, readQueue } from '../fixtures/readQueue.ts';
import { type RedisServer, startRedis } from '../fixtures/redisServer.ts';

const isMissing =
  lacks('redis-server', 'redis-server') ||
  lacks('python3-celery python3-redis', PYTHON, ['-c', 'import celery, redis']);

describe.skipIf(isMissing)('Celery on a real Redis', () => {
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

  const options = (...names: string[]): QueueOptions => ({ type: 'celery', url: redis.url, names, prefix: '' });
  const SEND = 'from tasks import solve\n';

  test('counts tasks of every priority, which stand in lists of their own', async () => {
    await tasks.run(`${SEND}for p in range(10): solve.apply_async((p,), priority=p)`);
    expect(await redis.send('LLEN', 'celery')).toBe(3);
    expect(await readingOf(options('celery'))).toEqual({ ...NOTHING_KNOWN, depth: 10 });
  });

  test('adds up queues of several names, and finds those under a prefix', async () => {
    await tasks.run(`${SEND}
for q in ('celery', 'fast', 'fast'): solve.apply_async((1,), queue=q)
from tasks import app
app.conf.broker_transport_options = {'global_keyprefix': 'eu:'}
solve.apply_async((1,), connection=app.connection(transport_options={'global_keyprefix': 'eu:'}))`);
    expect(await readingOf(options('celery', 'fast'))).toMatchObject({ depth: 3 });
    expect(await readingOf({ ...options('celery'), prefix: 'eu:' } as QueueOptions)).toMatchObject({ depth: 1 });
  });

  test('counts what a worker has taken in advance, whose list is empty by then, until it is done', async () => {
    await tasks.run(`${SEND}for n in range(6): solve.delay(n)`);
    const worker = ['celery', '-A', 'tasks', 'worker', '-c', '2', '--prefetch-multiplier', '10', '-l', 'WARNING'];
    await tasks.startWorker(worker, async () => (await redis.send('LLEN', 'celery')) === 0);
    expect(await redis.send('LLEN', 'celery')).toBe(0);
    expect((await readingOf(options('celery'))).depth).toBeGreaterThanOrEqual(4);
    await redis.send('SET', 'finish', '1');
    await expect.poll(() => readingOf(options('celery')), { timeout: 20_000 }).toMatchObject({ depth: 0 });
  });

  test('is unknown while Redis is down, and known again', async () => {
    await tasks.run(`${SEND}solve.delay(1)`);
    await redis.kill();
    expect(await readQueue(options('celery'))).toEqual({ ok: false, why: 'unreachable' });
    await redis.start();
    expect(await readingOf(options('celery'))).toMatchObject({ depth: 1 });
  });
});
