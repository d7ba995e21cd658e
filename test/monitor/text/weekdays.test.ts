import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseWeekdays, runsOf, weekdaysText } from '../../../src/monitor/text/weekdays.ts';

test.each([
  ['mon', [1]],
  ['Monday', [1]],
  ['mondays', [1]],
  ['tues, thurs', [2, 4]],
  ['mon-fri', [1, 2, 3, 4, 5]],
  ['mon – fri', [1, 2, 3, 4, 5]],
  ['monday to friday', [1, 2, 3, 4, 5]],
  ['fri-mon', [1, 5, 6, 7]],
  ['sun-sat', [1, 2, 3, 4, 5, 6, 7]],
  ['sat, sun', [6, 7]],
  ['sun and sat', [6, 7]],
  ['mon-wed;sat', [1, 2, 3, 6]],
  ['weekend', [6, 7]],
  ['weekdays', [1, 2, 3, 4, 5]],
  ['daily', [1, 2, 3, 4, 5, 6, 7]],
  ['every day', [1, 2, 3, 4, 5, 6, 7]],
  [' ALL ', [1, 2, 3, 4, 5, 6, 7]],
  ['mon, mon', [1]],
  ['', null],
  ['mo', null],
  ['mon-', null],
  ['mon,', null],
  ['mon-tue-wed', null],
  ['monkey', null],
  ['8', null],
])('%j names %j', (text, days) => {
  expect(parseWeekdays(text)).toEqual(days);
});

test.each([
  [[1, 2, 3, 4, 5, 6, 7], 'daily'],
  [[1, 2, 3, 4, 5], 'mon-fri'],
  [[6, 7], 'sat,sun'],
  [[1, 3, 4, 5, 7], 'mon,wed-fri,sun'],
])('%j is written %s', (days, text) => {
  expect(weekdaysText(days)).toBe(text);
});

test('what is written can be read, and runs have every day', () => {
  fc.assert(
    fc.property(fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), (days) => {
      expect(parseWeekdays(weekdaysText(days))).toEqual(days);
      const all = runsOf(days).flatMap(([first = 0, last = first]) =>
        Array.from({ length: last - first + 1 }, (_, i) => first + i),
      );
      expect(all).toEqual(days);
    }),
  );
});
