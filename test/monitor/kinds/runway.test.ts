import { expect, test } from 'vitest';
import type { Runway } from '../../../src/monitor/forecast/forecast.ts';
import { judgeRunway } from '../../../src/monitor/kinds/runway.ts';
import { AT_REST } from '../../../src/monitor/kinds/standing.ts';
import { inShort } from '../../fixtures/inShort.ts';
import { HOUR, THRESHOLDS } from '../../fixtures/thresholds.ts';

const thresholds = THRESHOLDS.runway;
const lasting = (runwayMs: number | null): Runway => ({
  burnMicrosPerHour: 1_250_000,
  runwayMs,
  earliestMs: null,
  latestMs: null,
  sure: 'medium',
});
const judged = (runwayMs: number | null, alreadyFiring = false, wasCritical = false) =>
  judgeRunway(lasting(runwayMs), 8_000_000, thresholds, { alreadyFiring, wasCritical });

test.each([
  ['no end in snapshot', null, 'ok'],
  ['just over 24 h', 24 * HOUR + 1, 'ok'],
  ['exactly 24 h', 24 * HOUR, 'warning'],
  ['just under 24 h', 24 * HOUR - 1, 'warning'],
  ['just over 4 h', 4 * HOUR + 1, 'warning'],
  ['exactly 4 h', 4 * HOUR, 'critical'],
  ['just under 4 h', 4 * HOUR - 1, 'critical'],
  ['nothing left', 0, 'critical'],
])('a runway of %s (%s ms) is %s', (_name, runwayMs, expected) => {
  expect(inShort(judged(runwayMs))).toBe(expected);
});

test.each([
  ['a day and an hour', 25 * HOUR, 'warning'],
  ['exactly 36 h', 36 * HOUR, 'warning'],
  ['just over 36 h', 36 * HOUR + 1, 'ok'],
  ['no end in snapshot', null, 'ok'],
  ['less than 4 h', 3 * HOUR, 'critical'],
])('once it fires, a runway of %s (%s ms) is %s', (_name, runwayMs, expected) => {
  expect(inShort(judged(runwayMs, true))).toBe(expected);
});

test.each([
  ['just over 4 h', 4 * HOUR + 1, 'critical'],
  ['exactly 6 h', 6 * HOUR, 'critical'],
  ['just over 6 h', 6 * HOUR + 1, 'warning'],
])('once it is critical, a runway of %s (%s ms) is %s', (_name, runwayMs, expected) => {
  expect(inShort(judged(runwayMs, true, true))).toBe(expected);
});

test.each([
  ['without a forecast', null, 8_000_000],
  ['without a balance', lasting(HOUR), null],
])('%s it is unknown: too little history', (_name, forecast, balance) => {
  for (const alreadyFiring of [false, true])
    expect(judgeRunway(forecast, balance, thresholds, { ...AT_REST, alreadyFiring })).toEqual({
      state: 'unknown',
      why: 'tooLittleHistory',
    });
});

test('where it is switched off it says nothing, whatever the forecast', () => {
  const off = { ...thresholds, enabled: false };
  expect(judgeRunway(lasting(0), 0, off, AT_REST)).toEqual({ state: 'unknown', why: 'switchedOff' });
});

test('the verdict carries runway, burn rate, balance and how sure that is', () => {
  expect(judged(6 * HOUR)).toEqual({
    state: 'firing',
    severity: 'warning',
    facts: {
      kind: 'runway',
      runwayMs: 6 * HOUR,
      burnMicrosPerHour: 1_250_000,
      balanceMicros: 8_000_000,
      sure: 'medium',
    },
  });
});
