import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { CHART_SAMPLES } from '../../pictures/chartSamples.ts';
import { createCharts } from '../../src/charts/charts.ts';
import { draw as drawIn } from '../../src/charts/draw.ts';
import { errorsOption } from '../../src/charts/errorsOption.ts';
import { formatsOf } from '../../src/charts/formats.ts';
import { hoursOption, shadeOf } from '../../src/charts/hoursOption.ts';
import { latencyOption } from '../../src/charts/latencyOption.ts';
import { axisUpTo, plain, timeTicks } from '../../src/charts/scale.ts';
import { chartTexts } from '../../src/discord/embeds/chartReply.ts';
import { ENGLISH } from '../../src/discord/words/language.ts';
import type { Chart } from '../../src/monitor/charts/chart.ts';
import { paths } from '../fixtures/drawn.ts';

const HOUR = 3_600_000;
const TO = Date.UTC(2026, 10, 24, 17, 2);
const SPAN = { from: TO - HOUR, to: TO, timeZone: 'Europe/Berlin' };
const at = (share: number) => Math.round(TO - HOUR + share * HOUR);
const BALANCE: Chart = {
  type: 'balance',
  ...SPAN,
  points: [
    { at: at(0), value: 20_000_000 },
    { at: at(1), value: 12_000_000 },
  ],
  thresholdMicros: 10_000_000,
  criticalMicros: 2_000_000,
  forecast: [],
};
const errors = (code: string, failed = 3): Chart => ({
  type: 'errors',
  ...SPAN,
  stepMs: 60_000,
  codes: [code],
  slots: [{ at: at(0.5), solved: 40, failed, byCode: [failed] }],
  threshold: 0.15,
});
/** The chart with its one slot begun just now. */
function newest<C extends { readonly slots: readonly { readonly at: number }[] }>(chart: C): C {
  return { ...chart, slots: chart.slots.map((slot) => ({ ...slot, at: TO })) };
}

const TEXTS = chartTexts(BALANCE, ENGLISH);
const inEnglish = (chart: Chart) => [chart, chartTexts(chart, ENGLISH)] as const;
const draw = (chart: Chart) => drawIn(...inEnglish(chart));
const charts = createCharts();
afterAll(() => charts.stop());

/** Width and height, where it is a PNG. https://www.w3.org/TR/png/#11IHDR */
function sizeOf(png: Uint8Array): readonly [number, number] {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

describe.each(Object.entries(CHART_SAMPLES))('charts of %s data', (_name, all) => {
  test.each(Object.values(all).map((chart) => [chart.type, chart] as const))('%s', (_type, chart) => {
    expect(sizeOf(draw(chart))).toEqual([640, 400]);
  });
});

test.each([
  [
    'errors',
    errorsOption(CHART_SAMPLES['one point'].errors, TEXTS),
    errorsOption(newest(CHART_SAMPLES['one point'].errors), TEXTS),
  ],
  [
    'latency',
    latencyOption(CHART_SAMPLES['one point'].latency, TEXTS),
    latencyOption(newest(CHART_SAMPLES['one point'].latency), TEXTS),
  ],
])('the step that has only begun is drawn whole: %s', (_type, before, now) => {
  const endOf = ({ xAxis }: { xAxis: { max: number } | { max: number }[] }) =>
    (Array.isArray(xAxis) ? xAxis[0] : xAxis)?.max;
  expect(endOf(before)).toBe(TO);
  expect(endOf(now)).toBe(TO + 60_000);
});

test.each([
  [1_000, 0, 0],
  [971, 29, 0],
  [970, 30, 3],
  [921, 79, 3],
  [920, 80, 8],
  [851, 149, 8],
  [850, 150, 15],
  [701, 299, 15],
  [700, 300, 30],
  [0, 1, 30],
  [0, 0, undefined],
])('an hour of %d solved and %d failed has the colour of those from %s percent on', (solved, failed, from) => {
  expect(shadeOf({ solved, failed })?.from).toBe(from);
});

test('each hour with a result is a cell at its place, in the colour of its share', () => {
  const cells = [
    { date: '2026-11-23', hour: 0, solved: 99, failed: 1 },
    { date: '2026-11-23', hour: 23, solved: 9, failed: 1 },
    { date: '2026-11-24', hour: 5, solved: 0, failed: 0 },
    { date: '2026-11-24', hour: 6, solved: 1, failed: 1 },
    { date: '2026-11-24', hour: 7, solved: 1, failed: 2 },
  ];
  const { series } = hoursOption({ type: 'hours', from: TO - 24 * HOUR, to: TO, timeZone: 'UTC', cells }, TEXTS);
  const axes = { size: () => [20, 40], coord: ([hour = 0, day = 0]: number[]) => [hour * 20 + 10, day * 40 + 20] };
  const drawn = paths(series, axes as never).map(([color, path]) => [color, path.match(/M\S+ \S+h\S+v\S+h/g) ?? []]);
  expect(drawn).toEqual([
    ['#1F5E3D', ['M2 2h17v37h']],
    ['#D9B52B', ['M462 2h17v37h']],
    ['#E74C3C', ['M122 42h17v37h', 'M142 42h17v37h']],
  ]);
});

test('a chart of no time at all is drawn', () => {
  expect(
    sizeOf(draw({ ...BALANCE, from: TO, to: TO, points: [], thresholdMicros: null, criticalMicros: null })),
  ).toEqual([640, 400]);
});

test('the same data gives the same bytes, whatever was drawn before and in whichever worker', async () => {
  const alone = await charts.render(...inEnglish(BALANCE));
  await charts.render(...inEnglish(errors('TIMEOUT')));
  const other = createCharts();
  await other.render(...inEnglish(errors('X')));
  expect(Buffer.from(await other.render(...inEnglish(BALANCE))).equals(Buffer.from(alone))).toBe(true);
  await other.stop();
  expect(Buffer.from(draw(BALANCE)).equals(Buffer.from(alone))).toBe(true);
}, 60_000);

test('other data gives another picture', async () => {
  const [one, two] = await Promise.all([
    charts.render(...inEnglish(errors('A', 3))),
    charts.render(...inEnglish(errors('A', 30))),
  ]);
  expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false);
}, 60_000);

test('whatever an error code is spelt like, there is a picture', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (code) => {
      expect(sizeOf(draw(errors(code)))).toEqual([640, 400]);
    }),
    { numRuns: 30 },
  );
}, 60_000);

test.each(Object.getOwnPropertyNames(Object.prototype))(
  'a code %j breaks neither its picture nor a later one',
  (code) => {
    const before = draw(errors('TIMEOUT'));
    expect(sizeOf(draw(errors(code)))).toEqual([640, 400]);
    expect(Buffer.from(draw(errors('TIMEOUT'))).equals(Buffer.from(before))).toBe(true);
    expect(Object.keys(Object.prototype)).toEqual([]);
  },
);

test('the same picture is drawn once, also for those who ask at the same time', async () => {
  const [one, two] = await Promise.all([
    charts.render(...inEnglish(BALANCE)),
    charts.render(...inEnglish({ ...BALANCE })),
  ]);
  expect(one).toBe(two);
  expect(await charts.render(...inEnglish({ ...BALANCE }))).toBe(one);
});

test('the same picture is drawn once, however many others were asked for in between', async () => {
  const others = Array.from({ length: 70 }, (_, n) => charts.render(...inEnglish(errors('MANY', n + 1))));
  const [first, again] = await Promise.all([others[0], charts.render(...inEnglish(errors('MANY', 1)))]);
  expect(again).toBe(first);
  await Promise.all(others);
}, 60_000);

test.each([
  [7, 0, [0, 2, 4, 6, 8]],
  [25, 0, [0, 10, 20, 30]],
  [100, 0, [0, 50, 100]],
  [101, 0, [0, 50, 100, 150]],
  [999, 0, [0, 500, 1_000]],
  [1.2, 0, [0, 0.5, 1, 1.5]],
  [0, 0, [0, 0.5, 1]],
  [20, -1, [-10, 0, 10, 20]],
  [20, -10, [-10, 0, 10, 20]],
  [20, -11, [-20, -10, 0, 10, 20]],
  [12, -100, [-100, -50, 0, 50]],
  [0, -100, [-100, -50, 0]],
  [12, -5_000, [-6_000, -4_000, -2_000, 0, 2_000]],
])('an axis for %s, lowest %s, has its labels at %j', (highest, lowest, ticks) => {
  expect(axisUpTo(highest, { lowest })).toEqual({ min: ticks[0], max: ticks.at(-1), ticks });
});

test.each([
  [40, 5, [0, 10, 20, 30, 40]],
  [40, 4, [0, 20, 40]],
  [40, 2, [0, 40]],
  [30, 4, [0, 10, 20, 30]],
  [30, 3, [0, 30]],
  [0, 2, [0, 1]],
])('an axis for %s with room for %s labels has them at %j', (highest, most, ticks) => {
  expect(axisUpTo(highest, { most }).ticks).toEqual(ticks);
});

test('an axis holds its values and zero, and has few labels, evenly spaced from end to end', () => {
  const value = fc.oneof(fc.double({ min: 1e-3, max: 1e12, noNaN: true }), fc.nat({ max: 1_000 }));
  fc.assert(
    fc.property(value, fc.oneof(fc.constant(0), value), (highest, depth) => {
      const { min, max, ticks } = axisUpTo(highest, { lowest: 0 - depth });
      expect(min).toBeLessThanOrEqual(-depth);
      expect(max).toBeGreaterThanOrEqual(highest);
      expect([ticks[0], ticks.at(-1)]).toEqual([min, max]);
      expect(ticks).toContain(0);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(5);
      const interval = (max - min) / (ticks.length - 1);
      for (const [i, tick] of ticks.entries())
        expect(tick / (max - min)).toBeCloseTo((min + i * interval) / (max - min), 9);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  [14_800_000, '$14.80'],
  [14_809_999, '$14.80'],
  [-3_000_000, '-$3.00'],
  [-9_999, '$0.00'],
  [999_999_999, '$999.99'],
  [1_000_000_000, '$1,000.00'],
])('%s micro-dollars in a title are %s', (value, text) => {
  expect(formatsOf('en-US').money(value)).toBe(text);
});

test.each([
  ['en-US', '$1.2K', '12,450', '12.5%', '17:05', 'Nov 24'],
  ['de', '1.234,5\u00a0$', '12.450', '12,5\u00a0%', '17:05', '24. Nov.'],
  ['fr', '1,2\u00a0k\u00a0$', '12\u00a0450', '12,5\u00a0%', '17:05', '24 nov.'],
  ['ru', '1,2\u00a0тыс.\u00a0$', '12\u00a0450', '12,5\u00a0%', '17:05', '24 нояб.'],
  ['zh-CN', '$1,234.5', '12,450', '12.5%', '17:05', '11月24日'],
])('in %s numbers, money and times are written as there', (locale, dollars, count, share, time, day) => {
  const formats = formatsOf(locale);
  const written = [formats.dollars(1_234.5), formats.count(12_450), formats.share(12.5)];
  expect([...written, formats.time(HOUR, 'UTC')(TO + 3 * 60_000), formats.day('2026-11-24')]).toEqual([
    dollars,
    count,
    share,
    time,
    day,
  ]);
});

test.each([
  ['TIMEOUT', 'TIMEOUT'],
  ['ERREUR_é_Я', 'ERREUR_é_Я'],
  ['错误💥', '错误?'],
  ['ɐ\u02bc', '?ʼ'],
  ['a\n{b|c}', 'a b c'],
  ['a\u202Eb\u2066c', 'a b c'],
  ['ABCDEFGHIJKL', 'ABCDEFGHI…'],
  ['__proto__', '__proto__ '],
])('a code %j is drawn as %j', (code, drawn) => {
  expect(plain(code, 10)).toBe(drawn);
});

test.each([
  ['a week in which clocks go back', '2026-10-23T00:00Z', 7 * 24, ['24 Oct', '26 Oct', '28 Oct', '30 Oct']],
  ['a little more than two days', '2026-11-22T09:00Z', 56, ['23 Nov', '24 Nov']],
  ['a day on which clocks go back', '2026-10-24T18:00Z', 24, ['20:00', '00:00', '04:00', '08:00', '12:00', '16:00']],
  ['a day on which clocks go forward', '2026-03-28T17:00Z', 24, ['20:00', '00:00', '04:00', '08:00', '12:00', '16:00']],
])('marks of %s are at round local times', (_name, from, hours, labels) => {
  const start = Date.parse(from);
  const end = start + hours * HOUR;
  const label = formatsOf('en-GB').time(end - start, 'Europe/Berlin');
  expect(timeTicks(start, end, 'Europe/Berlin').map(label)).toEqual(labels);
});

test('marks of a time axis are at most six, at round local times, within the span', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60_000, max: 400 * 24 * HOUR }),
      fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/New_York'),
      (spanMs, timeZone) => {
        const ticks = timeTicks(TO - spanMs, TO, timeZone);
        expect(ticks.length).toBeLessThanOrEqual(7);
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(TO - spanMs);
          expect(tick % 60_000).toBe(0);
        }
      },
    ),
  );
});
