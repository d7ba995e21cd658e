import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { balanceChart } from '../../src/monitor/charts/balanceChart.ts';
import { errorsChart } from '../../src/monitor/charts/errorsChart.ts';
import { hoursChart } from '../../src/monitor/charts/hoursChart.ts';
import { queueChart } from '../../src/monitor/charts/queueChart.ts';
import { stepFor, thin } from '../../src/monitor/charts/steps.ts';
import { OpenBuckets } from '../../src/monitor/openBuckets.ts';
import { GUILD } from './guildStory.ts';
import { HOUR, MINUTE, NOW, SECOND } from './limits.ts';
import { setStage } from './stage.ts';

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

test('a span is cut into at most 60 steps, and thinning keeps ends, peaks and valleys', () => {
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
      const kept = thin(all, 50);
      const values = kept.map(({ value }) => value);
      expect(kept.length).toBeLessThanOrEqual(54);
      expect([kept[0], kept.at(-1)]).toEqual([all[0], all.at(-1)]);
      expect(Math.max(...values)).toBe(Math.max(...all.map(({ value }) => value)));
      expect(Math.min(...values)).toBe(Math.min(...all.map(({ value }) => value)));
    }),
  );
});

describe('a chart', () => {
  test('of the balance begins with what held before, and has no levels where alerts are off', async () => {
    const { ports, store } = await setStage();
    await store.readings.add(PIPELINE, [
      { metric: 'balance', at: NOW - 30 * HOUR, value: 50_000_000 },
      { metric: 'balance', at: NOW - HOUR, value: 40_000_000 },
    ]);
    const chart = await balanceChart(GUILD, NOW, ports);
    expect(chart.points).toEqual([
      { at: NOW - 24 * HOUR, value: 50_000_000 },
      { at: NOW - HOUR, value: 40_000_000 },
    ]);
    const off = { ...GUILD, limits: { ...GUILD.limits, balance: { ...GUILD.limits.balance, enabled: false } } };
    expect(await balanceChart(off, NOW, ports)).toMatchObject({ thresholdMicros: null, criticalMicros: null });
  });

  test.each([
    ['ends now where the balance was not read for long', 8 * HOUR, NOW],
    ['ends where the forecast does', HOUR / 2, NOW + 5.5 * HOUR],
  ])('of a burning balance %s', async (_name, ago, to) => {
    const { ports, store } = await setStage();
    const readings = Array.from({ length: 24 }, (_, i) => ({
      metric: 'balance' as const,
      at: NOW - ago - (23 - i) * 30 * MINUTE,
      value: 100_000_000 - i * 500_000,
    }));
    await store.readings.add(PIPELINE, readings);
    expect((await balanceChart(GUILD, NOW, ports)).to).toBe(to);
  });

  test('of errors names the most frequent codes of the whole span, at most five', async () => {
    const { ports, results } = await setStage();
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

  test('of the queue counts the step that has only begun by the minutes that have passed of it', async () => {
    const { ports, store } = await setStage();
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
    await add(begin - 4 * MINUTE, 100);
    await add(begin + MINUTE, 40);
    const to = begin + 2 * MINUTE;
    const { perMinute } = await queueChart(GUILD, to, { from: to - 3 * HOUR, to }, ports);
    expect(perMinute.map(({ value }) => value)).toEqual([20, 20]);
  });

  test('of the queue has what is finished a minute', async () => {
    const { ports, queue, results } = await setStage();
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
    const stage = await setStage();
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
    const stage = await setStage();
    const from = NOW + 7 * MINUTE;
    for (const at of [from - SECOND, from, from + 7 * MINUTE, from + 9 * MINUTE]) {
      stage.at(at);
      await stage.results(1, 0);
    }
    const chart = await hoursChart({ ...GUILD, timeZone: 'UTC' }, { from, to: from + HOUR }, stage.ports);
    expect(chart.cells).toMatchObject([{ solved: 3 }]);
  });
});
