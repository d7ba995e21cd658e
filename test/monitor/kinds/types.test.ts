import { describe, expect, test } from 'vitest';
import { judgeTypes } from '../../../src/monitor/kinds/types.ts';
import type { TypeTotals } from '../../../src/monitor/ports/resultStore.ts';
import { inShort } from '../../fixtures/inShort.ts';
import { THRESHOLDS } from '../../fixtures/thresholds.ts';

const { windowMs } = THRESHOLDS.errors;

/** Results of one type, `failed` of `total`. */
const of = (type: string, failed: number, total: number): TypeTotals => ({ type, failed, solved: total - failed });

function judged(totals: readonly TypeTotals[], about: string | null = null) {
  const failed = totals.reduce((sum, each) => sum + each.failed, 0);
  const solved = totals.reduce((sum, each) => sum + each.solved, 0);
  return judgeTypes({ windowMs, totals }, { solved, failed, byCode: [] }, THRESHOLDS.types, about);
}

const GOOD = of('image', 3, 900);

test.each([
  ['just below half', 49, 100, 'ok'],
  ['exactly half', 50, 100, 'ok'],
  ['just above half', 51, 100, 'warning'],
  ['all', 100, 100, 'warning'],
])('a type of which %s fails (%d of %d) is %s', (_name, failed, total, expected) => {
  expect(inShort(judged([of('turnstile', failed, total), GOOD]))).toBe(expected);
});

test.each([
  ['just below the least number of results', 9, 'tooFewResults'],
  ['exactly at it', 10, 'tooFewResults'],
  ['just above it', 11, 'warning'],
])('a type of which everything fails, with results %s (%d), is %s', (_name, total, expected) => {
  expect(inShort(judged([of('turnstile', total, total)]))).toBe(expected);
});

describe('a type that people were notified of', () => {
  test.each([
    ['just above the clear level', 31, 'warning'],
    ['exactly at it', 30, 'ok'],
    ['just below it', 29, 'ok'],
  ])('is %s (%d of 100): %s', (_name, failed, expected) => {
    expect(inShort(judged([of('turnstile', failed, 100), GOOD], 'turnstile'))).toBe(expected);
  });

  test('recovers by itself, whatever another type does that never fired', () => {
    const verdict = judged([of('hcaptcha', 40, 100), of('turnstile', 2, 100)], 'turnstile');
    expect(verdict).toMatchObject({ state: 'ok', facts: { type: 'turnstile', failed: 2, total: 100 } });
  });

  test('goes on where another one fires, which then is what it is about', () => {
    const verdict = judged([of('hcaptcha', 60, 100), of('turnstile', 2, 100)], 'turnstile');
    expect(verdict).toMatchObject({ state: 'firing', facts: { type: 'hcaptcha' } });
  });

  test('cannot be judged with too few results, although the others are fine', () => {
    expect(inShort(judged([of('turnstile', 5, 10), GOOD], 'turnstile'))).toBe('tooFewResults');
  });

  test.each([
    ['too few of it were solved', [of('turnstile', 0, 10), of('image', 0, 900)]],
    ['none of it came', [of('image', 0, 900)]],
  ])('cannot be judged where nothing fails and %s', (_name, totals) => {
    expect(inShort(judged(totals, 'turnstile'))).toBe('tooFewResults');
  });

  test('is over where enough of it were solved and nothing fails', () => {
    const verdict = judged([of('image', 0, 900), of('turnstile', 0, 11)], 'turnstile');
    expect(verdict).toMatchObject({ state: 'ok', facts: { type: 'turnstile', failed: 0, total: 11 } });
  });
});

test('of several that fail the verdict names the worst share, and the others beside it', () => {
  const verdict = judged([of('image', 800, 1_000), of('turnstile', 90, 100), GOOD]);
  expect(verdict).toMatchObject({
    state: 'firing',
    facts: { type: 'turnstile', others: [{ type: 'image', failed: 800 }] },
  });
});

test('results without a type are none', () => {
  expect(inShort(judged([of('', 90, 100)]))).toBe('tooFewResults');
});

test('where nothing failed no type is named', () => {
  expect(judged([of('image', 0, 900)])).toMatchObject({ state: 'ok', facts: { type: null, failed: 0, total: 900 } });
});

test.each([
  ['exactly the least number', 10, 'tooFewResults'],
  ['one more', 11, 'ok'],
])('where nothing failed, %s of results (%d) is %s', (_name, solved, expected) => {
  expect(inShort(judgeTypes({ windowMs, totals: [] }, { solved, failed: 0, byCode: [] }, THRESHOLDS.types, null))).toBe(
    expected,
  );
});
