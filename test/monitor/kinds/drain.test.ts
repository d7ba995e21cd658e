import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateDrain, type QueueReadings } from '../../../src/monitor/kinds/drain.ts';
import type { Millis } from '../../../src/monitor/time.ts';
import type { Reading } from '../../../src/monitor/types.ts';
import { MINUTE, NOW, SECOND } from '../../fixtures/thresholds.ts';

const drainOf = (depths: readonly Reading[], of: Partial<QueueReadings> = {}) =>
  estimateDrain({ depths, activeWorkers: null, ...of }, NOW);

/** Depths by how long ago they were pushed. */
function pushed(...depths: readonly (readonly [agoMs: number, value: number])[]): Reading[] {
  return depths.map(([agoMs, value]) => ({ metric: 'queueDepth', at: NOW - agoMs, value }));
}

/** Depths that were pushed at equal distances, the last one now. */
function each(everyMs: Millis, ...values: readonly number[]): Reading[] {
  return values.map((value, i) => ({ metric: 'queueDepth', at: NOW - (values.length - 1 - i) * everyMs, value }));
}

const line = (count: number, last: number, step: number) =>
  Array.from({ length: count }, (_, i) => last + (count - 1 - i) * step);

describe('a queue that falls', () => {
  test.each([
    ['by 50 a minute, pushed every minute', each(MINUTE, 450, 400, 350, 300), 6 * MINUTE],
    ['by 50 a minute, pushed every 10 seconds', each(10 * SECOND, ...line(31, 300, 50 / 6)), 6 * MINUTE],
    [
      'by 50 a minute, pushed whenever',
      pushed([170_000, 450], [110_000, 400], [95_000, 387], [30_000, 333], [0, 300]),
      6 * MINUTE,
    ],
    ['by one a minute', each(MINUTE, 303, 302, 301, 300), 300 * MINUTE],
    ['by 50 a minute, with one odd reading', each(MINUTE, 550, 500, 450, 900, 350, 300), 6 * MINUTE],
    ['to almost nothing', each(MINUTE, 20_000, 10_000, 1), SECOND],
  ])('%s is empty after a measured time', (_name, depths, ms) => {
    const drain = drainOf(depths);
    expect(drain.basis).toBe('measured');
    expect('ms' in drain && drain.ms / ms).toBeGreaterThan(0.85);
    expect('ms' in drain && drain.ms / ms).toBeLessThan(1.15);
  });

  test('goes on falling where its first reading was the lowest', () => {
    // From the first to the last it grew by 35 a minute.
    expect(drainOf(each(MINUTE, 100, 500, 450, 400, 350, 275)).basis).toBe('measured');
  });

  test.each([
    ['every 5 seconds', 5 * SECOND],
    ['every 10 seconds', 10 * SECOND],
    ['every 30 seconds', 30 * SECOND],
    ['every minute', MINUTE],
  ])('after it grew is said to fall within two minutes, pushed %s', (_name, everyMs) => {
    const turnedAgo = 2 * MINUTE;
    const depths = each(
      everyMs,
      ...Array.from({ length: Math.round((5 * MINUTE) / everyMs) + 1 }, (_, i, all = (5 * MINUTE) / everyMs) => {
        const agoMs = (all - i) * everyMs;
        return 1_000 - Math.abs(agoMs - turnedAgo) / 1_000;
      }),
    );
    expect(drainOf(depths).basis).toBe('measured');
  });

  test('is never said to grow, however its readings lie', () => {
    const falling = fc
      .array(fc.record({ gapMs: fc.integer({ min: 1, max: 120_000 }), fall: fc.nat(500) }), {
        minLength: 1,
        maxLength: 60,
      })
      .map((steps) => {
        let [ago, value] = [0, 0];
        return steps
          .map(({ gapMs, fall }) => {
            const at = [ago, value] as const;
            ago += gapMs;
            value += fall;
            return at;
          })
          .reverse();
      });
    fc.assert(
      fc.property(falling, fc.option(fc.nat(20), { nil: null }), (readings, activeWorkers) => {
        expect(drainOf(pushed(...readings), { activeWorkers }).basis).not.toBe('growing');
      }),
    );
  });

  test('is never said to grow for noise that is smaller than its fall', () => {
    const noise = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 31, maxLength: 31 });
    fc.assert(
      fc.property(noise, (offs) => {
        const depths = each(10 * SECOND, ...offs.map((off, i) => 1_000 - i * 10 + off));
        expect(drainOf(depths).basis).toBe('measured');
      }),
    );
  });
});

describe('a queue that does not fall', () => {
  test.each([
    ['grows by 50 a minute', each(MINUTE, 200, 250, 300), 50],
    ['grows by one a minute', each(MINUTE, 298, 299, 300), 1],
  ])('and %s says so', (_name, depths, perMinute) => {
    expect(drainOf(depths)).toEqual({ basis: 'growing', perMinute });
  });

  test.each<[string, Reading[]]>([
    ['has one reading', pushed([0, 300])],
    ['has two readings', pushed([MINUTE, 900], [0, 300])],
    ['has three, of less than a minute', pushed([MINUTE - 1, 900], [30 * SECOND, 500], [0, 300])],
    ['stays', each(MINUTE, 300, 300, 300)],
    ['falls by less than one a minute', pushed([4 * MINUTE, 302], [2 * MINUTE, 301], [0, 300])],
    ['fell, and holds since', pushed([5 * MINUTE, 500], [4.5 * MINUTE, 400], [4 * MINUTE, 300])],
  ])('or has no slope, because it %s, takes as long as what is finished a minute says', (_name, depths) => {
    expect(drainOf(depths, { activeWorkers: 4, perMinute: 25 })).toEqual({ basis: 'measured', ms: 12 * MINUTE });
    expect(drainOf(depths, { activeWorkers: 4 })).toEqual({ basis: 'crude', ms: 75 * MINUTE });
  });

  test.each([
    [null, 340, 340],
    [1, 340, 340],
    [3, 340, 113],
    [400, 150, 1],
    [1_000, 1, 1],
  ])('is guessed with %s workers and %d tasks: %d minutes', (activeWorkers, depth, minutes) => {
    expect(drainOf(pushed([0, depth]), { activeWorkers })).toEqual({ basis: 'crude', ms: minutes * MINUTE });
  });

  test.each<[string, Reading[]]>([
    ['stays', pushed([0, 340])],
    ['grows', each(MINUTE, 200, 250, 300)],
  ])('has no time at all where nobody works and it %s', (_name, depths) => {
    expect(drainOf(depths, { activeWorkers: 0, perMinute: 3 })).toEqual({ basis: 'noWorker' });
  });

  test('is empty at once where nothing waits', () => {
    expect(drainOf(pushed([0, 0]), { activeWorkers: 4 })).toEqual({ basis: 'measured', ms: 0 });
    expect(drainOf([])).toEqual({ basis: 'measured', ms: 0 });
  });
});

test('as long as a task waits it takes at least a second, whatever was read', () => {
  const reading = fc.tuple(fc.nat(600_000), fc.nat(1_000_000));
  fc.assert(
    fc.property(
      fc.array(reading, { minLength: 1, maxLength: 40 }),
      fc.option(fc.nat(1_000_000), { nil: null }),
      fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: null }),
      (readings, activeWorkers, perMinute) => {
        const depths = pushed(...readings.toSorted(([a], [b]) => b - a));
        const drain = drainOf(depths, { activeWorkers, perMinute });
        const waits = (depths.at(-1)?.value ?? 0) > 0;
        if ('ms' in drain) expect(waits ? drain.ms >= SECOND : drain.ms === 0).toBe(true);
      },
    ),
  );
});
