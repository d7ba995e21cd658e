import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balanceOption } from '../../src/charts/balanceOption.ts';
import { errorsOption } from '../../src/charts/errorsOption.ts';
import { latencyOption } from '../../src/charts/latencyOption.ts';
import { queueOption } from '../../src/charts/queueOption.ts';
import type { Axes, plot } from '../../src/charts/shapes.ts';
import { drawn } from './drawn.ts';

const STEP = 60_000;
const SPAN = { timeZone: 'Asia/Kathmandu', stepMs: STEP };
const SIZE = 1_000;

interface Range {
  readonly min: number;
  readonly max: number;
}

interface Option {
  readonly xAxis: Range | readonly Range[];
  readonly yAxis: object | readonly object[];
  readonly series: ReturnType<typeof plot> | readonly ReturnType<typeof plot>[];
}

/** The real axes of a plot, on a square of 1,000 pixels. */
function axesOf({ xAxis, yAxis }: Option, index: number): Axes {
  const [x, y] = [[xAxis].flat()[index], [yAxis].flat()[index] as Range];
  if (x === undefined) throw new Error('no such plot');
  return {
    coord: ([at = 0, value = 0]: number[]) => [
      ((at - x.min) / (x.max - x.min)) * SIZE,
      (1 - (value - y.min) / (y.max - y.min)) * SIZE,
    ],
  } as Axes;
}

/** Every place of a line and of a dot, and the upper left corner of every bar. */
function placesOf(option: Option) {
  return [option.series].flat().flatMap((series, index) =>
    drawn(series, axesOf(option, index)).flatMap(({ type, shape }) => {
      const { cx, cy, pathData = '' } = (shape ?? {}) as { cx?: number; cy?: number; pathData?: string };
      if (type === 'circle') return [{ x: cx, y: cy }];
      const isBars = pathData.includes('h');
      return [...pathData.matchAll(/[ML]([^ ,]+)[ ,]([^hLZM]+)/g)].map(([, x, y]) => ({
        x: isBars ? SIZE / 2 : Number(x),
        y: Number(y),
      }));
    }),
  );
}

const count = fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 1e9 }));
const steps = fc.uniqueArray(fc.nat({ max: 400 }), { maxLength: 60 }).map((all) => all.toSorted((a, b) => a - b));
const bounds = (all: readonly number[]) => ({ from: 0, to: Math.max(1, (all.at(-1) ?? 0) * STEP) });
const usd = fc.integer({ min: -1e13, max: 1e13 });

const charts = fc.oneof(
  fc
    .record({ all: steps, value: fc.func(fc.tuple(count, count)), limit: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(
      ({ all, value, limit }): Option =>
        errorsOption({
          type: 'errors',
          ...SPAN,
          ...bounds(all),
          codes: ['A'],
          limit,
          slots: all.map((i) => {
            const [solved, failed] = value(i);
            return { at: i * STEP, solved, failed, byCode: [Math.floor(failed / 2)] };
          }),
        }),
    ),
  fc.record({ all: steps, value: fc.func(count), limitMs: count }).map(
    ({ all, value, limitMs }): Option =>
      latencyOption({
        type: 'latency',
        ...SPAN,
        ...bounds(all),
        limitMs,
        slots: all.map((i) => ({ at: i * STEP, p50Ms: value(i) / 2, p95Ms: value(i) })),
      }),
  ),
  fc.record({ all: steps, value: fc.func(count), limit: count }).map(
    ({ all, value, limit }): Option =>
      queueOption({
        type: 'queue',
        ...SPAN,
        ...bounds(all),
        limit,
        depths: all.map((i) => ({ at: i * STEP, value: value(i) })),
        perMinute: all.map((i) => ({ at: i * STEP, value: value(-i) })),
      }),
  ),
  fc.record({ all: steps, value: fc.func(usd), level: fc.option(fc.nat({ max: 1e12 })) }).map(
    ({ all, value, level }): Option =>
      balanceOption({
        type: 'balance',
        timeZone: SPAN.timeZone,
        ...bounds(all),
        points: all.map((i) => ({ at: i * STEP, value: value(i) })),
        thresholdMicros: level,
        criticalMicros: level === null ? null : level / 2,
        forecast: [],
      }),
  ),
);

test('whatever the data, nothing of it is drawn outside the axes', () => {
  fc.assert(
    fc.property(charts, (option) => {
      for (const { x, y } of placesOf(option)) {
        expect(x).toBeGreaterThanOrEqual(-0.1);
        expect(x).toBeLessThanOrEqual(SIZE + 0.1);
        expect(y).toBeGreaterThanOrEqual(-0.1);
        expect(y).toBeLessThanOrEqual(SIZE + 0.1);
      }
    }),
    { numRuns: 200 },
  );
});
