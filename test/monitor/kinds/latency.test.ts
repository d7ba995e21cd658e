import { expect, test } from 'vitest';
import { judgeLatency } from '../../../src/monitor/kinds/latency.ts';
import { inShort } from '../../fixtures/inShort.ts';
import { MINUTE, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

const thresholds = THRESHOLDS.latency;
const judged = (p95Ms: number, alreadyFiring = false, solved = 20) =>
  judgeLatency({ solved, p50Ms: 20 * SECOND, p95Ms }, thresholds, alreadyFiring);

test.each([
  ['just below the threshold', 120 * SECOND - 1, 'ok'],
  ['exactly at the threshold', 120 * SECOND, 'ok'],
  ['just above the threshold', 120 * SECOND + 1, 'warning'],
])('a p95 %s (%d ms) is %s', (_name, p95Ms, expected) => {
  expect(inShort(judged(p95Ms))).toBe(expected);
});

test.each([
  ['below the threshold but above the clear level', 119 * SECOND, 'warning'],
  ['just above the clear level', 100 * SECOND + 1, 'warning'],
  ['exactly at the clear level', 100 * SECOND, 'ok'],
  ['just below the clear level', 100 * SECOND - 1, 'ok'],
])('once it fires, a p95 %s (%d ms) is %s', (_name, p95Ms, expected) => {
  expect(inShort(judged(p95Ms, true))).toBe(expected);
});

test.each([
  ['just too few', 19, 'tooFewResults'],
  ['exactly enough', 20, 'warning'],
  ['just more than enough', 21, 'warning'],
])('a high p95 of %s solved tasks (%d) is %s', (_name, solved, expected) => {
  for (const alreadyFiring of [false, true])
    expect(inShort(judged(300 * SECOND, alreadyFiring, solved))).toBe(expected);
});

test('a window in which nothing was solved is unknown: too few results', () => {
  for (const alreadyFiring of [false, true])
    expect(judgeLatency(null, thresholds, alreadyFiring)).toEqual({ state: 'unknown', why: 'tooFewResults' });
});

test('the verdict carries the percentiles, what they rest on, and the threshold, also where the clear level decided', () => {
  const facts = {
    kind: 'latency',
    p50Ms: 20 * SECOND,
    p95Ms: 110 * SECOND,
    solved: 20,
    thresholdMs: 120 * SECOND,
    windowMs: 5 * MINUTE,
  };
  expect(judged(110 * SECOND)).toEqual({ state: 'ok', facts });
  expect(judged(110 * SECOND, true)).toEqual({ state: 'firing', severity: 'warning', facts });
});
