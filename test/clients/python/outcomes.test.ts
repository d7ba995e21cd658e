import { beforeAll, describe, expect, test } from 'vitest';
import { forAll } from '../../fixtures/atEnd.ts';
import { startFakeMonitor } from '../../fixtures/fakeMonitor.ts';
import { hasPython, runPython } from '../../fixtures/python.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What one run of `outcomes.py` reported. */
let records: readonly Fields[] = [];
let queues: readonly unknown[] = [];
let at = 0;
let everything = '';

const ofType = (type: string) => records.filter(({ captchaType }) => captchaType === type);

describe.skipIf(!hasPython())('what the Python reporter makes of', () => {
  beforeAll(() =>
    forAll(async (atEnd) => {
      const monitor = await startFakeMonitor(undefined, atEnd);
      const { out, err, code } = await runPython(['outcomes.py'], monitor.env, atEnd);
      expect([code, err]).toEqual([0, '']);
      at = Number(out);
      records = monitor.records().map((record) => Object(record));
      const posted = monitor.requests.filter(({ path }) => path === '/v1/queue');
      queues = posted.map(({ body }) => JSON.parse(body));
      everything = monitor.requests.map(({ body }) => body).join('\n');
    }),
  );

  test.each(['returned', 'returned none', 'ok text', 'json ok', 'other json', 'with block'])('%s: solved', (type) => {
    expect(ofType(type)).toEqual([
      { outcome: 'solved', captchaType: type, latencyMs: expect.any(Number), at: expect.any(Number) },
    ]);
  });

  test.each([
    ['error text', 'ERROR_PAGEURL'],
    ['json error', 'ERROR_CAPTCHA_UNSOLVABLE'],
    ['json error text', 'ERROR_ZERO_BALANCE'],
    ['json no code', 'OTHER'],
    ['task error', 'ERROR_KEY_DOES_NOT_EXIST'],
    ['raised code', 'ERROR_CAPTCHA_UNSOLVABLE'],
    ['raised in text', 'ERROR_WRONG_USER_KEY'],
    ['raised from', 'ERROR_BAD_PROXY'],
    ['raised block', 'ERROR: 1001'],
    ['raised banned', 'IP_BANNED'],
    ['raised timeout', 'TIMEOUT'],
    ['raised socket', 'TIMEOUT'],
    ['raised asyncio', 'TIMEOUT'],
    ['raised futures', 'TIMEOUT'],
    ['raised requests', 'TIMEOUT'],
    ['raised from time', 'TIMEOUT'],
    ['raised other', 'CONNECTION_RESET_ERROR'],
    ['raised own', 'SOLVE_FAILED'],
    ['raised key', 'OTHER'],
    ['raised no text', 'UNPRINTABLE'],
    ['with error', 'ERROR_PAGEURL'],
    ['with failed', 'ERROR_GOOGLEKEY'],
    ['with answer', 'ERROR_PAGEURL'],
    ['small letters', 'ERROR_PAGEURL'],
    ['free text', 'OTHER'],
    ['a key', 'OTHER'],
    ['a number', '1001'],
    ['word of 20', 'A'.repeat(20)],
    ['word of 21', 'OTHER'],
  ])('%s: failed with %s', (type, errorCode) => {
    expect(ofType(type)).toEqual([expect.objectContaining({ outcome: 'failed', errorCode })]);
  });

  test('a poll that finds nothing, a stop of the program and a retry: they do not count', () => {
    expect(records.filter(({ captchaType }) => /^x |ignored/.test(String(captchaType)))).toEqual([]);
  });

  test('all fields, with their units', () => {
    const fields = { outcome: 'solved', captchaType: 'all fields', latencyMs: 22_400, costUsd: 0.003, at };
    expect(ofType('all fields')).toEqual([fields]);
    expect(ofType('with answer')).toEqual([expect.objectContaining({ costUsd: 0.003 })]);
  });

  test.each(['at seconds', 'at milliseconds'])('a time in other units: %s', (type) => {
    expect(Math.abs(Number(ofType(type)[0]?.['at']) - at)).toBeLessThanOrEqual(1);
  });

  test('a code of a solved task, and a failure without one: the field is left out', () => {
    for (const type of ['no code', 'failed alone']) expect(ofType(type)[0]).not.toHaveProperty('errorCode');
  });

  test.each([
    ['bad latency', 6],
    ['bad cost', 4],
    ['bad time', 4],
  ])('%s: the value is left out, and the result counts', (type, count) => {
    const now = Date.now();
    expect(ofType(type)).toHaveLength(count);
    for (const record of ofType(type)) {
      expect(Object.keys(record).sort()).toEqual(['at', 'captchaType', 'outcome']);
      expect(Number(record['at'])).toBeGreaterThan(now - 120_000);
    }
  });

  test('an address, a site key or a long text as type: it is left out', () => {
    const withoutType = records.filter(({ latencyMs }) => latencyMs === 77_000);
    expect(withoutType.map(({ captchaType }) => captchaType)).toEqual(Array(6).fill(undefined));
    expect(ofType('t'.repeat(23))).toHaveLength(1);
  });

  test('a queue, and one of several', () => {
    expect(queues).toHaveLength(2);
    expect(queues).toContainEqual({ depth: 12, activeWorkers: 4 });
    expect(queues).toContainEqual({ depth: 10, activeWorkers: 1, source: 'worker-1' });
  });

  test('keys, tokens, addresses and texts of exceptions: nothing of them leaves', () => {
    expect(everything).toContain('ERROR_WRONG_USER_KEY');
    expect(everything).not.toMatch(
      /https?:|shop\.example|0123456789abcdef|03AGdBq25SxXT|6Le-|0x4AAA|no luck|password/i,
    );
    const names = new Set(records.flatMap((record) => Object.keys(record)));
    expect([...names].sort()).toEqual(['at', 'captchaType', 'costUsd', 'errorCode', 'latencyMs', 'outcome']);
  });
});
