import { describe, expect, test } from 'vitest';
import { type CostPeriod, costReport } from '../../src/monitor/charts/costReport.ts';
import { OpenBuckets } from '../../src/monitor/record/openBuckets.ts';
import { forecastMonth } from '../../src/monitor/reports/monthForecast.ts';
import { PIPELINE } from '../fixtures/constants.ts';
import { GUILD } from '../fixtures/guildStory.ts';
import { result, setUpMonitor } from '../fixtures/monitor.ts';
import { DAY, HOUR, NOW } from '../fixtures/thresholds.ts';

const USD = 1_000_000;

type Spent = readonly [at: number, costMicros: number | null, type?: string];

async function setUp(...results: readonly Spent[]) {
  const stage = await setUpMonitor();
  const buckets = new OpenBuckets();
  for (const [at, costMicros, captchaType = null] of results)
    buckets.add(PIPELINE, result(at, { costMicros, captchaType }));
  await stage.store.results.add(buckets);
  return stage.ports;
}
const reportOf = async (period: CostPeriod, ...results: readonly Spent[]) =>
  costReport({ ...GUILD, timeZone: 'Europe/Berlin' }, period, NOW, await setUp(...results));

// NOW is Monday, 20 April 2026, 14:00 in Berlin.
const MIDNIGHT = Date.parse('2026-04-19T22:00Z');

describe('the days', () => {
  test.each([
    ['today', 1, '2026-04-20'],
    ['7d', 7, '2026-04-14'],
    ['30d', 30, '2026-03-22'],
    ['month', 20, '2026-04-01'],
  ] as const)('of %s are %d, from %s on', async (period, count, first) => {
    const { days, chart } = await reportOf(period, [NOW - 60 * DAY, 1]);
    expect([days.length, days[0]?.date, days.at(-1)?.date]).toEqual([count, first, '2026-04-20']);
    expect(chart.days).toHaveLength(Math.max(7, count));
  });

  test('begin with the first of which something is kept', async () => {
    const { days, chart } = await reportOf('30d', [NOW - 2 * DAY, 5]);
    expect(days.map(({ date, tasks, costMicros }) => [date, tasks, costMicros])).toEqual([
      ['2026-04-18', 1, 5],
      ['2026-04-19', 0, 0],
      ['2026-04-20', 0, 0],
    ]);
    expect(chart).toMatchObject({ from: Date.parse('2026-04-17T22:00Z'), to: Date.parse('2026-04-20T22:00Z') });
  });

  test('are those of the calendar, and a day without a reported cost is not one of zero', async () => {
    const { days } = await reportOf('7d', [MIDNIGHT - 1, 3], [MIDNIGHT, null], [MIDNIGHT + HOUR, null]);
    expect(days.map(({ tasks, costMicros }) => [tasks, costMicros])).toEqual([
      [1, 3],
      [2, null],
    ]);
  });

  test('add up to the total, by type too', async () => {
    const { total, byType } = await reportOf('today', [MIDNIGHT, 3, 'a'], [NOW, 4, 'b'], [MIDNIGHT - 1, 9, 'a']);
    expect(total).toEqual({ tasks: 2, costMicros: 7 });
    expect(byType.map(({ type, costMicros }) => [type, costMicros])).toEqual([
      ['b', 4],
      ['a', 3],
    ]);
  });

  test('of nothing are today', async () => {
    expect(await reportOf('30d')).toMatchObject({ days: [{ tasks: 0, costMicros: 0 }], byType: [], forecast: null });
  });
});

describe('the forecast of the month', () => {
  const forecast = async (...results: readonly Spent[]) => forecastMonth('Europe/Berlin', NOW, await setUp(...results));
  /** A dollar an hour, in steps of an hour, for so many hours up to now. */
  const steadily = (hours: number) => Array.from({ length: hours }, (_, i) => [NOW - i * HOUR, USD] satisfies Spent);

  test.each([
    ['a moment less than a day', DAY - 5_000, null],
    ['a day', DAY, 1],
    ['three days', 3 * DAY, 3],
    ['seven days', 7 * DAY, 7],
    ['more than seven days', 9 * DAY, 7],
  ])('with %s of results', async (_name, ms, days) => {
    const found = await forecast([NOW - ms, null], ...steadily(1));
    expect(found === null ? null : found.measuredMs / DAY).toBe(days);
  });

  test('is what was spent, and the mean of the last week for the days that are left', async () => {
    const found = await forecast(...steadily(14 * 24));
    // The week before now, both ends counted: 169 steps.
    const perDay = (169 / 7) * USD;
    const leftDays = (Date.parse('2026-04-30T22:00Z') - NOW) / DAY;
    expect(found).toMatchObject({ soFarMicros: 336 * USD, perDayMicros: Math.round(perDay), measuredMs: 7 * DAY });
    expect(found?.totalMicros).toBeCloseTo(336 * USD + perDay * leftDays, -1);
  });

  test('what was spent in the month before counts for the mean alone', async () => {
    const monthBegin = Date.parse('2026-03-31T22:00Z');
    expect((await forecast([monthBegin - 1, 8], [monthBegin, 5], [NOW - HOUR, 2]))?.soFarMicros).toBe(7);
  });

  test.each([
    ['nobody reported a cost', [[NOW - 2 * DAY, null]]],
    [
      'the last cost is older than a week',
      [
        [NOW - 8 * DAY, USD],
        [NOW, null],
      ],
    ],
    ['there is nothing', []],
  ] as const)('is not known where %s', async (_name, results) => {
    expect(await forecast(...results)).toBeNull();
  });
});
