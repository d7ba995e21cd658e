import { describe, expect, test } from 'vitest';
import type { Arrivals } from '../../../src/monitor/kinds/pipelineReadings.ts';
import { judgeWorkers } from '../../../src/monitor/kinds/workers.ts';
import type { Metric, Reading } from '../../../src/monitor/types.ts';
import { inShort } from '../../fixtures/inShort.ts';
import { HOUR, MINUTE, NOW, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

/** Values by how long ago they were reported. */
type Reported = readonly (readonly [agoMs: number, value: number])[];

function readings(metric: Metric, reported: Reported): Reading[] {
  return reported.map(([agoMs, value]) => ({ metric, at: NOW - agoMs, value }));
}

const NEVER: Arrivals = { newestAt: null, quietMs: 0, inHourBefore: 0 };
const quietFor = (quietMs: number): Arrivals => ({ newestAt: NOW - quietMs, quietMs, inHourBefore: 0 });

interface Given {
  readonly depths?: Reported;
  readonly workers?: Reported;
  readonly arrivals?: Arrivals;
  readonly alreadyFiring?: boolean;
  readonly steadySince?: number;
}

function judged({ depths = [], workers = [], arrivals = NEVER, alreadyFiring = false, steadySince = 0 }: Given) {
  const queue = { depths: readings('queueDepth', depths), activeWorkers: null };
  const given = { at: NOW, queue, workers: readings('activeWorkers', workers), arrivals, steadySince };
  return judgeWorkers(given, THRESHOLDS.workers, alreadyFiring);
}

const LONG: Reported = [[5 * MINUTE, 1]];
const NONE: Reported = [[5 * MINUTE, 0]];

describe('where workers are reported', () => {
  test.each([
    ['no task waits', 0, 'ok'],
    ['one task waits', 1, 'critical'],
    ['many wait', 900, 'critical'],
  ])('without an active worker it is decided by whether %s (%d): %s', (_name, depth, expected) => {
    expect(inShort(judged({ depths: [[5 * MINUTE, depth]], workers: NONE }))).toBe(expected);
  });

  test.each([
    ['just short of the hold time', 2 * MINUTE - 1, 'ok'],
    ['exactly the hold time', 2 * MINUTE, 'critical'],
    ['just over the hold time', 2 * MINUTE + 1, 'critical'],
  ])('without an active worker for %s it is decided', (_name, agoMs, expected) => {
    expect(
      inShort(
        judged({
          depths: LONG,
          workers: [
            [5 * MINUTE, 3],
            [agoMs, 0],
          ],
        }),
      ),
    ).toBe(expected);
  });

  test.each([
    ['just short of the hold time', 2 * MINUTE - 1, 'ok'],
    ['exactly the hold time', 2 * MINUTE, 'critical'],
  ])('a first task that has waited for %s while workers start up is decided', (_name, agoMs, expected) => {
    expect(
      inShort(
        judged({
          depths: [
            [HOUR, 0],
            [agoMs, 4],
          ],
          workers: NONE,
        }),
      ),
    ).toBe(expected);
  });

  test.each([
    ['one worker is active', { workers: [[0, 1]] }],
    ['a result came within the hold time', { workers: NONE, arrivals: quietFor(2 * MINUTE - 1) }],
    ['nothing waits any more', { workers: NONE, depths: [[0, 0]] }],
  ] as const)('it is over once %s', (_name, given) => {
    expect(inShort(judged({ depths: LONG, alreadyFiring: true, ...given }))).toBe('ok');
  });

  test('it goes on while there is no worker, however short the last report is ago', () => {
    expect(inShort(judged({ depths: [[0, 1]], workers: [[0, 0]], alreadyFiring: true }))).toBe('critical');
  });

  test('a jump of the clock is no time without workers', () => {
    const given = { depths: LONG, workers: NONE };
    expect(inShort(judged({ ...given, steadySince: NOW - 2 * MINUTE + 1 }))).toBe('ok');
    expect(inShort(judged({ ...given, steadySince: NOW - 2 * MINUTE }))).toBe('critical');
  });
});

describe('where nobody reports workers', () => {
  const deep: Reported = [[10 * MINUTE, 11]];

  test.each([
    ['exactly at the threshold', 10, 'ok'],
    ['just above the threshold', 11, 'critical'],
  ])('a queue %s without a result is decided', (_name, depth, expected) => {
    expect(inShort(judged({ depths: [[10 * MINUTE, depth]], arrivals: quietFor(HOUR) }))).toBe(expected);
  });

  test.each([
    ['just short of ten minutes', 10 * MINUTE - 1, 'ok'],
    ['exactly ten minutes', 10 * MINUTE, 'critical'],
  ])('no result for %s is decided', (_name, quietMs, expected) => {
    expect(inShort(judged({ depths: deep, arrivals: quietFor(quietMs) }))).toBe(expected);
  });

  test('a queue that has only just become deep after a long pause is no trouble yet', () => {
    expect(
      inShort(
        judged({
          depths: [
            [HOUR, 0],
            [10 * MINUTE - 1, 500],
          ],
          arrivals: quietFor(HOUR),
        }),
      ),
    ).toBe('ok');
  });

  test.each([
    ['grows', 1, 'critical'],
    ['stands still', 0, 'critical'],
    ['gets shorter', -1, 'ok'],
  ])('a deep queue that %s is decided', (_name, step, expected) => {
    const depths = Array.from({ length: 11 }, (_, i) => [(10 - i) * MINUTE, 100 + step * i] as const);
    expect(inShort(judged({ depths, arrivals: quietFor(HOUR) }))).toBe(expected);
  });

  test('it goes on until a result comes, also where the queue gets shorter', () => {
    const firing = { depths: [[0, 3]], alreadyFiring: true } as const;
    expect(inShort(judged({ ...firing, arrivals: quietFor(2 * MINUTE) }))).toBe('critical');
    expect(inShort(judged({ ...firing, arrivals: quietFor(2 * MINUTE - 1) }))).toBe('ok');
  });

  test('a report of workers that is too old is none', () => {
    const given = { depths: deep, arrivals: quietFor(5 * MINUTE) };
    expect(inShort(judged({ ...given, workers: [[10 * MINUTE, 0]] }))).toBe('critical');
    expect(inShort(judged({ ...given, workers: [[10 * MINUTE + 1, 0]] }))).toBe('ok');
  });
});

describe('nothing is known', () => {
  test.each([
    ['without a depth', {}, 'noReading'],
    ['where only depths are reported, and never a result', { depths: [[0, 500]] }, 'noReading'],
    ['by an old depth', { depths: [[10 * MINUTE + 1, 500]], workers: [[0, 0]] }, 'stale'],
  ] as const)('%s', (_name, given, expected) => {
    expect(inShort(judged(given))).toBe(expected);
  });

  test('but that somebody works, by a result, also where the depth is old', () => {
    const given = { depths: [[HOUR, 500]], arrivals: quietFor(10 * SECOND) } as const;
    expect(inShort(judged({ ...given, alreadyFiring: true }))).toBe('ok');
  });
});
