import { expect, test } from 'vitest';
import type { Arrivals } from '../../../src/monitor/kinds/pipelineReadings.ts';
import { judgeSilence } from '../../../src/monitor/kinds/silence.ts';
import { inShort } from '../../fixtures/inShort.ts';
import { HOUR, MINUTE, NOW, THRESHOLDS } from '../../fixtures/thresholds.ts';

const thresholds = THRESHOLDS.silence;

const quietFor = (ms: number, inHourBefore = 100): Arrivals => ({
  newestAt: NOW - ms,
  quietMs: ms,
  inHourBefore,
});
const judged = (arrivals: Arrivals, alreadyFiring = false) => judgeSilence(arrivals, thresholds, alreadyFiring);

test.each([
  ['of this very moment', 0, 'ok'],
  ['just short of the threshold ago', 10 * MINUTE - 1, 'ok'],
  ['exactly the threshold ago', 10 * MINUTE, 'warning'],
  ['just over the threshold ago', 10 * MINUTE + 1, 'warning'],
  ['days ago', 100 * HOUR, 'warning'],
])('a busy pipeline whose newest result is %s (%d ms) is %s', (_name, ms, expected) => {
  for (const alreadyFiring of [false, true]) expect(inShort(judged(quietFor(ms), alreadyFiring))).toBe(expected);
});

test.each([
  ['none', 0, 'tooFewResults'],
  ['just too few', 19, 'tooFewResults'],
  ['exactly enough', 20, 'warning'],
  ['just more than enough', 21, 'warning'],
])('a pipeline that had %s (%d) in the hour before it went quiet is %s', (_name, inHourBefore, expected) => {
  expect(inShort(judged(quietFor(HOUR, inHourBefore)))).toBe(expected);
});

test('silence that fires goes on firing however few results came before it', () => {
  expect(inShort(judged(quietFor(HOUR, 0), true))).toBe('warning');
});

test('few results and a short pause are fine, not unknown', () => {
  expect(inShort(judged(quietFor(MINUTE, 1)))).toBe('ok');
});

test('only the time in which we listened counts, whatever the clock says of the newest result', () => {
  expect(inShort(judged({ ...quietFor(100 * HOUR), quietMs: 10 * MINUTE - 1 }))).toBe('ok');
  expect(judged({ ...quietFor(100 * HOUR), quietMs: 10 * MINUTE })).toMatchObject({
    state: 'firing',
    facts: { quietMs: 10 * MINUTE, newestAt: NOW - 100 * HOUR },
  });
});

test('a pipeline of which no result ever came is unknown', () => {
  for (const alreadyFiring of [false, true])
    expect(judged({ newestAt: null, quietMs: 0, inHourBefore: 0 }, alreadyFiring)).toEqual({
      state: 'unknown',
      why: 'noReading',
    });
});

test('the verdict carries since when it is quiet, for how long, and how busy it was', () => {
  expect(judged(quietFor(12 * MINUTE, 340))).toEqual({
    state: 'firing',
    severity: 'warning',
    facts: { kind: 'silence', quietMs: 12 * MINUTE, newestAt: NOW - 12 * MINUTE, inHourBefore: 340 },
  });
});
