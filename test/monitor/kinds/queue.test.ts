import { expect, test } from 'vitest';
import { judgeQueue } from '../../../src/monitor/kinds/queue.ts';
import type { Reading } from '../../../src/monitor/types.ts';
import { inShort } from '../../fixtures/inShort.ts';
import { MINUTE, NOW, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

const thresholds = THRESHOLDS.queue;

/** Depths by how long ago they were pushed. */
function pushed(...depths: readonly (readonly [agoMs: number, value: number])[]): Reading[] {
  return depths.map(([agoMs, value]) => ({ metric: 'queueDepth', at: NOW - agoMs, value }));
}

function judged(
  depths: readonly Reading[],
  alreadyFiring = false,
  activeWorkers: number | null = null,
  wasCritical = false,
) {
  return judgeQueue({ depths, activeWorkers }, thresholds, { alreadyFiring, wasCritical }, NOW);
}

test.each([
  ['just below the threshold', 99, 'ok'],
  ['exactly at the threshold', 100, 'ok'],
  ['just above the threshold', 101, 'warning'],
  ['just below five times the threshold', 499, 'warning'],
  ['exactly five times the threshold', 500, 'warning'],
  ['just above five times the threshold', 501, 'critical'],
])('a queue that has long been %s (%d) is %s', (_name, depth, expected) => {
  expect(inShort(judged(pushed([3 * MINUTE, depth], [0, depth])))).toBe(expected);
});

test.each([
  ['just short of the hold time', 'ok', 2 * MINUTE - 1],
  ['exactly the hold time', 'warning', 2 * MINUTE],
  ['just over the hold time', 'warning', 2 * MINUTE + 1],
])('a queue above the threshold for %s is %s', (_name, expected, agoMs) => {
  expect(inShort(judged(pushed([5 * MINUTE, 10], [agoMs, 340], [0, 340])))).toBe(expected);
});

test('the last depth holds until the next one is pushed', () => {
  expect(inShort(judged(pushed([3 * MINUTE, 340])))).toBe('warning');
});

test('one reading at the threshold starts the hold time anew', () => {
  expect(inShort(judged(pushed([5 * MINUTE, 340], [MINUTE, 100], [30 * SECOND, 340])))).toBe('ok');
});

test('a huge queue waits for the hold time like any other', () => {
  expect(inShort(judged(pushed([5 * MINUTE, 10], [MINUTE, 9_000])))).toBe('ok');
});

test.each([
  ['just above 80 % of the threshold', 81, 'warning'],
  ['exactly at 80 % of the threshold', 80, 'ok'],
  ['just below 80 % of the threshold', 79, 'ok'],
  ['back above five times the threshold', 501, 'critical'],
])('a queue that fires and is now %s (%d) is %s', (_name, depth, expected) => {
  expect(inShort(judged(pushed([3 * MINUTE, 340], [0, depth]), true))).toBe(expected);
});

test.each([
  ['just above 80 % of that', 401, 'critical'],
  ['exactly at 80 % of that', 400, 'warning'],
])('a queue that was above five times the threshold and is now %s (%d) is %s', (_name, depth, expected) => {
  expect(inShort(judged(pushed([3 * MINUTE, 600], [0, depth]), true, null, true))).toBe(expected);
});

test.each([
  ['not quite too old', 'warning', 10 * MINUTE - 1],
  ['exactly as old as is allowed', 'warning', 10 * MINUTE],
  ['just too old', 'stale', 10 * MINUTE + 1],
])('a deep queue whose newest depth is %s is %s', (_name, expected, agoMs) => {
  expect(inShort(judged(pushed([agoMs, 340])))).toBe(expected);
});

test('a depth that nobody ever pushed is unknown', () => {
  expect(judged([])).toEqual({ state: 'unknown', why: 'noReading' });
});

test('the verdict carries depth, threshold, workers and drain time', () => {
  expect(judged(pushed([3 * MINUTE, 340], [0, 340]), false, 4)).toEqual({
    state: 'firing',
    severity: 'warning',
    facts: {
      kind: 'queue',
      depth: 340,
      thresholdDepth: 100,
      activeWorkers: 4,
      drain: { basis: 'crude', ms: 85 * MINUTE },
    },
  });
});
test.each([
  ['just short of the hold time ago', 2 * MINUTE - 1, 'ok'],
  ['exactly the hold time ago', 2 * MINUTE, 'warning'],
])(
  'a queue that looks deep for an hour, while the clock goes on evenly only since %s, is judged by that',
  (_name, ms, expected) => {
    const readings = { depths: pushed([9 * MINUTE, 340], [0, 340]), activeWorkers: null };
    expect(inShort(judgeQueue(readings, thresholds, { alreadyFiring: false, wasCritical: false }, NOW, NOW - ms))).toBe(
      expected,
    );
    expect(inShort(judgeQueue(readings, thresholds, { alreadyFiring: true, wasCritical: false }, NOW, NOW))).toBe(
      'warning',
    );
  },
);
