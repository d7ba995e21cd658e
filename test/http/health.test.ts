import { describe, expect, test } from 'vitest';
import { setUpServer } from '../fixtures/server.ts';

const works = (name: string) => ({ name, check: async () => null });
const fails = (name: string, why: string) => ({ name, check: async () => why });

test('/healthz says that the process lives, whatever else does not work', async () => {
  const { app } = await setUpServer({ checks: [fails('database', 'the database does not answer')] });
  const response = await app.inject('/healthz');
  expect(response.statusCode).toBe(200);
  expect(response.json()).toEqual({ status: 'ok' });
});

describe('/readyz', () => {
  test.each([
    ['no checks', [], 200, 'ready', {}],
    ['all work', [works('database'), works('gateway')], 200, 'ready', { database: 'ok', gateway: 'ok' }],
    [
      'one is not used',
      [works('database'), { ...fails('webhook', 'no'), isUsed: false }],
      200,
      'ready',
      { database: 'ok', webhook: 'not used' },
    ],
    [
      'one does not',
      [works('database'), fails('gateway', 'the bot is not connected'), works('webhook')],
      503,
      'notReady',
      { database: 'ok', gateway: 'the bot is not connected', webhook: 'ok' },
    ],
    [
      'none does',
      [fails('database', 'it does not answer'), fails('webhook', 'it was deleted')],
      503,
      'notReady',
      { database: 'it does not answer', webhook: 'it was deleted' },
    ],
  ])('names every check: %s', async (_name, checks, code, status, expected) => {
    const { app } = await setUpServer({ checks });
    const response = await app.inject('/readyz');
    expect(response.statusCode).toBe(code);
    expect(response.json()).toEqual({ status, checks: expected });
  });

  test('asks at most once a second, however many want to know, and then anew', async () => {
    let elapsedMs = 5;
    let asked = 0;
    let why: string | null = 'not yet';
    const answer = Promise.withResolvers<void>();
    const check = async () => {
      asked += 1;
      await answer.promise;
      return why;
    };
    const { app } = await setUpServer({ checks: [{ name: 'gateway', check }], elapsed: () => elapsedMs });
    const status = async () => (await app.inject('/readyz')).statusCode;
    const flood = Promise.all(Array.from({ length: 100 }, status));
    answer.resolve();
    expect(new Set(await flood)).toEqual(new Set([503]));
    why = null;
    elapsedMs += 999;
    expect([await status(), asked]).toEqual([503, 1]);
    elapsedMs += 1;
    expect([await status(), asked]).toEqual([200, 2]);
  });

  test('asks the real database', async () => {
    let elapsedMs = 0;
    let trouble = async (): Promise<string | null> => 'not asked';
    const checks = [{ name: 'database', check: () => trouble() }];
    const server = await setUpServer({ checks, elapsed: () => elapsedMs });
    trouble = server.disk.trouble;
    expect((await server.app.inject('/readyz')).json()).toEqual({ status: 'ready', checks: { database: 'ok' } });
    await server.disk.close();
    elapsedMs += 1_000;
    const response = await server.app.inject('/readyz');
    expect(response.statusCode).toBe(503);
    expect(response.json()).toEqual({ status: 'notReady', checks: { database: 'the database does not answer' } });
  });
});

describe('/metrics', () => {
  const LINE =
    /^(?:# (?:HELP|TYPE) \w+ .+|[a-z_]\w*(?:\{(?:\w+="[^"\n]*",?)+\})? (?:[-+]?(?:\d[\d.e+-]*|Inf)|[Nn]a[Nn]))$/;

  test('is text that Prometheus reads', async () => {
    const { app, post } = await setUpServer();
    await post('/v1/results', { outcome: 'failed', errorCode: 'evil"}\n1' });
    const response = await app.inject('/metrics');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    const lines = response.body.split('\n').filter((line) => line !== '');
    expect(lines.filter((line) => !LINE.test(line))).toEqual([]);
    expect(response.body.endsWith('\n')).toBe(true);
    expect(response.body).not.toContain('evil');
  });

  test('counts results, decisions, attempts and evaluations', async () => {
    const { app, post, metrics } = await setUpServer();
    await post('/v1/results', [{ outcome: 'solved' }, { outcome: 'failed' }]);
    await post('/v1/results', { outcome: 'solved' });
    await post('/v1/results', { outcome: 'maybe' });
    metrics.counters.decided('balance', 'healthy', 1);
    metrics.counters.sent('alert', { outcome: 'retry', why: 'unreachable', afterMs: null }, null);
    metrics.counters.sent('alert', { outcome: 'retry', why: 'muted', afterMs: 1 }, null);
    metrics.evaluated(3);
    const { body } = await app.inject('/metrics');
    for (const line of [
      'captchaai_monitor_results_total{outcome="solved"} 2',
      'captchaai_monitor_results_total{outcome="failed"} 1',
      'captchaai_monitor_decisions_total{kind="balance",reason="healthy"} 1',
      'captchaai_monitor_delivery_attempts_total{type="alert",outcome="retry"} 2',
      'captchaai_monitor_evaluation_seconds_bucket{le="0.002"} 0',
      'captchaai_monitor_evaluation_seconds_bucket{le="0.005"} 1',
      'captchaai_monitor_evaluation_seconds_count 1',
    ]) {
      expect(body.split('\n')).toContain(line);
    }
  });

  test('are made at most once a second', async () => {
    let elapsedMs = 0;
    const { app, post } = await setUpServer({ elapsed: () => elapsedMs });
    const scrape = async () => (await app.inject('/metrics')).body;
    const first = await scrape();
    await post('/v1/results', { outcome: 'solved' });
    elapsedMs = 999;
    expect(await scrape()).toBe(first);
    elapsedMs = 1_000;
    expect(await scrape()).toContain('captchaai_monitor_results_total{outcome="solved"} 1');
  });

  test('of one server knows nothing of another', async () => {
    const [one, other] = [await setUpServer(), await setUpServer()];
    await one.post('/v1/results', { outcome: 'solved' });
    expect((await other.app.inject('/metrics')).body).not.toContain('results_total{outcome="solved"}');
  });
});

describe('/openapi.json', () => {
  test('names both routes with their bodies and their token', async () => {
    const { app } = await setUpServer();
    const response = await app.inject('/openapi.json');
    expect(response.statusCode).toBe(200);
    const { openapi, paths } = response.json();
    expect(openapi).toMatch(/^3\./);
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/v1/results', '/v1/queue', '/healthz', '/readyz']));
    for (const path of ['/v1/results', '/v1/queue']) {
      expect(paths[path].post).toMatchObject({
        summary: expect.any(String),
        security: [{ bearer: [] }],
        responses: { 202: expect.anything() },
      });
    }
    expect(Object.keys(paths['/v1/results'].post.requestBody.content)).toEqual([
      'application/json',
      'application/x-ndjson',
      'application/jsonl',
    ]);
    const queue = paths['/v1/queue'].post.requestBody.content['application/json'].schema;
    expect(Object.keys(queue.properties)).toEqual(['depth', 'activeWorkers', 'source']);
    const [result, list] = paths['/v1/results'].post.requestBody.content['application/json'].schema.oneOf;
    expect(Object.keys(result.properties)).toEqual([
      'outcome',
      'errorCode',
      'latencyMs',
      'costUsd',
      'captchaType',
      'at',
    ]);
    expect(result.required).toEqual(['outcome']);
    expect(list).toMatchObject({ type: 'array', minItems: 1, maxItems: 5_000 });
  });
});
