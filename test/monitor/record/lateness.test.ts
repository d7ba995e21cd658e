import { describe, expect, test } from 'vitest';
import { createLateness } from '../../../src/monitor/record/lateness.ts';
import { PIPELINE, silentLog } from '../../fixtures/constants.ts';
import { result } from '../../fixtures/monitor.ts';
import { HOUR, MINUTE, NOW, SECOND } from '../../fixtures/thresholds.ts';

function setUp() {
  let now = NOW;
  const logged: object[] = [];
  const log = { ...silentLog, warn: (fields: object) => void logged.push(fields) };
  const lateness = createLateness({ clock: { now: () => now }, log });
  return {
    logged,
    late: () => lateness.lateMs(PIPELINE),
    /** A minute in which so many results arrive, each dated so much earlier. */
    minute(...earlier: readonly number[]) {
      lateness.note(
        PIPELINE,
        earlier.map((ms) => result(now - ms)),
      );
      now += MINUTE;
    },
    jump(ms: number) {
      now += ms;
    },
  };
}

const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);

test.each<[string, minutes: number, perMinute: number[], expected: number | null]>([
  ['a worker whose clock is 12 min slow', 5, times(4, 12 * MINUTE), 12 * MINUTE],
  ['the same for four minutes only', 4, times(4, 12 * MINUTE), null],
  ['two minutes, which is not late', 9, times(4, 2 * MINUTE), null],
  ['just more than two minutes', 9, times(4, 2 * MINUTE + 1), 2 * MINUTE + 1],
  ['one of five workers', 5, [...times(8, 0), ...times(2, 12 * MINUTE)], 12 * MINUTE],
  ['just less than one of five', 5, [...times(9, 0), ...times(2, 12 * MINUTE)], null],
  ['nine late results in all', 9, [12 * MINUTE], null],
  ['ten late results in all', 5, times(2, 12 * MINUTE), 12 * MINUTE],
])('%s', (_name, minutes, perMinute, expected) => {
  const { late, minute } = setUp();
  for (let i = 0; i < minutes; i += 1) minute(...perMinute);
  expect(late()).toBe(expected);
});

test('results that come every other minute are enough', () => {
  const { late, minute } = setUp();
  for (let i = 0; i < 10; i += 1) minute(...(i % 2 === 0 ? times(3, 5 * MINUTE) : []));
  expect(late()).toBe(null);
  for (let i = 0; i < 6; i += 1) {
    minute(...times(3, 5 * MINUTE));
  }
  expect(late()).toBe(5 * MINUTE);
});

describe('is not steady', () => {
  test('where everything that an outage held up arrives at once', () => {
    const { late, minute } = setUp();
    for (let i = 0; i < 5; i += 1) minute(0, 0);
    minute(...Array.from({ length: 200 }, (_, i) => i * SECOND * 10));
    expect(late()).toBe(null);
    for (let i = 0; i < 5; i += 1) {
      minute(0, 0);
      expect(late()).toBe(null);
    }
  });

  test('any more once the clock was set right', () => {
    const { late, minute } = setUp();
    for (let i = 0; i < 9; i += 1) minute(...times(4, 12 * MINUTE));
    expect(late()).toBe(12 * MINUTE);
    minute(0, 0);
    expect(late()).toBe(null);
  });

  test('where no result came for ten minutes', () => {
    const { late, minute, jump } = setUp();
    for (let i = 0; i < 9; i += 1) minute(...times(4, 12 * MINUTE));
    jump(10 * MINUTE);
    expect(late()).toBe(null);
  });
});

test('a clock of ours that jumps leaves nothing behind', () => {
  const { late, minute, jump } = setUp();
  jump(HOUR);
  for (let i = 0; i < 9; i += 1) minute(...times(4, 12 * MINUTE));
  jump(-2 * HOUR);
  for (let i = 0; i < 6; i += 1) minute(0);
  expect(late()).toBe(null);
});

test('the log says it once an hour', () => {
  const { logged, minute } = setUp();
  for (let i = 0; i < 130; i += 1) minute(...times(4, 12 * MINUTE));
  expect(logged).toHaveLength(3);
  expect(logged[0]).toEqual({ pipeline: PIPELINE, lateMs: 12 * MINUTE });
});
