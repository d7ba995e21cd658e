import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { openOther } from '../fixtures/otherConnection.ts';
import { type ServerFixture, setUpServer, TOKEN } from '../fixtures/server.ts';
import { test } from '../fixtures/test.ts';

const MOST_RESULTS = 100_000;
const FULL = JSON.stringify(Array(5_000).fill({ outcome: 'solved' }));
const solved = JSON.stringify({ outcome: 'solved' });

/** Posts over sockets of their own. */
async function poster(server: ServerFixture) {
  const url = `${await server.app.listen({ port: 0, host: '127.0.0.1' })}/v1/results`;
  return async (body: string, key: string) => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', 'idempotency-key': key };
    const response = await fetch(url, { method: 'POST', headers, body });
    const { message = '' } = (await response.json()) as { message?: string };
    return { status: response.status, retryAfter: response.headers.get('retry-after'), message };
  };
}

describe('a disk that does not keep up', () => {
  test('has at most 100,000 results wait for it; whoever comes then is asked to come back, and loses nothing', async () => {
    const disk = Promise.withResolvers<void>();
    const server = await setUpServer({ add: (write) => disk.promise.then(write) });
    const post = await poster(server);
    const refused = Promise.withResolvers<void>();
    let refusals = 0;
    const answers = Array.from({ length: 22 }, async (_, i) => {
      const answer = await post(FULL, `k${i}`);
      if (answer.status === 503) refusals += 1;
      if (refusals === 2) refused.resolve();
      expect(server.waiting()).toBeLessThanOrEqual(MOST_RESULTS);
      return { ...answer, key: `k${i}` };
    });
    await refused.promise;
    expect(server.waiting()).toBe(MOST_RESULTS);
    expect(await post(solved, 'one-more')).toEqual({
      status: 503,
      retryAfter: '1',
      message: 'The server is overloaded. Nothing was stored; send it again in a moment.',
    });
    expect(await server.kept()).toBe(0);

    disk.resolve();
    const all = await Promise.all(answers);
    expect(all.filter(({ status }) => status === 202)).toHaveLength(20);
    expect(await server.kept()).toBe(MOST_RESULTS);
    const again = [...all.filter(({ status }) => status === 503), ...all.slice(0, 1)];
    for (const { key } of again) expect((await post(FULL, key)).status).toBe(202);
    expect(await server.kept()).toBe(22 * 5_000);
    expect(server.waiting()).toBe(0);
  }, 60_000);
});

describe('a file that another program holds', () => {
  test('gets 503 with Retry-After, counts nothing, and takes all of it when it is sent again', async ({ folder }) => {
    const file = join(folder, 'monitor.db');
    const server = await setUpServer({ file });
    const other = openOther(file);
    other.exec('begin immediate');
    const postAll = () =>
      Promise.all(
        Array.from({ length: 100 }, (_, i) =>
          server.post('/v1/results', solved, i % 2 === 0 ? { 'idempotency-key': `k${i}` } : {}),
        ),
      );
    for (const { statusCode, headers, body } of await postAll()) {
      expect(statusCode).toBe(503);
      expect(headers['retry-after']).toBe('5');
      expect(body).toContain('Nothing was stored');
    }
    expect(server.waiting()).toBe(0);
    other.exec('rollback');
    expect(await server.kept()).toBe(0);
    expect((await postAll()).every(({ statusCode }) => statusCode === 202)).toBe(true);
    expect(await server.kept()).toBe(100);
    expect(await server.metrics.registry.metrics()).toContain('captchaai_monitor_results_total{outcome="solved"} 100');
  }, 60_000);
});
