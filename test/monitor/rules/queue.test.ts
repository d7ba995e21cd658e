import { describe, expect, test } from 'vitest';
import type { Drain } from '../../../src/monitor/facts.ts';
import { judgeQueue } from '../../../src/monitor/rules/queue.ts';
import type { Reading } from '../../../src/monitor/types.ts';
import { LIMITS, MINUTE, NOW, SECOND } from '../limits.ts';
import { inShort } from './inShort.ts';

const limits = LIMITS.queue;

/** Depths by how long ago they were pushed. */
function pushed(...depths: readonly (readonly [agoMs: number, value: number])[]): Reading[] {
  return depths.map(([agoMs, value]) => ({ metric: 'queueDepth', at: NOW - agoMs, value }));
}

function judged(depths: readonly Reading[], alreadyFiring = false, activeWorkers: number | null = null) {
  return judgeQueue({ depths, activeWorkers }, limits, alreadyFiring, NOW);
}

test.each([
  ['just below the threshold', 99, 'ok'],
  ['exactly at the threshold', 100, 'ok'],
  ['just above the threshold', 101, 'warning'],
  ['just below five times the threshold', 499, 'warning'],
  ['exactly five times the threshold', 500, 'warning'],
  ['just above five times the threshold', 501, 'error'],
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
  ['back above five times the threshold', 501, 'error'],
])('a queue that fires and is now %s (%d) is %s', (_name, depth, expected) => {
  expect(inShort(judged(pushed([3 * MINUTE, 340], [0, depth]), true))).toBe(expected);
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

describe('the drain time', () => {
  function drainOf(depths: readonly Reading[], activeWorkers: number | null = null): Drain {
    const verdict = judged(depths, true, activeWorkers);
    if (verdict.state === 'unknown' || verdict.facts.kind !== 'queue') throw new Error('expected a judged queue');
    return verdict.facts.drain;
  }

  test('is measured from how fast the queue falls', () => {
    expect(drainOf(pushed([2 * MINUTE, 400], [0, 300]))).toEqual({ basis: 'measured', ms: 6 * MINUTE });
  });

  test('is not given for a queue that grows; how fast it grows is', () => {
    expect(drainOf(pushed([2 * MINUTE, 300], [0, 400]))).toEqual({ basis: 'growing', perMinute: 50 });
  });

  test.each([
    ['falls by one a minute', 301, { basis: 'measured', ms: 300 * MINUTE }],
    ['falls by less than one a minute', 300, { basis: 'crude', ms: 300 * MINUTE }],
    ['grows by one a minute', 299, { basis: 'growing', perMinute: 1 }],
  ])('of a queue that %s', (_name, aMinuteAgo, expected) => {
    expect(drainOf(pushed([MINUTE, aMinuteAgo], [0, 300]))).toEqual(expected);
  });

  test.each([
    ['just under a minute', 'crude', MINUTE - 1],
    ['a whole minute', 'measured', MINUTE],
  ])('from %s of history is %s', (_name, basis, spanMs) => {
    expect(drainOf(pushed([spanMs, 900], [0, 300])).basis).toBe(basis);
  });

  test.each([
    [null, 340],
    [0, 340],
    [1, 340],
    [3, 113],
    [1_000, 0],
  ])('without a slope and with %s workers is %d minutes: one task a worker and minute', (workers, minutes) => {
    expect(drainOf(pushed([0, 340]), workers)).toEqual({ basis: 'crude', ms: minutes * MINUTE });
  });

  test('of an empty queue is nothing', () => {
    expect(drainOf(pushed([0, 0]), 4)).toEqual({ basis: 'crude', ms: 0 });
  });

  test.each([
    ['exactly five minutes ago', 5 * MINUTE],
    ['longer than five minutes ago', 5 * MINUTE + 1],
  ])('of a depth that was pushed %s and still holds is that of its depth', (_name, agoMs) => {
    expect(drainOf(pushed([agoMs, 340]), 4)).toEqual({ basis: 'crude', ms: 85 * MINUTE });
  });
});
