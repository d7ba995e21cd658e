import { expect, test } from 'vitest';
import { judgeBalance } from '../../../src/monitor/kinds/balance.ts';
import { AT_REST } from '../../../src/monitor/kinds/standing.ts';
import type { Reading } from '../../../src/monitor/types.ts';
import { inShort } from '../../fixtures/inShort.ts';
import { MINUTE, NOW, THRESHOLDS } from '../../fixtures/thresholds.ts';

const thresholds = THRESHOLDS.balance;
const read = (value: number, at = NOW): Reading => ({ metric: 'balance', at, value });

test.each([
  ['far above the threshold', 142_300_000, 'ok'],
  ['just above the threshold', 10_000_001, 'ok'],
  ['exactly at the threshold', 10_000_000, 'ok'],
  ['just below the threshold', 9_999_999, 'warning'],
  ['just above the critical threshold', 2_000_001, 'warning'],
  ['exactly at the critical threshold', 2_000_000, 'warning'],
  ['just below the critical threshold', 1_999_999, 'critical'],
  ['nothing left', 0, 'critical'],
  ['overdrawn', -1, 'critical'],
])('a balance %s (%d micro-dollars) is %s', (_name, micros, expected) => {
  const verdict = judgeBalance(read(micros), thresholds, AT_REST, null, NOW);
  expect(verdict.state === 'firing' ? verdict.severity : verdict.state).toBe(expected);
});

test.each([
  ['not quite too old', 'firing', 10 * MINUTE - 1],
  ['exactly as old as is allowed', 'firing', 10 * MINUTE],
  ['just too old', 'unknown', 10 * MINUTE + 1],
  ['from the future, because the clock was set back', 'firing', -MINUTE],
])('a low balance that is %s is %s', (_name, state, ageMs) => {
  expect(judgeBalance(read(1, NOW - ageMs), thresholds, AT_REST, null, NOW).state).toBe(state);
});

test('the verdict carries the balance and the threshold it was judged by', () => {
  expect(judgeBalance(read(8_420_000), thresholds, AT_REST, null, NOW)).toEqual({
    state: 'firing',
    severity: 'warning',
    facts: { kind: 'balance', balanceMicros: 8_420_000, thresholdMicros: 10_000_000 },
  });
});

test('a balance that was never read is unknown: neither zero nor good', () => {
  expect(judgeBalance(null, thresholds, AT_REST, null, NOW)).toEqual({ state: 'unknown', why: 'noReading' });
});

test('a balance that is too old is unknown', () => {
  expect(judgeBalance(read(0, NOW - 11 * MINUTE), thresholds, AT_REST, null, NOW)).toEqual({
    state: 'unknown',
    why: 'stale',
  });
});

test('a balance of 0 says nothing where balance alerts are switched off', () => {
  const off = { ...thresholds, enabled: false };
  expect(judgeBalance(read(0), off, AT_REST, null, NOW)).toEqual({ state: 'unknown', why: 'switchedOff' });
});

const FIRING = { alreadyFiring: true, wasCritical: false, from: NOW - 60 * MINUTE };

test.each([
  ['just above the threshold', false, 10_000_001, 'warning'],
  ['just below 2 % above it', false, 10_199_999, 'warning'],
  ['exactly 2 % above it', false, 10_200_000, 'ok'],
  ['just above the critical threshold', true, 2_000_001, 'critical'],
  ['just below 2 % above that', true, 2_039_999, 'critical'],
  ['exactly 2 % above that', true, 2_040_000, 'warning'],
  ['just above the critical threshold, never having been below it', false, 2_000_001, 'warning'],
])('once it fires, a balance %s (critical: %s, %d micro-dollars) is %s', (_name, wasCritical, micros, expected) => {
  expect(inShort(judgeBalance(read(micros), thresholds, { ...FIRING, wasCritical }, null, NOW))).toBe(expected);
});

test.each([
  ['to the threshold', 5_000_000, 10_000_000, 0, 10_000_000, 'ok'],
  ['above it, and spent a little since', 5_000_000, 10_100_000, 0, 10_000_000, 'ok'],
  ['above it, and spent below it since', 5_000_000, 10_100_000, 0, 9_999_999, 'warning'],
  ['not quite to it', 5_000_000, 9_999_999, 0, 10_000_001, 'warning'],
  ['where it was above already', 10_000_000, 12_000_000, 0, 10_000_001, 'warning'],
  ['before the last incident ended', 5_000_000, 12_000_000, 60 * MINUTE, 10_000_001, 'warning'],
])('a top-up that lifts it %s', (_name, fromMicros, toMicros, agoMs, micros, expected) => {
  const topUp = { at: NOW - agoMs, fromMicros, toMicros, runwayMs: null };
  expect(inShort(judgeBalance(read(micros), thresholds, FIRING, topUp, NOW))).toBe(expected);
});
