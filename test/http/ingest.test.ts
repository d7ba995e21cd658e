import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { NOW, PIPELINE, type ServerFixture, setUpServer, TOKEN } from '../fixtures/server.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NDJSON = { 'content-type': 'application/x-ndjson' };
const solved = { outcome: 'solved' };

let server: ServerFixture;

beforeEach(async () => {
  server = await setUpServer();
});

describe('results are taken', () => {
  test('one at a time', async () => {
    const response = await server.post('/v1/results', {
      outcome: 'solved',
      latencyMs: 22_400,
      costUsd: 0.003,
      captchaType: 'userrecaptcha',
      at: '2026-04-20T11:59:00Z',
    });
    expect(response.statusCode).toBe(202);
    expect(response.json()).toEqual({ accepted: 1 });
    expect(await server.period()).toEqual({
      solved: 1,
      failed: 0,
      costMicros: 3_000,
      latencySumMs: 22_400,
      latencyCount: 1,
      byCode: [],
    });
  });

  test('in an array', async () => {
    const body = [solved, { outcome: 'failed', errorCode: 'ERROR_PAGEURL' }, solved];
    expect((await server.post('/v1/results', body)).json()).toEqual({ accepted: 3 });
    expect(await server.period()).toMatchObject({
      solved: 2,
      failed: 1,
      byCode: [{ code: 'ERROR_PAGEURL', count: 1 }],
    });
  });

  test.each([
    ['with a line end at the end', '{"outcome":"solved"}\n{"outcome":"failed"}\n'],
    ['without one', '{"outcome":"solved"}\n{"outcome":"failed"}'],
    ['with empty lines', '\n{"outcome":"solved"}\n\n  \n{"outcome":"failed"}\n\n'],
    ['with the line ends of Windows', '{"outcome":"solved"}\r\n{"outcome":"failed"}\r\n'],
  ])('as NDJSON %s', async (_name, body) => {
    const response = await server.post('/v1/results', body, NDJSON);
    expect(response.statusCode).toBe(202);
    expect(response.json()).toEqual({ accepted: 2 });
    expect(await server.period()).toMatchObject({ solved: 1, failed: 1 });
  });

  test('whose optional fields are null', async () => {
    const body = { ...solved, errorCode: null, latencyMs: null, costUsd: null, captchaType: null, at: null };
    expect((await server.post('/v1/results', body)).statusCode).toBe(202);
    expect(await server.period()).toMatchObject({ solved: 1, costMicros: 0, latencyCount: 0 });
  });

  test.each(['ERROR_FROM_TOMORROW', 'lower case', '__proto__', '@everyone `**', 'ошибка 💥'])(
    'with the unknown error code %j kept as it is',
    async (errorCode) => {
      expect((await server.post('/v1/results', { outcome: 'failed', errorCode })).statusCode).toBe(202);
      expect((await server.period()).byCode).toEqual([{ code: errorCode, count: 1 }]);
    },
  );

  test('as many as fit in one request', async () => {
    const response = await server.post('/v1/results', Array(5_000).fill(solved));
    expect(response.json()).toEqual({ accepted: 5_000 });
    expect(await server.kept()).toBe(5_000);
  });

  test('and counted', async () => {
    await server.post('/v1/results', [solved, solved, { outcome: 'failed' }]);
    const text = await server.metrics.registry.metrics();
    expect(text).toContain('captchaai_monitor_results_total{outcome="solved"} 2');
    expect(text).toContain('captchaai_monitor_results_total{outcome="failed"} 1');
  });

  test('with every sum exact, however they are batched', async () => {
    const result = fc.record({
      outcome: fc.constantFrom('solved' as const, 'failed' as const),
      costMicros: fc.integer({ min: 0, max: 1e9 }),
      latencyMs: fc.integer({ min: 0, max: DAY }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(result, { minLength: 1, maxLength: 20 }), { maxLength: 5 }),
        async (batches) => {
          const before = await server.period();
          await Promise.all(
            batches.map((batch) =>
              server.post(
                '/v1/results',
                batch.map(({ costMicros, ...rest }) => ({ ...rest, costUsd: costMicros / 1e6 })),
              ),
            ),
          );
          const after = await server.period();
          const all = batches.flat();
          expect(after.costMicros - before.costMicros).toBe(all.reduce((sum, { costMicros }) => sum + costMicros, 0));
          expect(after.solved + after.failed - before.solved - before.failed).toBe(all.length);
          expect(after.latencySumMs - before.latencySumMs).toBe(
            all.reduce((sum, { outcome, latencyMs }) => sum + (outcome === 'solved' ? latencyMs : 0), 0),
          );
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('the time of a result', () => {
  test.each<[name: string, at: unknown, keptAt: number]>([
    ['is now if it says none', undefined, NOW],
    ['may be milliseconds', NOW - MINUTE, NOW - MINUTE],
    ['may have an offset', '2026-04-20T15:59:00+04:00', NOW - MINUTE],
    ['may have a fraction', '2026-04-20T11:59:00.000Z', NOW - MINUTE],
    ['counts as now where a clock is a little ahead', NOW + 1, NOW],
    ['counts as now just below 5 minutes ahead', NOW + 5 * MINUTE - 1, NOW],
    ['counts as now at 5 minutes ahead', NOW + 5 * MINUTE, NOW],
    ['may be just below 7 days ago', NOW - 7 * DAY + 5_000, NOW - 7 * DAY + 5_000],
    ['may be 7 days ago', NOW - 7 * DAY, NOW - 7 * DAY],
  ])('%s', async (_name, at, keptAt) => {
    expect((await server.post('/v1/results', { ...solved, at })).statusCode).toBe(202);
    expect(await server.disk.results.period(PIPELINE, keptAt, keptAt + 1)).toMatchObject({ solved: 1 });
  });

  test.each<[name: string, at: unknown, message: string]>([
    ['just above 5 minutes ahead', NOW + 5 * MINUTE + 1, 'at is more than 5 minutes ahead of this clock.'],
    ['in the year 3000', '3000-01-01T00:00:00Z', 'at is more than 5 minutes ahead of this clock.'],
    ['just above 7 days ago', NOW - 7 * DAY - 1, 'at is more than 7 days ago.'],
    ['in 1970', '1970-01-01T00:00:00Z', 'at is more than 7 days ago.'],
    [
      'in 1970, as seconds taken for milliseconds',
      NOW / 1_000,
      'at is more than 7 days ago. It looks like seconds since 1970: send milliseconds, or text such as 2026-01-31T09:00:00Z.',
    ],
    ['before 1970', -1, 'at is more than 7 days ago.'],
  ])('is refused %s', async (_name, at, message) => {
    const response = await server.post('/v1/results', { ...solved, at });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toEqual({ statusCode: 400, message, field: 'at' });
  });
});

describe('a result that does not fit is refused by the name of its field', () => {
  test.each<[name: string, body: unknown, field: string, message: RegExp]>([
    ['no outcome', {}, 'outcome', /must be "solved" or "failed"/],
    ['a wrong outcome', { outcome: 'maybe' }, 'outcome', /must be "solved" or "failed"/],
    ['an outcome in capitals', { outcome: 'SOLVED' }, 'outcome', /must be "solved" or "failed"/],
    ['a negative latency', { ...solved, latencyMs: -1 }, 'latencyMs', /must not be negative/],
    ['a latency above a day', { ...solved, latencyMs: DAY + 1 }, 'latencyMs', /at most a day/],
    ['a latency as text', { ...solved, latencyMs: '22400' }, 'latencyMs', /must be a number/],
    ['a negative cost', { ...solved, costUsd: -0.001 }, 'costUsd', /must not be negative/],
    ['a huge cost', { ...solved, costUsd: 1_000.01 }, 'costUsd', /at most 1,000/],
    ['a cost as text', { ...solved, costUsd: '0.003' }, 'costUsd', /must be a number/],
    ['an empty error code', { outcome: 'failed', errorCode: '' }, 'errorCode', /must not be empty/],
    ['a long error code', { outcome: 'failed', errorCode: 'x'.repeat(65) }, 'errorCode', /at most 64/],
    ['an error code that is a number', { outcome: 'failed', errorCode: 1001 }, 'errorCode', /must be text/],
    ['an error code on a solved result', { ...solved, errorCode: 'ERROR_PAGEURL' }, 'errorCode', /only for failed/],
    ['an empty type', { ...solved, captchaType: '' }, 'captchaType', /must not be empty/],
    ['a long type', { ...solved, captchaType: 'x'.repeat(65) }, 'captchaType', /at most 64/],
    ['no date', { ...solved, at: 'yesterday' }, 'at', /must be a time/],
    ['a date that no calendar has', { ...solved, at: '2026-02-30T09:00:00Z' }, 'at', /must be a time/],
    ['a time without an offset', { ...solved, at: '2026-04-20T12:00:00' }, 'at', /must be a time/],
    ['half a millisecond', { ...solved, at: NOW - 0.5 }, 'at', /must be a time/],
    ['an unknown field', { ...solved, latency: 22 }, 'latency', /not a known field/],
    ['a field in the wrong case', { ...solved, costUSD: 1 }, 'costUSD', /not a known field/],
    ['a second result of a list', [solved, { outcome: 'maybe' }], '[1].outcome', /^\[1\]\.outcome must be/],
    ['an unknown field in a list', [{ ...solved, x: 1 }], '[0].x', /^\[0\]\.x is not/],
    ['a list in a list', [[solved]], '[0]', /must be an object/],
    ['nothing in a list', [null], '[0]', /must be an object/],
  ])('%s', async (_name, body, field, message) => {
    const response = await server.post('/v1/results', body);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toEqual({ statusCode: 400, message: expect.stringMatching(message), field });
    expect(await server.kept()).toBe(0);
  });

  test.each([
    ['NaN', '{"outcome":"solved","costUsd":NaN}', null],
    ['a number beyond all limits', '{"outcome":"solved","costUsd":1e999}', 'costUsd'],
    ['broken JSON', '{"outcome":"solved"', null],
    ['nothing', '', null],
    ['null', 'null', null],
    ['a number', '42', null],
    ['text', '"solved"', null],
    ['an empty list', '[]', null],
  ])('%s', async (_name, body, field) => {
    const response = await server.post('/v1/results', body);
    expect(response.statusCode).toBe(400);
    expect(response.json().field ?? null).toBe(field);
    expect(response.json().message).toMatch(/^\S.+\.$/);
  });

  test.each([
    ['{"outcome":"solved"}\n{"outcome":', 'Line 2 is not JSON.', 'line 2'],
    ['\n\n{"outcome":"solved"}\n{outcome}\n', 'Line 4 is not JSON.', 'line 4'],
    ['{"outcome":"solved"}{"outcome":"solved"}', 'Line 1 is not JSON.', 'line 1'],
    ['{"outcome":"solved"}\n{"outcome":"maybe"}', '[1].outcome must be "solved" or "failed".', '[1].outcome'],
  ])('the line of NDJSON %j', async (body, message, field) => {
    const response = await server.post('/v1/results', body, NDJSON);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toEqual({ statusCode: 400, message, field });
    expect(await server.kept()).toBe(0);
  });

  test.each(['', '\n', ' \r\n \n'])('NDJSON without a line: %j', async (body) => {
    expect((await server.post('/v1/results', body, NDJSON)).statusCode).toBe(400);
  });
});

describe('the limits of a result', () => {
  test.each([
    { ...solved, latencyMs: 0 },
    { ...solved, latencyMs: DAY },
    { ...solved, latencyMs: 0.4 },
    { ...solved, costUsd: 0 },
    { ...solved, costUsd: 1_000 },
    { outcome: 'failed', errorCode: 'x' },
    { outcome: 'failed', errorCode: 'x'.repeat(64) },
    { ...solved, captchaType: 'x'.repeat(64) },
  ])('%j is inside', async (body) => {
    expect((await server.post('/v1/results', body)).statusCode).toBe(202);
  });
});

describe('a hostile body', () => {
  test.each([
    ['JSON', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, {}],
    ['NDJSON', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, NDJSON],
  ])('of deep %s is refused', async (_name, body, headers) => {
    expect((await server.post('/v1/results', body, headers)).statusCode).toBe(400);
    expect((await server.post('/v1/results', solved)).statusCode).toBe(202);
  });

  test.each([
    ['{"outcome":"solved","__proto__":{"polluted":true}}', {}],
    ['{"outcome":"solved","constructor":{"prototype":{"polluted":true}}}', {}],
    ['[{"outcome":"solved","__proto__":null}]', {}],
    ['{"outcome":"solved","__proto__":{"polluted":true}}', NDJSON],
    ['{"outcome":"solved","toString":"x"}', NDJSON],
  ])('%s is refused and pollutes nothing', async (body, headers) => {
    expect((await server.post('/v1/results', body, headers)).statusCode).toBe(400);
    expect('polluted' in {}).toBe(false);
    expect(await server.kept()).toBe(0);
  });

  test('has its long names cut in the answer', async () => {
    const response = await server.post('/v1/results', { ...solved, ['x'.repeat(10_000)]: 1 });
    expect(response.body.length).toBeLessThan(400);
  });

  test('of any kind is answered with 400, and never with our insides', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), fc.constantFrom({}, NDJSON), async (body, headers) => {
        const response = await server.post('/v1/results', body, headers);
        expect(response.statusCode).toBe(400);
        expect(response.body).not.toMatch(/ {4}at |node_modules|\.ts\b|SQLITE|Zod/);
      }),
    );
  });
});

describe('the queue', () => {
  test('is taken, with workers and without', async () => {
    expect((await server.post('/v1/queue', { depth: 340, activeWorkers: 12 })).statusCode).toBe(202);
    const at = NOW;
    expect(await server.disk.readings.newest(PIPELINE, 'queueDepth')).toEqual({ metric: 'queueDepth', at, value: 340 });
    expect((await server.post('/v1/queue', { depth: 0, activeWorkers: null })).json()).toEqual({ accepted: 1 });
    expect((await server.post('/v1/queue', { depth: 1 })).statusCode).toBe(202);
    const workers = await server.disk.readings.newest(PIPELINE, 'activeWorkers');
    expect(workers).toEqual({ metric: 'activeWorkers', at, value: 12 });
  });

  test.each<[body: unknown, field: string | undefined]>([
    [{}, 'depth'],
    [{ depth: -1 }, 'depth'],
    [{ depth: 1.5 }, 'depth'],
    [{ depth: '12' }, 'depth'],
    [{ depth: null }, 'depth'],
    [{ depth: 1e9 + 1 }, 'depth'],
    [{ depth: 1e300 }, 'depth'],
    [{ depth: 1, activeWorkers: -1 }, 'activeWorkers'],
    [{ depth: 1, activeWorkers: 0.5 }, 'activeWorkers'],
    [{ depth: 1, activeWorkers: 1e6 + 1 }, 'activeWorkers'],
    [{ depth: 1, workers: 1 }, 'workers'],
    [[{ depth: 1 }], undefined],
    [null, undefined],
    [12, undefined],
  ])('%j is refused by the name of its field', async (body, field) => {
    const response = await server.post('/v1/queue', body);
    expect(response.statusCode).toBe(400);
    expect(response.json().field).toBe(field);
    expect(await server.disk.readings.newest(PIPELINE, 'queueDepth')).toBeNull();
  });

  test.each([{ depth: 0 }, { depth: 1e9 }, { depth: 1, activeWorkers: 0 }, { depth: 1, activeWorkers: 1e6 }])(
    '%j is inside the limits',
    async (body) => {
      expect((await server.post('/v1/queue', body)).statusCode).toBe(202);
    },
  );
});

describe('the source of a depth', () => {
  test('makes its number a part of the sum', async () => {
    await server.post('/v1/queue', { depth: 5, activeWorkers: 1, source: 'worker-1' });
    await server.post('/v1/queue', { depth: 7, activeWorkers: 2, source: 'worker-2' });
    expect(await server.disk.readings.newest(PIPELINE, 'queueDepth')).toMatchObject({ value: 12 });
    expect(await server.disk.readings.newest(PIPELINE, 'activeWorkers')).toMatchObject({ value: 3 });
  });

  test.each(['w', 'x'.repeat(64), 'host.eu:8080/q@a_b-c', null])('%j is taken', async (source) => {
    expect((await server.post('/v1/queue', { depth: 1, source })).statusCode).toBe(202);
  });

  test.each(['', 'x'.repeat(65), '#monitor', '-a', 'a b', 'a\n', 'é', 5, {}])(
    '%j is refused by its name',
    async (source) => {
      const response = await server.post('/v1/queue', { depth: 1, source });
      expect(response.statusCode).toBe(400);
      expect(response.json()).toMatchObject({ field: 'source', message: expect.stringMatching(/^source must be/) });
    },
  );

  test('is refused in words where there are too many, and the known ones go on', async () => {
    for (let i = 0; i < 50; i += 1) {
      expect((await server.post('/v1/queue', { depth: 1, source: `w${i}` })).statusCode).toBe(202);
    }
    const response = await server.post('/v1/queue', { depth: 1, source: 'w50' });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({
      field: 'source',
      message:
        'source is one of more than 50 within 10 minutes. Use one name for each queue or worker, not a new one for each post.',
    });
    expect((await server.post('/v1/queue', { depth: 1, source: 'w49' })).statusCode).toBe(202);
  });
});

test('no answer shows the token', async () => {
  for (const body of ['x', `{"${TOKEN}":1}`]) {
    const response = await server.post('/v1/queue', body);
    expect(response.statusCode).toBe(400);
    expect(JSON.stringify(response.headers)).not.toContain(TOKEN);
  }
  expect(server.logged()).not.toContain(TOKEN);
});
