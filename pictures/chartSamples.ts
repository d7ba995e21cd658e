import { mulberry32 } from '../sandbox/pipeline/mulberry32.ts';
import type { Chart, CostChart, ErrorsChart, Point } from '../src/monitor/charts/chart.ts';

// Data for every chart, as good and as bad as it gets: for the pictures of the documentation, the tests and the benchmark.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const USD = 1_000_000;

/** A Tuesday evening in Berlin. */
const TO = Date.UTC(2026, 10, 24, 17, 2);
const TIME_ZONE = 'Europe/Berlin';
const hour = { from: TO - HOUR, to: TO, timeZone: TIME_ZONE };
const threeHours = { ...hour, from: TO - 3 * HOUR };
const year = { from: TO - 400 * DAY, to: TO, timeZone: 'Asia/Kathmandu' };

const CODES = ['ERROR_CAPTCHA_UNSOLVABLE', 'TIMEOUT', 'ERROR_PROXY_CONNECTION_FAILED', 'ERROR_BAD_TOKEN_OR_PAGEURL'];

function series(from: number, stepMs: number, value: (share: number, at: number) => number): readonly Point[] {
  const count = Math.floor((TO - from) / stepMs) + 1;
  return Array.from({ length: count }, (_, i) => {
    const at = from + i * stepMs;
    return { at, value: value((at - from) / (TO - from), at) };
  });
}

/** A spike in the last quarter, most of it of one code. */
function errorSlots(): ErrorsChart['slots'] {
  const random = mulberry32(3);
  return series(hour.from, MINUTE, (share) => share).map(({ at, value: share }) => {
    const isSpike = share > 0.76;
    const unsolvable = Math.round(isSpike ? 9 + 6 * random() : 2 * random());
    const timeout = Math.round(isSpike ? 4 + 3 * random() : 1.4 * random());
    const rest = Math.round(1.2 * random());
    return {
      at,
      solved: Math.round(48 + 10 * random()),
      failed: unsolvable + timeout + 2 * rest + (isSpike ? 1 : 0),
      byCode: [unsolvable, timeout, rest, rest],
    };
  });
}

const BALANCE_NOW = Math.round(14.8 * USD);
const balancePoints = series(TO - DAY, 6 * MINUTE, (share) => {
  const spent = 31 * share + 4 * Math.sin(share * Math.PI * 2);
  // A top-up of $20 after two thirds of the day.
  return Math.round((25.8 - spent + (share > 0.64 ? 20 : 0)) * USD);
});

const depthAt = (share: number) => {
  const rise = Math.max(0, Math.min(1, (share - 0.55) / 0.25));
  return Math.round(14 + 5 * Math.sin(share * 40) + 326 * rise ** 1.5);
};

function hourCells(days: number) {
  const random = mulberry32(11);
  return Array.from({ length: days * 24 }, (_, i) => {
    const at = TO - 18 * HOUR - (days - 1) * DAY + i * HOUR;
    const date = new Date(at + HOUR).toISOString().slice(0, 10);
    const tasks = Math.round(300 + 900 * Math.sin((Math.PI * ((i % 24) + 1)) / 25));
    const isSpike = i % 61 > 57;
    const share = isSpike ? 0.2 + 0.1 * random() : 0.03 + 0.03 * random();
    return { date, hour: i % 24, solved: Math.round(tasks * (1 - share)), failed: Math.round(tasks * share) };
  }).filter((_, i) => i < (days - 1) * 24 + 18);
}

/** Days of Berlin, of which one had no task and one reported no cost. */
function costDays(days: number, micros: (day: number) => number) {
  return Array.from({ length: days }, (_, i) => {
    const from = TO - 18 * HOUR - 2 * MINUTE - (days - 1 - i) * DAY;
    const date = new Date(from + 2 * HOUR).toISOString().slice(0, 10);
    const costMicros = i === 4 ? null : i === 2 ? 0 : Math.round(micros(i));
    return { date, from, to: from + DAY, tasks: i === 2 ? 0 : 12_000, costMicros };
  });
}

function costOf(days: CostChart['days']): CostChart {
  return { type: 'cost', timeZone: TIME_ZONE, from: days[0]?.from ?? TO - DAY, to: days.at(-1)?.to ?? TO, days };
}

const REALISTIC = {
  balance: {
    type: 'balance',
    ...hour,
    from: TO - DAY,
    to: TO + 6 * HOUR,
    points: balancePoints,
    thresholdMicros: 10 * USD,
    criticalMicros: 2 * USD,
    forecast: [
      { at: TO, value: BALANCE_NOW },
      { at: TO + 6 * HOUR, value: Math.round(6.4 * USD) },
    ],
  },
  errors: { type: 'errors', ...hour, stepMs: MINUTE, codes: CODES, slots: errorSlots(), threshold: 0.15 },
  latency: {
    type: 'latency',
    ...hour,
    stepMs: MINUTE,
    thresholdMs: 120_000,
    // For some minutes nothing was solved.
    slots: series(hour.from, MINUTE, (share) => share)
      .filter(({ value: share }) => share < 0.3 || share > 0.38)
      .map(({ at, value: share }) => ({
        at,
        p50Ms: Math.round(21_000 + 4_000 * Math.sin(share * 30) + (share > 0.7 ? 22_000 : 0)),
        p95Ms: Math.round(58_000 + 14_000 * Math.sin(share * 47) + (share > 0.7 ? 80_000 : 0)),
      })),
  },
  queue: {
    type: 'queue',
    ...threeHours,
    stepMs: 5 * MINUTE,
    depths: series(threeHours.from, MINUTE, depthAt),
    perMinute: series(threeHours.from, 5 * MINUTE, (share) =>
      Math.round(290 + 12 * Math.sin(share * 31) - (share > 0.55 ? 170 : 0)),
    ),
    threshold: 100,
  },
  hours: { type: 'hours', from: TO - 18 * HOUR - 6 * DAY, to: TO, timeZone: TIME_ZONE, cells: hourCells(7) },
  cost: costOf(costDays(30, (day) => (31 + 9 * Math.sin(day)) * USD)),
} satisfies Samples;

const EMPTY = {
  balance: { ...REALISTIC.balance, to: TO, points: [], forecast: [] },
  errors: { ...REALISTIC.errors, codes: [], slots: [] },
  latency: { ...REALISTIC.latency, slots: [] },
  queue: { ...REALISTIC.queue, depths: [], perMinute: [] },
  hours: { ...REALISTIC.hours, cells: [] },
  cost: costOf([]),
} satisfies Samples;

const MIDDLE = TO - HOUR / 2;
const ONE_POINT = {
  balance: { ...EMPTY.balance, points: [{ at: TO - 12 * HOUR, value: 8_420_000 }] },
  errors: {
    ...EMPTY.errors,
    codes: ['TIMEOUT'],
    slots: [{ at: MIDDLE, solved: 40, failed: 3, byCode: [3] }],
  },
  latency: { ...EMPTY.latency, slots: [{ at: MIDDLE, p50Ms: 22_400, p95Ms: 61_000 }] },
  queue: { ...EMPTY.queue, depths: [{ at: MIDDLE, value: 7 }], perMinute: [{ at: MIDDLE, value: 12 }] },
  hours: { ...EMPTY.hours, cells: [{ date: '2026-11-22', hour: 17, solved: 1, failed: 1 }] },
  cost: costOf(costDays(1, () => 8_420_000)),
} satisfies Samples;

/** Numbers that no pipeline has, negative money, codes that want to break out, and more than a year. */
const EXTREME = {
  balance: {
    ...REALISTIC.balance,
    ...year,
    points: [
      { at: TO - 300 * DAY, value: 1e15 },
      { at: TO - 200 * DAY, value: 2 },
      { at: TO - 90 * DAY, value: -1e14 },
      { at: TO, value: 6e14 },
    ],
    thresholdMicros: 3e14,
    criticalMicros: 3.1e14,
    forecast: [],
  },
  errors: {
    ...REALISTIC.errors,
    ...year,
    stepMs: 7 * DAY,
    threshold: 0.15,
    codes: [
      'ERROR_WITH_A_NAME_THAT_NEVER_ENDS_AND_GOES_ON',
      '<svg/onload="x">&{b|x}',
      '错误代码_很长很长很长',
      'A',
      'B',
    ],
    slots: series(year.from, 7 * DAY, (share) => share).map(({ at, value: share }, i) => ({
      at,
      solved: i % 3 === 0 ? 0 : 1_000_000_000,
      failed: Math.round(900_000_000 * share),
      byCode: [4, 2, 1, 1, 0.5].map((part) => Math.round(100_000_000 * share * part)),
    })),
  },
  latency: {
    ...REALISTIC.latency,
    ...year,
    stepMs: 7 * DAY,
    thresholdMs: 1,
    slots: series(year.from, 7 * DAY, (share) => share).map(({ at, value: share }) => ({
      at,
      p50Ms: 1e6 * share,
      p95Ms: 86_400_000 * share ** 4,
    })),
  },
  queue: {
    ...REALISTIC.queue,
    ...year,
    stepMs: 7 * DAY,
    depths: series(year.from, DAY, (share, at) => Math.round(1e9 * share ** 8 + (at % 7 === 0 ? 5e8 : 0))),
    perMinute: series(year.from, 7 * DAY, (share) => 1e7 * (1 - share)),
    threshold: 100,
  },
  hours: { ...REALISTIC.hours, from: TO - 18 * HOUR - 29 * DAY, cells: hourCells(30) },
  cost: costOf(costDays(31, (day) => 10 ** (day / 2))),
} satisfies Samples;

type Samples = { readonly [Type in Chart['type']]: Extract<Chart, { type: Type }> };

export const CHART_SAMPLES = { realistic: REALISTIC, empty: EMPTY, 'one point': ONE_POINT, extreme: EXTREME } as const;
