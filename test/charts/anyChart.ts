import fc from 'fast-check';
import type { Chart } from '../../src/monitor/charts/chart.ts';

const STEP = 60_000;
const SPAN = { timeZone: 'Asia/Kathmandu', stepMs: STEP };
const count = fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 1e9 }));
const usd = fc.integer({ min: -1e13, max: 1e13 });

/** Which minutes there is something of, and where the span begins: a minute or a year ago. */
const steps = fc
  .record({
    minutes: fc.uniqueArray(fc.nat({ max: 400 }), { maxLength: 60 }),
    from: fc.constantFrom(0, 1, 7, 400, 3_000, 525_600),
  })
  .map(({ minutes, from }) => ({ all: minutes.map((minute) => minute + from).toSorted((a, b) => a - b), shift: from }));
const bounds = (all: readonly number[], shift: number) => ({
  from: shift > 400 ? 0 : shift * STEP,
  to: Math.max(1, (all.at(-1) ?? 0) * STEP),
});

const errors = fc
  .record({
    steps,
    value: fc.func(fc.tuple(count, count)),
    limit: fc.double({ min: 0, max: 1, noNaN: true }),
    codes: fc.array(fc.stringMatching(/^[A-Z_]{1,30}$/), { minLength: 1, maxLength: 5 }),
  })
  .map(
    ({ steps: { all, shift }, value, limit, codes }): Chart => ({
      type: 'errors',
      ...SPAN,
      ...bounds(all, shift),
      codes,
      limit,
      slots: all.map((i) => {
        const [solved, failed] = value(i);
        return { at: i * STEP, solved, failed, byCode: codes.map(() => Math.floor(failed / (codes.length + 1))) };
      }),
    }),
  );

const latency = fc.record({ steps, value: fc.func(count), limitMs: count }).map(
  ({ steps: { all, shift }, value, limitMs }): Chart => ({
    type: 'latency',
    ...SPAN,
    ...bounds(all, shift),
    limitMs,
    slots: all.map((i) => ({ at: i * STEP, p50Ms: value(i) / 2, p95Ms: value(i) })),
  }),
);

const queue = fc.record({ steps, value: fc.func(count), limit: count }).map(
  ({ steps: { all, shift }, value, limit }): Chart => ({
    type: 'queue',
    ...SPAN,
    ...bounds(all, shift),
    limit,
    depths: all.map((i) => ({ at: i * STEP, value: value(i) })),
    perMinute: all.map((i) => ({ at: i * STEP, value: value(-i) })),
  }),
);

const level = fc.option(fc.nat({ max: 1e12 }));
const balance = fc.record({ steps, value: fc.func(usd), threshold: level, critical: level }).map(
  ({ steps: { all, shift }, value, threshold, critical }): Chart => ({
    type: 'balance',
    timeZone: SPAN.timeZone,
    ...bounds(all, shift),
    points: all.map((i) => ({ at: i * STEP, value: value(i) })),
    thresholdMicros: threshold,
    criticalMicros: critical,
    forecast: [],
  }),
);

const hours = fc.record({ days: fc.integer({ min: 1, max: 40 }), counts: fc.tuple(count, count) }).map(
  ({ days, counts: [solved, failed] }): Chart => ({
    type: 'hours',
    timeZone: 'UTC',
    from: Date.UTC(2026, 8, 24),
    to: Date.UTC(2026, 8, 24 + days),
    cells: [{ date: '2026-09-24', hour: 5, solved, failed }],
  }),
);

/** Charts with axes of values. */
export const plotted = fc.oneof(errors, latency, queue, balance);
export const anyChart = fc.oneof(errors, latency, queue, balance, hours);
