import { expect, test } from 'vitest';
import { type Arrivals, judgeSilence } from '../../../src/monitor/rules/silence.ts';
import { HOUR, LIMITS, MINUTE, NOW } from '../limits.ts';
import { inShort } from './inShort.ts';

const limits = LIMITS.silence;
const LONG_AGO = NOW - 1_000 * HOUR;

const quietFor = (ms: number, inHourBefore = 100): Arrivals => ({
  newestAt: NOW - ms,
  watchingSince: LONG_AGO,
  inHourBefore,
});
const judged = (arrivals: Arrivals, alreadyFiring = false) => judgeSilence(arrivals, limits, alreadyFiring, NOW);

test.each([
  ['of this very moment', 0, 'ok'],
  ['just short of the limit ago', 10 * MINUTE - 1, 'ok'],
  ['exactly the limit ago', 10 * MINUTE, 'warning'],
  ['just over the limit ago', 10 * MINUTE + 1, 'warning'],
  ['days ago', 100 * HOUR, 'warning'],
  ['of the future, because the clock was set back', -HOUR, 'ok'],
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

test.each([
  ['just short of the limit ago', 10 * MINUTE - 1, 'ok'],
  ['exactly the limit ago', 10 * MINUTE, 'warning'],
  ['ahead, because the clock was set back', -HOUR, 'ok'],
])('where we began to listen only %s (%d ms), after the newest result, it is %s', (_name, ms, expected) => {
  const arrivals = { ...quietFor(HOUR), watchingSince: NOW - ms };
  expect(inShort(judged(arrivals))).toBe(expected);
  expect(inShort(judged(arrivals, true))).toBe('warning');
});

test('how long it is quiet counts from the newest result, also where we began to listen after it', () => {
  expect(judged({ ...quietFor(HOUR), watchingSince: NOW - 20 * MINUTE })).toMatchObject({
    state: 'firing',
    facts: { quietMs: HOUR, newestAt: NOW - HOUR },
  });
});

test('a pipeline of which no result ever came is unknown', () => {
  for (const alreadyFiring of [false, true])
    expect(judged({ newestAt: null, watchingSince: LONG_AGO, inHourBefore: 0 }, alreadyFiring)).toEqual({
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
