import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastTopUp } from '../../../src/monitor/accounts/topUp.ts';
import type { Reading } from '../../../src/monitor/types.ts';
import { MINUTE, NOW } from '../../fixtures/thresholds.ts';

/** Balances in micro-dollars, a minute apart. */
const read = (...values: readonly number[]): Reading[] =>
  values.map((value, i) => ({ metric: 'balance', at: NOW + i * MINUTE, value }));

test.each([
  ['just under a dollar is a refund', 999_999, false],
  ['exactly a dollar is a top-up', 1_000_000, true],
  ['just over a dollar is a top-up', 1_000_001, true],
])('a rise of %s (%d)', (_name, rise, isTopUp) => {
  const expected = isTopUp ? { at: NOW + MINUTE, fromMicros: 5_000_000, toMicros: 5_000_000 + rise } : null;
  expect(lastTopUp(read(5_000_000, 5_000_000 + rise))).toEqual(expected);
});

test.each([
  ['no reading at all', []],
  ['one reading: nothing says that it rose', [142_000_000]],
  ['a balance that falls', [9_000_000, 8_000_000, 7_000_000]],
  ['a balance that stays', [9_000_000, 9_000_000]],
  ['a rise that comes in cents', [1_000_000, 1_400_000, 1_800_000, 2_200_000]],
])('none is found in %s', (_name, values) => {
  expect(lastTopUp(read(...values))).toBeNull();
});

test('the last of several is found, with what the balance was just before it', () => {
  expect(lastTopUp(read(0, 10_000_000, 9_000_000, 59_000_000, 58_000_000))).toEqual({
    at: NOW + 3 * MINUTE,
    fromMicros: 9_000_000,
    toMicros: 59_000_000,
  });
});

test('the top-up of an overdrawn balance begins below zero', () => {
  expect(lastTopUp(read(-500_000, 20_000_000))).toMatchObject({ fromMicros: -500_000, toMicros: 20_000_000 });
});

test('what is found is a rise of at least a dollar, and after it there is none', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5_000_000, max: 50_000_000 }), { maxLength: 20 }), (values) => {
      const readings = read(...values);
      const found = lastTopUp(readings);
      const after = found === null ? readings : readings.filter(({ at }) => at >= found.at);
      expect(found === null || found.toMicros - found.fromMicros >= 1_000_000).toBe(true);
      expect(after.slice(1).every(({ value }, i) => value - (after[i]?.value ?? 0) < 1_000_000)).toBe(true);
    }),
    { seed: 7 },
  );
});
