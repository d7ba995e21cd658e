import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../src/monitor/time.ts';
import { outcomeOf } from '../../../src/receivers/outside/outcomeOf.ts';
import { retryAfterMs } from '../../../src/receivers/outside/retryAfter.ts';

const NOW = Date.UTC(2026, 10, 29, 12, 0, 0);
const inShort = (status: number, deadlineMs: number | null = null) => {
  const outcome = outcomeOf({ status, retryAfter: null }, NOW, deadlineMs);
  return outcome.outcome === 'delivered' ? 'delivered' : `${outcome.outcome} ${outcome.why}`;
};

test.each([
  [199, 'giveUp rejected'],
  [200, 'delivered'],
  [202, 'delivered'],
  [299, 'delivered'],
  [300, 'giveUp redirected'],
  [399, 'giveUp redirected'],
  [400, 'giveUp rejected'],
  [401, 'giveUp unauthorized'],
  [402, 'giveUp rejected'],
  [403, 'giveUp unauthorized'],
  [404, 'giveUp rejected'],
  [407, 'giveUp rejected'],
  [408, 'retry serverError'],
  [409, 'giveUp rejected'],
  [410, 'giveUp rejected'],
  [424, 'giveUp rejected'],
  [425, 'retry serverError'],
  [426, 'giveUp rejected'],
  [428, 'giveUp rejected'],
  [429, 'retry rateLimited'],
  [430, 'giveUp rejected'],
  [499, 'giveUp rejected'],
  [500, 'retry serverError'],
  [503, 'retry serverError'],
  [599, 'retry serverError'],
])('%d is %s', (status, expected) => expect(inShort(status)).toBe(expected));

test('every status is one of these, and names itself where it was not taken', () => {
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 599 }), (status) => {
      const outcome = outcomeOf({ status, retryAfter: null }, NOW, null);
      expect('status' in outcome ? outcome.status : outcome.outcome).toBe(status < 300 ? 'delivered' : status);
    }),
  );
});

describe('how long to wait', () => {
  test.each([
    ['what it says goes before what we think', 429, '30', 2 * MINUTE, 30_000],
    ['what we think, where it says nothing', 429, null, 2 * MINUTE, 2 * MINUTE],
    ['nothing, where nobody says anything', 429, null, null, null],
    ['a server in trouble is left alone', 500, null, 2 * MINUTE, 2 * MINUTE],
    ['or when we think fit', 500, null, null, null],
  ])('%s', (_what, status, retryAfter, deadlineMs, afterMs) => {
    expect(outcomeOf({ status, retryAfter }, NOW, deadlineMs)).toMatchObject({ outcome: 'retry', afterMs });
  });

  test.each([
    [null, null],
    ['', null],
    ['soon', null],
    ['-5', 0],
    ['0', 0],
    ['1', 1_000],
    ['1.5', 1_500],
    ['3599', HOUR - 1_000],
    ['3600', HOUR],
    ['3601', HOUR],
    ['99999999999999999999', HOUR],
    ['Sun, 29 Nov 2026 12:00:45 GMT', 45_000],
    ['Sun, 29 Nov 2026 11:59:00 GMT', 0],
    ['Sun, 29 Nov 2026 13:00:01 GMT', HOUR],
  ])('Retry-After: %s', (text, expected) => expect(retryAfterMs(text, NOW)).toBe(expected));

  test('it is never more than an hour and never before now', () => {
    const anyText = fc.oneof(fc.string(), fc.integer().map(String), fc.date({ noInvalidDate: true }).map(String));
    fc.assert(
      fc.property(anyText, (text) => {
        const ms = retryAfterMs(text, NOW) ?? 0;
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThanOrEqual(HOUR);
      }),
    );
  });
});
