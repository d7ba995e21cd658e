import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawBalanceHistory } from '../../../sandbox/balanceHistories.ts';
import { forecastRunway, type Runway } from '../../../src/monitor/forecast/forecast.ts';
import type { Millis } from '../../../src/monitor/time.ts';
import type { MicroUsd, Reading } from '../../../src/monitor/types.ts';
import { NOW } from '../../fixtures/thresholds.ts';

const MINUTE: Millis = 60_000;
const HOUR: Millis = 60 * MINUTE;
const DAY: Millis = 24 * HOUR;
const USD: MicroUsd = 1_000_000;

const reading = (at: Millis, value: MicroUsd): Reading => ({ metric: 'balance', at, value });

/** One a minute up to now, of a balance that depends on how long ago it was. */
function everyMinute(forMs: Millis, balance: (agoMs: Millis) => MicroUsd): Reading[] {
  return Array.from({ length: Math.round(forMs / MINUTE) + 1 }, (_, i) => {
    const ago = forMs - i * MINUTE;
    return reading(NOW - ago, Math.round(balance(ago)));
  });
}

/** Falls by `perHour` to what it is now. */
function falling(forMs: Millis, balanceNow: MicroUsd, perHour: MicroUsd): Reading[] {
  return everyMinute(forMs, (ago) => balanceNow + (ago / HOUR) * perHour);
}

function forecast(history: readonly Reading[], now = NOW): Runway {
  const runway = forecastRunway(history, now);
  if (runway === null) throw new Error('no forecast');
  return runway;
}

const hours = (ms: Millis | null) => (ms === null ? null : ms / HOUR);

describe('how much history is enough', () => {
  test.each([
    ['none', [], null],
    ['a single reading', [reading(NOW, 5 * USD)], null],
    ['just under 2 hours', falling(2 * HOUR, 10 * USD, USD).with(0, reading(NOW - 2 * HOUR + 1, 12 * USD)), null],
    ['2 hours', falling(2 * HOUR, 10 * USD, USD), 10],
    ['just over 2 hours', falling(2 * HOUR + MINUTE, 10 * USD, USD), 10],
    ['two readings 3 hours apart', [reading(NOW - 3 * HOUR, 13 * USD), reading(NOW, 10 * USD)], 10],
    ['two readings with a top-up between them', [reading(NOW - 3 * HOUR, 5 * USD), reading(NOW, 50 * USD)], null],
    ['other metrics only', falling(DAY, 10 * USD, USD).map((one) => ({ ...one, metric: 'queueDepth' as const })), null],
    ['all of it in the future', falling(DAY, 10 * USD, USD).map((one) => ({ ...one, at: one.at + 2 * DAY })), null],
    ['all of it older than a week', falling(DAY, 10 * USD, USD).map((one) => ({ ...one, at: one.at - 8 * DAY })), null],
  ])('%s', (_name, history: readonly Reading[], expected) => {
    const runway = forecastRunway(history, NOW);
    if (expected === null) expect(runway).toBeNull();
    else expect(hours(runway?.runwayMs ?? null)).toBeCloseTo(expected, 1);
  });
});

describe('what it says of plain histories', () => {
  test.each([3 * HOUR, 20 * HOUR, DAY, 3 * DAY, 7 * DAY])('a straight fall for %d ms is exact within 1 %%', (forMs) => {
    const runway = forecast(falling(forMs, 30 * USD, 2 * USD));
    expect(runway.burnMicrosPerHour / (2 * USD)).toBeCloseTo(1, 2);
    expect((hours(runway.runwayMs) ?? 0) / 15).toBeCloseTo(1, 2);
  });

  test.each([0, 20 * USD])('a balance of %d that never moves: nothing is spent', (balance) => {
    const quiet = { burnMicrosPerHour: 0, runwayMs: null, earliestMs: null, latestMs: null };
    expect(forecastRunway(falling(2 * DAY, balance, 0), NOW)).toEqual({ ...quiet, sure: 'high' });
  });

  test('a balance that is used up while it is still being spent from lasts no longer', () => {
    expect(forecast(falling(DAY, 0, USD)).runwayMs).toBe(0);
  });

  test('what lasts longer than 30 days is not given a date', () => {
    expect(forecast(falling(DAY, 719 * USD, USD)).runwayMs).not.toBeNull();
    expect(forecast(falling(DAY, 721 * USD, USD))).toMatchObject({ runwayMs: null, burnMicrosPerHour: USD });
  });

  test('days and nights: in the evening the quiet night counts, in the morning the busy day', () => {
    const busy = (at: Millis) => (Math.floor(at / HOUR) % 24 < 12 ? 2 * USD : 0.2 * USD);
    const history: Reading[] = [];
    const start = Math.floor(NOW / DAY) * DAY;
    let balance = 200 * USD;
    for (let at = start - 6 * DAY; at <= start + 12 * HOUR; at += MINUTE) {
      history.push(reading(at, Math.round(balance)));
      balance -= busy(at) / 60;
    }
    const evening = history.map((one) => ({ ...one, value: one.value - (history.at(-1)?.value ?? 0) + 2.4 * USD }));
    // The night takes all of the 2.40 dollars; at the pace of the last day or the last hour it would be gone in 1 or 2 hours.
    expect(hours(forecast(evening, start + 12 * HOUR).runwayMs)).toBeGreaterThan(8);

    const morning = evening.filter(({ at }) => at <= start).map((one) => ({ ...one, value: one.value - 20 * USD }));
    const left = morning.at(-1)?.value ?? 0;
    expect(hours(forecast(morning, start).runwayMs)).toBeLessThan((2 * left) / (2 * USD));
  });
});

describe('what has just changed', () => {
  const WEEK = 7 * DAY;

  test.each([70 * MINUTE, 2 * HOUR, 6 * HOUR])(
    '%d ms after it stopped nothing is burning, yet it may resume',
    (ago) => {
      const history = everyMinute(WEEK, (at) => 10 * USD + (Math.max(0, at - ago) / HOUR) * USD);
      expect(forecast(history)).toMatchObject({ burnMicrosPerHour: 0, runwayMs: null, latestMs: null, sure: 'low' });
      expect(forecast(history).earliestMs).not.toBeNull();
    },
  );

  test.each([HOUR, 3 * HOUR, DAY])('%d ms after it began it burns at its rate', (ago) => {
    const runway = forecast(everyMinute(WEEK, (at) => 10 * USD + (Math.min(ago, at) / HOUR) * USD));
    expect(runway.burnMicrosPerHour / USD).toBeCloseTo(1, 1);
    expect(hours(runway.runwayMs)).toBeCloseTo(10, 0);
  });

  test.each([HOUR, 6 * HOUR, DAY, 3 * DAY])('%d ms after everything got three times as dear', (ago) => {
    const history = everyMinute(
      WEEK,
      (at) => 30 * USD + ((3 * Math.min(ago, at) + Math.max(0, at - ago)) / HOUR) * USD,
    );
    expect(forecast(history).burnMicrosPerHour / (3 * USD)).toBeGreaterThan(0.85);
    expect(forecast(history).burnMicrosPerHour / (3 * USD)).toBeLessThan(1.15);
  });

  test.each([
    [DAY - MINUTE, 'low'],
    [DAY, 'medium'],
    [DAY + MINUTE, 'medium'],
    [WEEK, 'high'],
  ])('a steady fall for %d ms makes it %s', (forMs, sure) => {
    expect(forecast(falling(forMs, 30 * USD, USD)).sure).toBe(sure);
  });

  test('a forecast on readings that are old is unsure', () => {
    const history = falling(WEEK - 2 * HOUR, 30 * USD, USD);
    expect(forecast(history, NOW + HOUR).sure).toBe('high');
    expect(forecast(history, NOW + HOUR + 1).sure).toBe('low');
  });
});

/** Balances as pipelines leave them. */
const lifelike = fc
  .record({
    family: fc.constantFrom('steady', 'dayNight', 'bursts', 'refunds', 'cents', 'outages', 'monitorGaps', 'mixed'),
    seed: fc.nat(100_000),
  })
  .map(({ family, seed }) => drawBalanceHistory(family as 'steady', seed));

const anything = fc.array(
  fc.record({
    metric: fc.constantFrom('balance' as const, 'balance' as const, 'balance' as const, 'queueDepth' as const),
    at: fc.oneof(
      fc.integer({ min: NOW - 8 * DAY, max: NOW + HOUR }),
      fc.integer({ min: 0, max: 50 }).map((i) => NOW - i * 30 * MINUTE),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0),
    ),
    value: fc.oneof(
      fc.integer({ min: -USD, max: 500 * USD }),
      fc.double(),
      fc.constantFrom(0, 10_000, Number.MAX_SAFE_INTEGER, Number.NaN),
    ),
  }),
  { maxLength: 80 },
);

function expectSound(runway: Runway | null): void {
  if (runway === null) return;
  const { burnMicrosPerHour, runwayMs, earliestMs, latestMs } = runway;
  expect(burnMicrosPerHour).toBeGreaterThanOrEqual(0);
  for (const value of [burnMicrosPerHour, runwayMs, earliestMs, latestMs]) {
    expect(value === null || (Number.isInteger(value) && value >= 0)).toBe(true);
  }
  const never = Number.POSITIVE_INFINITY;
  expect(earliestMs ?? never).toBeLessThanOrEqual(runwayMs ?? never);
  expect(runwayMs ?? never).toBeLessThanOrEqual(latestMs ?? never);
}

describe('whatever the history', () => {
  test('numbers are whole, finite and not negative, and the runway lies in its span', () => {
    fc.assert(
      fc.property(anything, (history) => expectSound(forecastRunway(history, NOW))),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(lifelike, ({ readings, now }) => expectSound(forecastRunway(readings, now))),
      { numRuns: 40 },
    );
  }, 60_000);

  test('the order of the readings, and readings that come twice, make no difference', () => {
    const property = fc.property(anything, fc.nat(), (history, seed) => {
      const shuffled = [...history, ...history.slice(0, 5)]
        .map((one, i) => ({ one, key: Math.imul(i + 1, seed | 1) }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one);
      expect(forecastRunway(shuffled, NOW)).toEqual(forecastRunway(history, NOW));
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  test('balances in another unit: the burn is in it too, the runway is the same', () => {
    const property = fc.property(lifelike, fc.integer({ min: 2, max: 50 }), ({ readings, now }, by) => {
      const scaled = forecast(
        readings.map((one) => ({ ...one, value: one.value * by })),
        now,
      );
      const plain = forecast(readings, now);
      expect(Math.abs(scaled.burnMicrosPerHour - by * plain.burnMicrosPerHour)).toBeLessThanOrEqual(by);
      expect(Math.abs((scaled.runwayMs ?? 0) - (plain.runwayMs ?? 0))).toBeLessThanOrEqual(1);
      expect(scaled.sure).toBe(plain.sure);
    });
    fc.assert(property, { numRuns: 40 });
  });
});

describe('top-ups, refunds and gaps', () => {
  const steady = fc.record({
    hoursLong: fc.integer({ min: 4, max: 168 }),
    perHour: fc.integer({ min: 60_000, max: 20 * USD }),
    place: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  });

  test('a top-up anywhere, of any size, is not negative burn and changes next to nothing', () => {
    const property = fc.property(steady, fc.integer({ min: 1, max: 500 }), ({ hoursLong, perHour, place }, dollars) => {
      const before = falling(hoursLong * HOUR, 1_000 * USD, perHour);
      const from = Math.floor(place * before.length);
      const after = before.map((one, i) => (i < from ? { ...one, value: one.value - dollars * USD } : one));
      const burn = forecast(after).burnMicrosPerHour;
      expect(burn).toBeGreaterThan(0);
      // A dollar may be less than ten minutes' burn, which passes for a refund.
      expect(Math.abs(burn / perHour - 1)).toBeLessThan(dollars * USD > perHour / 5 ? 0.02 : 0.2);
    });
    fc.assert(property, { numRuns: 60 });
  });

  test('a gap, with or without a top-up in it, does not change the steady rate', () => {
    const property = fc.property(steady, fc.boolean(), ({ hoursLong, perHour, place }, toppedUp) => {
      const all = falling(hoursLong * HOUR, 1_000 * USD, perHour);
      const from = Math.floor(place * (all.length - 90));
      const before = toppedUp
        ? all.slice(0, from).map((one) => ({ ...one, value: one.value - 800 * USD }))
        : all.slice(0, from);
      const history = [...before, ...all.slice(from + 90)];
      expect(forecast(history).burnMicrosPerHour / perHour).toBeCloseTo(1, 2);
    });
    fc.assert(property, { numRuns: 60 });
  });

  test('refunds net out', () => {
    // 6 cents a minute are taken, and every tenth minute 3 of them are given back in a minute of their own.
    let balance = 1_000 * USD;
    const history = everyMinute(2 * DAY, (ago) => {
      balance += (ago / MINUTE) % 10 === 0 ? 30_000 : -60_000;
      return balance;
    });
    expect(forecast(history).burnMicrosPerHour / (6 * (9 * 60_000 - 30_000))).toBeCloseTo(1, 2);
  });
});
