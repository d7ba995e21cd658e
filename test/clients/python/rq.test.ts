import { describe, expect, test } from 'vitest';
import { freePort } from '../../../sandbox/freePort.ts';
import { setUpBareMonitor } from '../../fixtures/bareMonitor.ts';
import { startFakeMonitor } from '../../fixtures/fakeMonitor.ts';
import { hasCommand, hasPython, runPython } from '../../fixtures/python.ts';
import { startRedis } from '../../fixtures/redisServer.ts';

const isThere = [hasPython('rq', 'redis'), hasCommand('redis-server')].every(Boolean);

/** Lets a worker of RQ do everything that waits; each job has a process of its own, which ends with it. */
async function work(env: Readonly<Record<string, string>>) {
  expect(await runPython(['rq_tasks.py'], env)).toMatchObject({ code: 0 });
  return runPython(['-m', 'rq.cli', 'worker', '--burst', '--url', env['REDIS_URL'] ?? '', 'captcha'], env);
}

describe.skipIf(!isThere)('a worker of RQ', { timeout: 120_000 }, () => {
  test('reports each job once, before the process of the job ends', async () => {
    const monitor = await startFakeMonitor();
    const { code } = await work({ ...monitor.env, REDIS_URL: (await startRedis()).url });
    expect(code).toBe(0);
    const records = monitor.records().map((record) => {
      const { outcome, errorCode = null, captchaType } = Object(record);
      return `${captchaType} ${outcome} ${errorCode}`;
    });
    expect(records).toEqual([
      ...Array(6).fill('turnstile solved null'),
      ...Array(3).fill('turnstile failed ERROR_CAPTCHA_UNSOLVABLE'),
      'turnstile failed TIMEOUT',
    ]);
    expect(monitor.requests.map(({ body }) => body).join()).not.toMatch(/https|0123456789/);
  });

  test('does its jobs as ever where there is no monitor', async () => {
    const env = { CAPTCHAAI_MONITOR_URL: `http://127.0.0.1:${await freePort()}`, CAPTCHAAI_MONITOR_TOKEN: 'token' };
    const { code, out, err } = await work({ ...env, REDIS_URL: (await startRedis()).url });
    expect(code).toBe(0);
    expect(`${out}${err}`.match(/Job OK/g)).toHaveLength(6);
  });
});

test.skipIf(!hasPython())('the webhook of RQ 2.10, sent as RQ sends it, counts each end of a job once', async () => {
  const monitor = setUpBareMonitor(await freePort());
  await monitor.start();
  const { code, out, err } = await runPython(['rq_webhook.py'], monitor.env);
  expect([code, err, JSON.parse(out)]).toEqual([0, '', [202, 202, 202, 202, 401, 400]]);
  await monitor.end('SIGTERM');
  expect(
    monitor.ask('select type, sum(solved) as solved, sum(failed) as failed from solve_buckets group by type'),
  ).toEqual([{ type: 'turnstile', solved: 1, failed: 1 }]);
  expect(monitor.ask('select code, n from solve_errors')).toEqual([{ code: 'ERROR_CAPTCHA_UNSOLVABLE', n: 1 }]);
});
