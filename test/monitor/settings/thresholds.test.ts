import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isThresholdName,
  THRESHOLDS as KNOWN,
  THRESHOLD_PROBLEM_SENTENCES,
  type ThresholdName,
  thresholdProblems,
  withOverrides,
} from '../../../src/monitor/settings/thresholds.ts';
import type { Thresholds } from '../../../src/monitor/types.ts';
import { HOUR, MINUTE, SECOND, THRESHOLDS } from '../../fixtures/thresholds.ts';

const NAMES = Object.keys(KNOWN).filter(isThresholdName);
const set = (overrides: Partial<Record<ThresholdName, number>>): Thresholds => withOverrides(THRESHOLDS, overrides);

test.each<[ThresholdName, string, number, number]>([
  ['balance.warning', 'usd', 0, 1_000_000],
  ['balance.critical', 'usd', 0, 1_000_000],
  ['balance.clear', 'percent', 0, 100],
  ['errors.window', 'seconds', 30, 7_200],
  ['errors.widest', 'seconds', 30, 7_200],
  ['errors.minResults', 'count', 0, 1_000_000],
  ['errors.inRow', 'count', 0, 1_000],
  ['errors.rate', 'percent', 0, 100],
  ['errors.clearRate', 'percent', 0, 100],
  ['errors.clearHold', 'seconds', 0, 3_600],
  ['types.minResults', 'count', 0, 1_000_000],
  ['types.rate', 'percent', 0, 100],
  ['types.clearRate', 'percent', 0, 100],
  ['queue.depth', 'count', 1, 1_000_000_000],
  ['queue.hold', 'seconds', 0, 3_600],
  ['queue.criticalFactor', 'factor', 1, 1_000],
  ['queue.clearShare', 'percent', 0, 100],
  ['workers.hold', 'seconds', 0, 3_600],
  ['workers.depth', 'count', 0, 1_000_000_000],
  ['workers.quiet', 'seconds', 1, 7_000],
  ['silence.quiet', 'seconds', 1, 7_000],
  ['silence.minResults', 'count', 1, 1_000_000],
  ['provider.accountFailures', 'count', 1, 10],
  ['provider.outageFailures', 'count', 1, 100],
  ['provider.noBalance', 'seconds', 60, 86_400],
  ['balance.alerts', 'switch', 0, 1],
  ['runway.alerts', 'switch', 0, 1],
  ['latency.window', 'seconds', 30, 7_200],
  ['threads.minResults', 'count', 0, 1_000_000],
  ['latency.p95', 'seconds', 0.1, 3_600],
  ['latency.clearP95', 'seconds', 0.1, 3_600],
  ['latency.minSolved', 'count', 1, 1_000_000],
  ['threads.busyShare', 'percent', 1, 100],
  ['threads.hold', 'seconds', 0, 3_600],
  ['threads.refusedShare', 'percent', 0, 100],
  ['threads.clearHold', 'seconds', 0, 3_600],
  ['runway.warning', 'hours', 0.1, 720],
  ['runway.critical', 'hours', 0.1, 720],
  ['runway.clear', 'hours', 0.1, 720],
  ['cooldown', 'seconds', 1, 86_400],
  ['reminder', 'seconds', 1, 86_400],
])('%s is given in %s, from %d to %d', (name, unit, min, max) => {
  expect(KNOWN[name]).toMatchObject({ unit, min, max });
});

test('every threshold is in the table above, and no other name is one', () => {
  expect(NAMES).toHaveLength(41);
  for (const name of ['', 'balance', 'balance.enabled', 'toString', '__proto__'])
    expect(isThresholdName(name)).toBe(false);
});

describe('units', () => {
  test.each<[ThresholdName, number, (thresholds: Thresholds) => number, number]>([
    ['balance.warning', 8.42, ({ balance }) => balance.thresholdMicros, 8_420_000],
    ['errors.rate', 35, ({ errors }) => errors.rate, 0.35],
    ['queue.clearShare', 57, ({ queue }) => queue.clearShare, 0.57],
    ['queue.depth', 340, ({ queue }) => queue.depth, 340],
    ['latency.p95', 0.1, ({ latency }) => latency.p95Ms, 100],
    ['silence.quiet', 1, ({ silence }) => silence.quietMs, SECOND],
    ['silence.quiet', 90, ({ silence }) => silence.quietMs, 90 * SECOND],
    ['runway.warning', 1.5, ({ runway }) => runway.warningMs, 90 * MINUTE],
    ['cooldown', 60, ({ cooldownMs }) => cooldownMs, MINUTE],
    ['reminder', 120, ({ reminderMaxMs }) => reminderMaxMs, 2 * MINUTE],
    ['balance.alerts', 0, ({ balance }) => Number(balance.enabled), 0],
    ['runway.alerts', 1, ({ runway }) => Number(runway.enabled), 1],
  ])('%s of %d is kept as it is judged by', (name, value, read, expected) => {
    expect(read(set({ [name]: value }))).toBe(expected);
  });

  test.each(NAMES)('%s: what was set is what is shown', (name) => {
    const { min, max, unit, write, read } = KNOWN[name];
    const whole = fc.integer({ min: Math.ceil(min), max });
    // The smallest step of each unit is a micro-dollar or a millisecond.
    const steps = { usd: 1_000_000, seconds: 1_000, hours: 100, percent: 100, count: 1, factor: 100, switch: 1 }[unit];
    const fine = fc.integer({ min: Math.ceil(min * steps), max: max * steps }).map((n) => n / steps);
    const property = fc.property(fc.oneof(whole, fine), (value) => {
      expect(read(write(THRESHOLDS, value))).toBeCloseTo(value, 6);
    });
    fc.assert(property, { seed: 7 });
  });

  test.each(NAMES)('%s changes nothing else', (name) => {
    const { read, write } = KNOWN[name];
    const changed = write(THRESHOLDS, KNOWN[name].max);
    for (const other of NAMES)
      if (other !== name) expect(KNOWN[other].read(changed)).toBe(KNOWN[other].read(THRESHOLDS));
    expect(KNOWN[name].write(changed, read(THRESHOLDS)).cooldownMs).toBe(THRESHOLDS.cooldownMs);
  });

  test('money and times are whole numbers, however they are given', () => {
    const odd = set({ 'balance.warning': 0.1 + 0.2, 'latency.p95': 0.123_456, 'runway.clear': 1 / 3 });
    expect([odd.balance.thresholdMicros, odd.latency.p95Ms, odd.runway.clearMs]).toEqual([300_000, 123, HOUR / 3]);
  });

  test('a percentage is exactly that share, so that a share exactly at the threshold does not count as beyond it', () => {
    for (let percent = 0; percent <= 100; percent += 1)
      expect(set({ 'errors.rate': percent }).errors.rate).toBe(percent / 100);
  });

  test('a percentage is shown as it was set', () => {
    for (let percent = 0; percent <= 100; percent += 1)
      expect(KNOWN['errors.rate'].read(set({ 'errors.rate': percent }))).toBe(percent);
  });

  test('a critical factor need not be whole', () => {
    expect(set({ 'queue.criticalFactor': 2.5 }).queue.criticalFactor).toBe(2.5);
  });
});

describe('thresholds of a guild itself', () => {
  test('are the very same object where it has none', () => {
    expect(withOverrides(THRESHOLDS, {})).toBe(THRESHOLDS);
  });

  test('that this version does not know change nothing', () => {
    expect(withOverrides(THRESHOLDS, { 'errors.gone': 3 } as object)).toBe(THRESHOLDS);
  });

  test('stand over the process-wide ones, and leave those as they are', () => {
    const before = structuredClone(THRESHOLDS);
    const own = set({ 'balance.warning': 50, 'balance.critical': 20, cooldown: 60 });
    expect(own.balance).toEqual({ ...THRESHOLDS.balance, thresholdMicros: 50_000_000, criticalMicros: 20_000_000 });
    expect(own.cooldownMs).toBe(MINUTE);
    expect(own.errors).toBe(THRESHOLDS.errors);
    expect(THRESHOLDS).toEqual(before);
  });

  test('come out the same in whatever order they were set', () => {
    const one = set({ 'queue.depth': 5, 'queue.hold': 1 });
    expect(set({ 'queue.hold': 1, 'queue.depth': 5 })).toEqual(one);
  });
});

describe('thresholds that do not fit one another are named in a sentence', () => {
  test.each<[string, Partial<Record<ThresholdName, number>>, RegExp]>([
    ['critical balance', { 'balance.critical': 10.01 }, /^The critical balance must not be above/],
    ['error rate', { 'errors.clearRate': 15.1 }, /^The error rate that counts as recovered must not be above/],
    [
      'error rate of a type',
      { 'types.clearRate': 50.1 },
      /^The error rate of a CAPTCHA type that counts as recovered must/,
    ],
    ['queue', { 'queue.clearShare': 100.1 }, /^The queue must recover at or below its threshold/],
    ['latency', { 'latency.clearP95': 120.1 }, /^The latency that counts as recovered must not be above/],
    ['critical runway', { 'runway.critical': 24.1 }, /^The critical runway must not be longer/],
    ['runway', { 'runway.clear': 23.9 }, /^The runway that counts as recovered must not be shorter/],
  ])('%s: just beyond', (_name, overrides, sentence) => {
    const sentences = thresholdProblems(set(overrides)).map((problem) => THRESHOLD_PROBLEM_SENTENCES[problem]);
    expect(sentences).toEqual([expect.stringMatching(sentence)]);
    expect(sentences[0]).toMatch(/\.$/);
  });

  test.each<[string, Partial<Record<ThresholdName, number>>]>([
    ['the defaults', {}],
    ['critical balance', { 'balance.critical': 10 }],
    ['error rate', { 'errors.clearRate': 15 }],
    ['error rate, both set', { 'errors.rate': 35, 'errors.clearRate': 35 }],
    ['queue', { 'queue.clearShare': 100 }],
    ['latency', { 'latency.clearP95': 120 }],
    ['critical runway', { 'runway.critical': 24 }],
    ['runway', { 'runway.clear': 24 }],
  ])('%s: exactly at it is fine', (_name, overrides) => {
    expect(thresholdProblems(set(overrides))).toEqual([]);
  });

  test.each([30, 35])(
    'an error rate of %d percent from the environment may be the clear level of a guild',
    (percent) => {
      const environment = { ...THRESHOLDS, errors: { ...THRESHOLDS.errors, rate: percent / 100 } };
      expect(thresholdProblems(withOverrides(environment, { 'errors.clearRate': percent }))).toEqual([]);
    },
  );

  test('each of several problems is named', () => {
    expect(thresholdProblems(set({ 'balance.critical': 11, 'runway.clear': 1 }))).toHaveLength(2);
  });
});
