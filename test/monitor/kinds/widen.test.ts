import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_TRAIL } from '../../../src/monitor/kinds/errorsTrail.ts';
import { widen } from '../../../src/monitor/kinds/widen.ts';
import { MINUTE, NOW } from '../../fixtures/thresholds.ts';

/** Minutes with results, by how long ago they began. */
const trail = (...minutes: readonly (readonly [ago: number, solved: number, failed: number])[]) => ({
  ...NO_TRAIL,
  minutes: minutes.map(([ago, solved, failed]) => ({
    at: NOW - ago * MINUTE,
    solved,
    failed,
    byCode: failed === 0 ? [] : [{ code: 'ERROR_X', count: failed }],
  })),
});

test.each<[string, ReturnType<typeof trail>, number, number | null]>([
  ['nothing', trail(), 0, null],
  ['one too few', trail([30, 4, 1], [10, 0, 5]), 0, null],
  ['just enough', trail([30, 4, 2], [10, 0, 5]), 0, 30],
  ['more than it needs: no wider than that', trail([50, 100, 0], [30, 4, 2], [10, 0, 5]), 0, 30],
  ['enough in its newest minute alone', trail([30, 4, 2], [1, 0, 11]), 0, 1],
  ['enough, just after what is known already', trail([30, 4, 2], [10, 0, 5]), 30, 30],
  ['enough, but only with what is known already', trail([30, 4, 2], [10, 0, 5]), 29, null],
])('of %s', (_name, given, fromAgo, minutes) => {
  const wide = widen(given, 10, fromAgo === 0 ? 0 : NOW - fromAgo * MINUTE, NOW);
  expect(wide === null ? null : wide.windowMs / MINUTE).toBe(minutes);
});

test('it is the shortest window that holds enough, and adds up what is in it', () => {
  const minute = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(6), fc.nat(6)).filter(([, a, b]) => a + b > 0);
  const minutes = fc
    .uniqueArray(minute, { selector: ([ago]) => ago, maxLength: 20 })
    .map((all) => all.toSorted(([a], [b]) => b - a));
  fc.assert(
    fc.property(minutes, (all) => {
      const wide = widen(trail(...all), 10, 0, NOW);
      const within = (ago: number) => all.filter(([each]) => each <= ago);
      const total = (some: typeof all) => some.reduce((sum, [, solved, failed]) => sum + solved + failed, 0);
      if (wide === null) {
        expect(total(all)).toBeLessThanOrEqual(10);
        return;
      }
      const ago = wide.windowMs / MINUTE;
      expect(wide.totals.solved + wide.totals.failed).toBe(total(within(ago)));
      expect(total(within(ago))).toBeGreaterThan(10);
      expect(total(within(ago - 1))).toBeLessThanOrEqual(10);
    }),
  );
});
