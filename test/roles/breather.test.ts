import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { breatherMs, createBreather } from '../../src/roles/breather.ts';
import { createSignal } from '../../src/roles/signals.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ['a short run has 49 times as long', 1, 49],
  ['up to the longest rest, which is 50 ms', 2, 50],
  ['a run as long as that rests as long', 50, 50],
  ['a longer one half of the time', 51, 51],
  ['however long', 500, 500],
])('%s', (_name, tookMs, expected) => {
  expect(breatherMs(tookMs)).toBe(expected);
});

function setUp() {
  const evaluate = createSignal();
  let isCrossed = false;
  const breathe = createBreather({ crossing: { isCrossed: () => isCrossed }, evaluate });
  return {
    evaluate,
    cross(value: boolean) {
      isCrossed = value;
    },
    /** How long it rests after a run of 2 ms, if nothing more happens for `ms`. */
    begin() {
      const startedAt = Date.now();
      const rest = { ms: null as number | null };
      void breathe(2).then(() => {
        rest.ms = Date.now() - startedAt;
      });
      return rest;
    },
    pass: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  };
}

test('results that cross nothing do not shorten the rest', async () => {
  const { evaluate, begin, pass } = setUp();
  const rest = begin();
  await pass(5);
  evaluate.raise();
  await pass(44);
  expect(rest.ms).toBeNull();
  await pass(1);
  expect(rest.ms).toBe(50);
});

test('results that may cross a threshold end it at once', async () => {
  const { evaluate, cross, begin, pass } = setUp();
  const rest = begin();
  await pass(5);
  cross(true);
  evaluate.raise();
  await pass(0);
  expect(rest.ms).toBe(5);
});

test('what crossed while the evaluation ran is not rested for', async () => {
  const { cross, begin, pass } = setUp();
  cross(true);
  const rest = begin();
  await pass(0);
  expect(rest.ms).toBe(0);
});

test('one after another that was cut short leaves others half of the time', async () => {
  const { cross, begin, pass } = setUp();
  cross(true);
  begin();
  await pass(0);
  const [second, third] = [begin(), begin];
  await pass(1);
  expect(second.ms).toBeNull();
  await pass(1);
  expect(second.ms).toBe(2);
  const rest = third();
  await pass(2);
  expect(rest.ms).toBe(2);
});

test('after a whole rest the next may be cut short at once again', async () => {
  const { cross, begin, pass } = setUp();
  cross(true);
  begin();
  await pass(0);
  cross(false);
  const whole = begin();
  await pass(50);
  expect(whole.ms).toBe(50);
  cross(true);
  const rest = begin();
  await pass(0);
  expect(rest.ms).toBe(0);
});
