import { describe, expect, test } from 'vitest';
import { linesOf } from '../../../sandbox/appProcess.ts';
import { startFakeMonitor } from '../../fixtures/fakeMonitor.ts';
import { ended, hasCommand, hasPython, runPython, startPython } from '../../fixtures/python.ts';
import { startRedis } from '../../fixtures/redisServer.ts';

const isThere = [hasPython('celery', 'redis'), hasCommand('redis-server')].every(Boolean);

/** Each kind of result, and how many of it. */
function kinds(records: readonly unknown[]) {
  const found: Record<string, number> = {};
  for (const record of records) {
    const { outcome, errorCode = 'none', captchaType } = Object(record);
    const kind = `${captchaType} ${outcome} ${errorCode}`;
    found[kind] = (found[kind] ?? 0) + 1;
  }
  return found;
}

describe.skipIf(!isThere)('a Celery worker', { timeout: 150_000 }, () => {
  test.each(['prefork', 'threads'])(
    'with %s reports each task once, and what waits when it is stopped',
    async (pool) => {
      const monitor = await startFakeMonitor();
      const env = { ...monitor.env, REDIS_URL: (await startRedis()).url, HOME: '/tmp' };
      expect(await runPython(['celery_app.py', pool], env)).toMatchObject({ code: 0 });

      const args = ['-m', 'celery', '-A', 'celery_app', 'worker', '--pool', pool, '--concurrency', '2', '-l', 'info'];
      const worker = startPython([...args, '--without-mingle', '--without-gossip', '--without-heartbeat'], env);
      const lines: string[] = [];
      linesOf(worker).on('line', (line) => lines.push(line));
      const end = ended(worker);
      // Only prefork ends a task that takes too long.
      const expected = {
        'turnstile solved none': 22,
        'turnstile failed ERROR_CAPTCHA_UNSOLVABLE': 5,
        'turnstile failed ERROR_ZERO_BALANCE': 3,
        ...(pool === 'prefork' && { 'recaptcha_v2 failed TIMEOUT': 1 }),
      };
      await expect.poll(() => kinds(monitor.records()), { timeout: 100_000 }).toEqual(expected);
      worker.kill('SIGTERM');
      await end;
      expect(kinds(monitor.records())).toEqual(expected);
      const timed = monitor.records().filter((record) => 'latencyMs' in Object(record));
      expect(timed.length).toBeGreaterThanOrEqual(30);
    },
  );

  // With two threads, what a task asked to be tried again may begin before the first attempt is over.
  test('measures each of two attempts that run beside each other', async () => {
    const monitor = await startFakeMonitor();
    const env = { ...monitor.env, REDIS_URL: (await startRedis()).url, HOME: '/tmp' };
    expect(await runPython(['celery_attempts.py'], env)).toMatchObject({ code: 0 });
    expect(monitor.records()).toEqual([expect.objectContaining({ outcome: 'solved', latencyMs: expect.any(Number) })]);
  });

  test('tells of a task whose process died', async () => {
    const monitor = await startFakeMonitor();
    const env = { ...monitor.env, REDIS_URL: (await startRedis()).url, HOME: '/tmp' };
    const worker = startPython(['-m', 'celery', '-A', 'celery_app', 'worker', '--concurrency', '1', '-l', 'info'], env);
    linesOf(worker);
    await runPython(['-c', 'import celery_app\ncelery_app.solve.delay("die")'], env);
    await expect
      .poll(() => kinds(monitor.records()), { timeout: 100_000 })
      .toEqual({ 'turnstile failed WORKER_LOST_ERROR': 1 });
  });

  test('that is stopped at once sends what its processes have not sent yet', async () => {
    const monitor = await startFakeMonitor();
    const env = { ...monitor.env, REDIS_URL: (await startRedis()).url, HOME: '/tmp' };
    const worker = startPython(['-m', 'celery', '-A', 'celery_app', 'worker', '--concurrency', '2', '-l', 'info'], env);
    const lines: string[] = [];
    linesOf(worker).on('line', (line) => lines.push(line));
    const end = ended(worker);
    await expect.poll(() => lines.join('\n'), { timeout: 40_000 }).toMatch(/ready\./);
    await runPython(['-c', 'import celery_app\nfor _ in range(10): celery_app.solve.delay("solved")'], env);
    await expect.poll(() => lines.filter((line) => line.includes('succeeded in')).length, { timeout: 40_000 }).toBe(10);
    worker.kill('SIGTERM');
    await end;
    expect(kinds(monitor.records())).toEqual({ 'turnstile solved none': 10 });
  });
});
