import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balanceChart } from '../../src/monitor/charts/balanceChart.ts';
import { errorsChart } from '../../src/monitor/charts/errorsChart.ts';
import { hoursChart } from '../../src/monitor/charts/hoursChart.ts';
import { latencyChart } from '../../src/monitor/charts/latencyChart.ts';
import { queueChart } from '../../src/monitor/charts/queueChart.ts';
import { axisStart, downsample, stepFor } from '../../src/monitor/charts/steps.ts';
import { OpenBuckets } from '../../src/monitor/record/openBuckets.ts';
import { GUILD } from '../fixtures/guildStory.ts';
import { setUpMonitor } from '../fixtures/monitor.ts';
import { HOUR, MINUTE, NOW, SECOND } from '../fixtures/thresholds.ts';

const PIPELINE = 'default';

test.each([
  [5 * MINUTE, 0, 5 * SECOND],
  [5 * MINUTE + 1, 0, 10 * SECOND],
  [HOUR, 0, MINUTE],
  [6 * HOUR, 0, 10 * MINUTE],
  [24 * HOUR, 0, 30 * MINUTE],
  [30 * 24 * HOUR, 0, 12 * HOUR],
  // What is older is kept as sums of a minute, then of a quarter-hour.
  [5 * MINUTE, 2 * HOUR, 5 * SECOND],
  [5 * MINUTE, 2 * HOUR + 1, MINUTE],
  [HOUR, 7 * 24 * HOUR, MINUTE],
  [HOUR, 7 * 24 * HOUR + 1, 15 * MINUTE],
  [30 * 24 * HOUR, 30 * 24 * HOUR, 12 * HOUR],
])('a span of %s ms that began %s ms ago has steps of %s ms', (span, age, step) => {
  expect(stepFor(span, age)).toBe(step);
});

test('a span is cut into at most 60 steps, and downsampling keeps ends, peaks and valleys', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 * 24 * HOUR }), (span) => {
      expect(span / stepFor(span, span)).toBeLessThanOrEqual(60);
    }),
  );
  const points = fc
    .array(fc.integer(), { minLength: 1, maxLength: 500 })
    .map((values) => values.map((value, i) => ({ at: NOW + i * SECOND, value })));
  fc.assert(
    fc.property(points, (all) => {
      const kept = downsample(all, 50);
      const values = kept.map(({ value }) => value);
      expect(kept.length).toBeLessThanOrEqual(54);
      expect([kept[0], kept.at(-1)]).toEqual([all[0], all.at(-1)]);
      expect(Math.max(...values)).toBe(Math.max(...all.map(({ value }) => value)));
      expect(Math.min(...values)).toBe(Math.min(...all.map(({ value }) => value)));
    }),
  );
});

const SPAN_OF_A_DAY = { from: NOW - 24 * HOUR, to: NOW };

test.each([
  ['before the span', NOW - 30 * HOUR, NOW - 24 * HOUR],
  ['just before it', NOW - 24 * HOUR - 1, NOW - 24 * HOUR],
  ['with it', NOW - 24 * HOUR, NOW - 24 * HOUR],
  ['within it', NOW - 24 * HOUR + 1, NOW - 24 * HOUR + 1],
  ['five minutes ago', NOW - 5 * MINUTE, NOW - 5 * MINUTE],
  ['less than five minutes ago', NOW - 5 * MINUTE + 1, NOW - 5 * MINUTE],
  ['just now', NOW, NOW - 5 * MINUTE],
  ['later, by a clock that was ahead', NOW + HOUR, NOW - 5 * MINUTE],
  ['never', null, NOW - 24 * HOUR],
])('where history begins %s, so does the axis', (_name, first, from) => {
  expect(axisStart(SPAN_OF_A_DAY, first)).toBe(from);
});

test('a span that is shorter than five minutes stays as it is', () => {
  expect(axisStart({ from: NOW - MINUTE, to: NOW }, NOW)).toBe(NOW - MINUTE);
});

describe('a chart whose axis is longer than there is history', () => {
  const HISTORY = 40 * MINUTE;
  const lately = async () => {
    const stage = await setUpMonitor();
    stage.at(NOW - HISTORY);
    await stage.queue(7);
    await stage.results(6, 1);
    await stage.store.readings.add(PIPELINE, [{ metric: 'balance', at: NOW - HISTORY, value: 9_000_000 }]);
    stage.at(NOW);
    await stage.results(6, 1);
    return stage.ports;
  };
  const week = { from: NOW - 7 * 24 * HOUR, to: NOW };

  test.each([
    ['errors', errorsChart],
    ['latency', latencyChart],
    ['queue', queueChart],
  ])('begins with the first result, in steps as fine as that allows: %s', async (_name, chartOf) => {
    const chart = await chartOf(GUILD, NOW, week, await lately());
    expect(chart.stepMs).toBe(MINUTE);
    expect(chart.from).toBeGreaterThan(NOW - HISTORY - MINUTE);
    expect(chart.from).toBeLessThanOrEqual(NOW - HISTORY);
  });

  test('begins with the first reading of the balance', async () => {
    expect((await balanceChart(GUILD, NOW, await lately())).from).toBe(NOW - HISTORY);
  });

  test('has rows from the first day on', async () => {
    const { from } = await hoursChart({ ...GUILD, timeZone: 'UTC' }, week, await lately());
    expect(from).toBeGreaterThan(NOW - HISTORY - MINUTE);
  });

  test('begins with the first depth where that came before any result', async () => {
    const stage = await setUpMonitor();
    stage.at(NOW - HOUR);
    await stage.queue(7);
    stage.at(NOW - 10 * MINUTE);
    await stage.results(6, 1);
    const { from } = await queueChart(GUILD, NOW, { from: NOW - 3 * HOUR, to: NOW }, stage.ports);
    expect(from).toBeGreaterThan(NOW - HOUR - MINUTE);
    expect(from).toBeLessThanOrEqual(NOW - HOUR);
  });

  test('keeps the whole span where something came before it, also if nothing came for long', async () => {
    const stage = await setUpMonitor();
    stage.at(NOW - 30 * HOUR);
    await stage.results(6, 1);
    stage.at(NOW);
    await stage.results(6, 1);
    const { from } = await errorsChart(GUILD, NOW, SPAN_OF_A_DAY, stage.ports);
    expect(from).toBeLessThanOrEqual(SPAN_OF_A_DAY.from);
  });
});

describe('a chart', () => {
  test('of the balance begins with what held before, and has no levels where alerts are off', async () => {
    const { ports, store } = await setUpMonitor();
    await store.readings.add(PIPELINE, [
      { metric: 'balance', at: NOW - 30 * HOUR, value: 50_000_000 },
      { metric: 'balance', at: NOW - HOUR, value: 40_000_000 },
    ]);
    const chart = await balanceChart(GUILD, NOW, ports);
    expect(chart.points).toEqual([
      { at: NOW - 24 * HOUR, value: 50_000_000 },
      { at: NOW - HOUR, value: 40_000_000 },
    ]);
    const off = {
      ...GUILD,
      thresholds: { ...GUILD.thresholds, balance: { ...GUILD.thresholds.balance, enabled: false } },
    };
    expect(await balanceChart(off, NOW, ports)).toMatchObject({ thresholdMicros: null, criticalMicros: null });
  });

  test.each([
    ['ends now where the balance was not read for long', 8 * HOUR, NOW],
    ['ends where the forecast does', HOUR / 2, NOW + 5.5 * HOUR],
  ])('of a burning balance %s', async (_name, ago, to) => {
    const { ports, store } = await setUpMonitor();
    const readings = Array.from({ length: 24 }, (_, i) => ({
      metric: 'balance' as const,
      at: NOW - ago - (23 - i) * 30 * MINUTE,
      value: 100_000_000 - i * 500_000,
    }));
    await store.readings.add(PIPELINE, readings);
    expect((await balanceChart(GUILD, NOW, ports)).to).toBe(to);
  });

  test('of errors names the most frequent codes of the whole span, at most five', async () => {
    const { ports, results } = await setUpMonitor();
    for (const [code, n] of [
      ['A', 9],
      ['B', 8],
      ['C', 7],
      ['D', 6],
      ['E', 5],
      ['F', 4],
    ] as const) {
      await results(0, n, { errorCode: code });
    }
    const chart = await errorsChart(GUILD, NOW, { from: NOW - HOUR, to: NOW }, ports);
    expect(chart.codes).toEqual(['A', 'B', 'C', 'D', 'E']);
    const [slot] = chart.slots;
    expect(slot).toMatchObject({ failed: 39, byCode: [9, 8, 7, 6, 5] });
  });

  test('of errors draws what is kept as one with the others, however much it is', async () => {
    const { ports, results } = await setUpMonitor();
    for (const [code, n] of [
      ['(other)', 9],
      ['A', 2],
    ] as const) {
      await results(0, n, { errorCode: code });
    }
    const chart = await errorsChart(GUILD, NOW, { from: NOW - HOUR, to: NOW }, ports);
    expect(chart.codes).toEqual(['A']);
    expect(chart.slots).toMatchObject([{ failed: 11, byCode: [2] }]);
  });

  test('of the queue counts the step that has only begun by the minutes that have passed of it', async () => {
    const { ports, store } = await setUpMonitor();
    const add = (at: number, solved: number) => {
      const buckets = new OpenBuckets();
      const result = {
        outcome: 'solved',
        errorCode: null,
        latencyMs: null,
        costMicros: null,
        captchaType: null,
      } as const;
      for (let n = 0; n < solved; n += 1) buckets.add(PIPELINE, { ...result, at });
      return store.results.add(buckets);
    };
    // Three hours have steps of 5 minutes.
    const begin = Math.ceil(NOW / (5 * MINUTE)) * 5 * MINUTE;
    await add(begin - 4 * HOUR, 1);
    await add(begin - 4 * MINUTE, 100);
    await add(begin + MINUTE, 40);
    const to = begin + 2 * MINUTE;
    const { perMinute } = await queueChart(GUILD, to, { from: to - 3 * HOUR, to }, ports);
    expect(perMinute.map(({ value }) => value)).toEqual([20, 20]);
  });

  test('of the queue has what is finished a minute', async () => {
    const { ports, queue, results } = await setUpMonitor();
    await queue(7);
    await results(6, 0);
    const chart = await queueChart(GUILD, NOW, { from: NOW - HOUR, to: NOW }, ports);
    expect(chart.depths).toEqual([{ at: NOW, value: 7 }]);
    expect(chart.perMinute).toEqual([{ at: expect.any(Number), value: 6 }]);
  });

  test.each([
    ['Europe/Berlin', Date.UTC(2026, 9, 25, 0, 30), '2026-10-25', 2],
    ['Europe/Berlin', Date.UTC(2026, 9, 25, 1, 30), '2026-10-25', 2],
    ['Europe/Berlin', Date.UTC(2026, 2, 29, 1, 30), '2026-03-29', 3],
    ['Asia/Kolkata', Date.UTC(2026, 0, 1, 18, 29), '2026-01-01', 23],
    ['Asia/Kolkata', Date.UTC(2026, 0, 1, 18, 31), '2026-01-02', 0],
    ['Asia/Kathmandu', Date.UTC(2026, 0, 1, 18, 14), '2026-01-01', 23],
    ['Asia/Kathmandu', Date.UTC(2026, 0, 1, 18, 16), '2026-01-02', 0],
  ])('by hours is by the clocks of %s at %s', async (timeZone, at, date, hour) => {
    const stage = await setUpMonitor();
    stage.at(at);
    await stage.results(3, 1);
    const hourBegan = Math.floor(at / HOUR) * HOUR;
    // Whenever somebody asks.
    for (const from of [hourBegan, hourBegan + 14.5 * MINUTE, hourBegan + 44 * MINUTE, at]) {
      const span = { from: from - 24 * HOUR, to: at + HOUR };
      const chart = await hoursChart({ ...GUILD, timeZone }, span, stage.ports);
      expect(chart.cells).toEqual([{ date, hour, solved: 3, failed: 1 }]);
    }
  });

  test('by hours begins exactly when its span does', async () => {
    const stage = await setUpMonitor();
    const from = NOW + 7 * MINUTE;
    for (const at of [from - SECOND, from, from + 7 * MINUTE, from + 9 * MINUTE]) {
      stage.at(at);
      await stage.results(1, 0);
    }
    const chart = await hoursChart({ ...GUILD, timeZone: 'UTC' }, { from, to: from + HOUR }, stage.ports);
    expect(chart.cells).toMatchObject([{ solved: 3 }]);
  });
});
