import { describe, expect, test } from 'vitest';
import type { ThreadReadings } from '../../../src/monitor/kinds/pipelineReadings.ts';
import { AT_REST } from '../../../src/monitor/kinds/standing.ts';
import { judgeThreads, SHARE_SCALE, threads } from '../../../src/monitor/kinds/threads.ts';
import type { CodeCount, WindowTotals } from '../../../src/monitor/types.ts';
import { inShort } from '../../fixtures/inShort.ts';
import { MINUTE, NOW, THRESHOLDS } from '../../fixtures/thresholds.ts';

const thresholds = THRESHOLDS.threads;
const LONG_AGO = 180 * MINUTE;
const NO_FIGURES: ThreadReadings = { busyShares: [], busy: null, total: null };

/** Shares of busy threads by how long ago they were read. */
function busy(...shares: readonly (readonly [agoMs: number, share: number])[]): ThreadReadings {
  const busyShares = shares.map(
    ([agoMs, share]) => ({ metric: 'threadsBusy', at: NOW - agoMs, value: Math.round(share * SHARE_SCALE) }) as const,
  );
  return { busyShares, busy: 19, total: 20 };
}

function results(count: number, refused = 0, code = 'ERROR_NO_SLOT_AVAILABLE'): WindowTotals {
  return { solved: count - refused, failed: refused, byCode: refused === 0 ? [] : [{ code, count: refused }] };
}

const judged = (readings: ThreadReadings, window = results(0), alreadyFiring = false, about: string | null = null) =>
  judgeThreads(readings, window, thresholds, { alreadyFiring, about }, NOW);

describe('by the figures of the account', () => {
  test.each([
    ['just below the threshold', 0.949_999, 'ok'],
    ['exactly at the threshold', 0.95, 'warning'],
    ['just above the threshold', 0.950_001, 'warning'],
    ['every one of them', 1, 'warning'],
  ])('a share of busy threads that has long been %s (%d) is %s', (_name, share, expected) => {
    expect(inShort(judged(busy([6 * MINUTE, share], [0, share])))).toBe(expected);
  });

  test.each([
    ['just short of the hold time', 5 * MINUTE - 1, 'ok'],
    ['exactly the hold time', 5 * MINUTE, 'warning'],
    ['just over the hold time', 5 * MINUTE + 1, 'warning'],
  ])('threads that have been busy for %s (%d ms) are %s', (_name, agoMs, expected) => {
    expect(inShort(judged(busy([9 * MINUTE, 0.2], [agoMs, 1], [0, 1])))).toBe(expected);
  });

  test('one reading below the threshold starts the hold time anew', () => {
    expect(inShort(judged(busy([9 * MINUTE, 1], [4 * MINUTE, 0.9], [3 * MINUTE, 1])))).toBe('ok');
  });

  test.each([
    ['at the threshold', 0.95, 'warning'],
    ['just below the threshold', 0.949_999, 'ok'],
  ])('once it fires, a newest reading %s (%d) is %s without a hold time', (_name, share, expected) => {
    expect(inShort(judged(busy([9 * MINUTE, 1], [MINUTE, 0.2], [0, share]), results(0), true))).toBe(expected);
  });

  test('once it fires, a reading that is too old does not keep it firing', () => {
    expect(inShort(judged(busy([20 * MINUTE, 1], [10 * MINUTE + 1, 1]), results(0), true))).toBe('stale');
  });

  test('without a hold time only a newest reading at the threshold counts', () => {
    const atOnce = { ...thresholds, holdMs: 0 };
    expect(inShort(judgeThreads(busy([MINUTE, 1], [0, 1]), results(0), atOnce, AT_REST, NOW))).toBe('warning');
    expect(inShort(judgeThreads(busy([MINUTE, 1], [0, 0.9]), results(0), atOnce, AT_REST, NOW))).toBe('ok');
  });

  test.each([
    ['not quite too old', 10 * MINUTE - 1, 'warning'],
    ['exactly as old as is allowed', 10 * MINUTE, 'warning'],
    ['just too old', 10 * MINUTE + 1, 'stale'],
  ])('full threads whose newest reading is %s (%d ms) are %s', (_name, agoMs, expected) => {
    expect(inShort(judged(busy([20 * MINUTE, 1], [agoMs, 1])))).toBe(expected);
  });
});

describe('by the tasks that are refused', () => {
  test.each([
    ['just below the threshold', 99, 'ok'],
    ['exactly at the threshold', 100, 'ok'],
    ['just above the threshold', 101, 'warning'],
  ])('a share of refused tasks %s (%d of 1000) is %s', (_name, refused, expected) => {
    expect(inShort(judged(NO_FIGURES, results(1_000, refused)))).toBe(expected);
  });

  test.each([
    ['just too few', 10, 'noReading'],
    ['just enough', 11, 'warning'],
  ])('of %s results (%d) it is %s', (_name, count, expected) => {
    expect(inShort(judged(NO_FIGURES, results(count, count)))).toBe(expected);
  });

  test.each([
    ['ERROR_NO_SLOT_AVAILABLE', 'warning'],
    ['ERROR_ZERO_BALANCE', 'warning'],
    ['ERROR_CAPTCHA_UNSOLVABLE', 'ok'],
  ])('%s counts: %s', (code, expected) => {
    expect(inShort(judged(NO_FIGURES, results(100, 50, code)))).toBe(expected);
  });

  test('both codes count together', () => {
    const byCode: CodeCount[] = [
      { code: 'ERROR_NO_SLOT_AVAILABLE', count: 6 },
      { code: 'ERROR_ZERO_BALANCE', count: 5 },
    ];
    expect(inShort(judged(NO_FIGURES, { solved: 89, failed: 11, byCode }))).toBe('warning');
  });
});

describe('by the tasks that are refused, where the window holds too few results', () => {
  const wide = (refused: number, newest: number) => ({
    totals: results(1_000, refused),
    windowMs: 20 * MINUTE,
    newest: results(1, newest),
  });
  const judgedWide = (refused: number, newest: number, alreadyFiring = false) =>
    inShort(
      judgeThreads(NO_FIGURES, results(10, 10), thresholds, { alreadyFiring, about: null }, NOW, wide(refused, newest)),
    );

  test.each([
    ['exactly at the threshold', 100, 1, 'ok'],
    ['just above the threshold', 101, 1, 'warning'],
    ['just above the threshold, but not of the newest ones', 101, 0, 'noReading'],
    ['at the threshold, and none of the newest ones', 100, 0, 'ok'],
  ])('a share in the wider window %s (%d of 1000, newest %d) is %s', (_name, refused, newest, expected) => {
    expect(judgedWide(refused, newest)).toBe(expected);
  });

  test.each([
    ['just above 98 % of the threshold', 99, 'warning'],
    ['at 98 % of the threshold', 98, 'ok'],
  ])('once it fires, a share %s (%d of 1000) is %s', (_name, refused, expected) => {
    expect(judgedWide(refused, 1, true)).toBe(expected);
    expect(inShort(judged(NO_FIGURES, results(1_000, refused), true))).toBe(expected);
  });
});

test.each([
  ['neither figures nor enough results', NO_FIGURES, results(10, 10), 'noReading'],
  ['old figures and not enough results', busy([LONG_AGO, 1]), results(10, 10), 'stale'],
  ['old full figures, but enough results of which none is refused', busy([LONG_AGO, 1]), results(100), 'ok'],
  ['figures that are fine, but results that are refused', busy([0, 0.2]), results(100, 50), 'warning'],
])('with %s it is %s', (_name, readings, window, expected) => {
  expect(inShort(judged(readings, window))).toBe(expected);
});

describe('an incident is over once each of the two that it is about is known to be over', () => {
  const FREE = busy([0, 0.2]);
  const OLD_FREE = busy([LONG_AGO, 0.2]);
  const OLD_FULL = busy([LONG_AGO, 1]);

  test.each([
    ['busy', 'are free', FREE, results(0), 'ok'],
    ['busy', 'were full when they were last read', OLD_FULL, results(100), 'stale'],
    ['busy', 'are told by nobody', NO_FIGURES, results(100), 'noReading'],
    ['refused', 'are free, with too few results', FREE, results(10), 'tooFewResults'],
    ['refused', 'are free, with enough results', FREE, results(11), 'ok'],
    ['refused', 'were full when they were last read, with enough results', OLD_FULL, results(11), 'ok'],
    ['refused', 'are told by nobody, with enough results', NO_FIGURES, results(11), 'ok'],
    ['busyAndRefused', 'are free, with too few results', FREE, results(10), 'tooFewResults'],
    ['busyAndRefused', 'were full when they were last read, with enough results', OLD_FULL, results(11), 'stale'],
    ['busyAndRefused', 'were free when they were last read, with enough results', OLD_FREE, results(11), 'ok'],
    ['busyAndRefused', 'are free, with enough results', FREE, results(11), 'ok'],
  ])('about %s, where the threads %s', (about, _name, readings, window, expected) => {
    expect(inShort(judged(readings, window, true, about))).toBe(expected);
  });

  test.each([
    ['busy', { busy: 19, total: 20, refused: 0, results: 0 }],
    ['refused', { busy: null, total: null, refused: 50, results: 100 }],
    ['refused', { busy: 18, total: 20, refused: 50, results: 100 }],
    ['busyAndRefused', { busy: 19, total: 20, refused: 50, results: 100 }],
    [null, { busy: 18, total: 20, refused: 5, results: 100 }],
  ])('it is about %s by what people were notified of (%o)', (about, facts) => {
    expect(threads.aboutOf?.({ kind: 'threads', ...facts }, thresholds)).toBe(about);
  });
});

test.each([
  ['both', busy([6 * MINUTE, 1], [0, 1]), results(100, 5), { busy: 19, total: 20, refused: 5, results: 100 }],
  ['figures alone', busy([6 * MINUTE, 1], [0, 1]), results(10, 5), { busy: 19, total: 20, refused: 0, results: 0 }],
  ['results alone', NO_FIGURES, results(100, 50), { busy: null, total: null, refused: 50, results: 100 }],
  ['old figures', busy([LONG_AGO, 1]), results(100, 50), { busy: null, total: null, refused: 50, results: 100 }],
])('the verdict carries what is known and can be relied on: %s', (_name, readings, window, facts) => {
  expect(judged(readings, window)).toMatchObject({ state: 'firing', facts: { kind: 'threads', ...facts } });
});
