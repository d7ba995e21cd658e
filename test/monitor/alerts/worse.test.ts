import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/monitor/alerts/facts.ts';
import { isTwiceAsBad } from '../../../src/monitor/alerts/worse.ts';
import { HOUR, NOW, SECOND } from '../../fixtures/thresholds.ts';

const balance = (micros: number): Facts => ({ kind: 'balance', balanceMicros: micros, thresholdMicros: 10_000_000 });
const errors = (failed: number, total: number): Facts => ({
  kind: 'errors',
  failed,
  total,
  windowMs: 300_000,
  byCode: [],
});
const queue = (depth: number): Facts => ({
  kind: 'queue',
  depth,
  thresholdDepth: 100,
  activeWorkers: 1,
  drain: { basis: 'crude', ms: 0 },
});
const latency = (p95Ms: number): Facts => ({
  kind: 'latency',
  p50Ms: 1,
  p95Ms,
  solved: 20,
  thresholdMs: 120_000,
  windowMs: 300_000,
});
const threads = (refused: number): Facts => ({ kind: 'threads', busy: null, total: null, refused, results: 100 });
const runway = (runwayMs: number | null): Facts => ({
  kind: 'runway',
  runwayMs,
  burnMicrosPerHour: 1,
  balanceMicros: 1,
  sure: 'high',
});
const silence = (quietMs: number): Facts => ({ kind: 'silence', quietMs, newestAt: NOW, inHourBefore: 20 });
const provider: Facts = { kind: 'provider', failure: null, since: NOW };

describe('a reading is twice as bad as the one that people were notified of', () => {
  test.each<[string, Facts, Facts, boolean]>([
    ['a rate just below twice', errors(299, 1_000), errors(15, 100), false],
    ['a rate of exactly twice', errors(30, 100), errors(15, 100), true],
    ['a rate just above twice', errors(301, 1_000), errors(15, 100), true],
    ['the same rate of 225 times as many', errors(450, 2_905), errors(2, 13), false],
    ['a rate that is lower', errors(5, 100), errors(15, 100), false],
    ['a depth just below twice', queue(299), queue(150), false],
    ['a depth of exactly twice', queue(300), queue(150), true],
    ['a depth after none at all', queue(300), queue(0), false],
    ['a p95 just below twice', latency(300 * SECOND - 1), latency(150 * SECOND), false],
    ['a p95 of exactly twice', latency(300 * SECOND), latency(150 * SECOND), true],
    ['a share of refusals just below twice', threads(23), threads(12), false],
    ['a share of refusals of exactly twice', threads(24), threads(12), true],
    ['just more than half the balance', balance(4_010_000), balance(8_000_000), false],
    ['half the balance', balance(4_000_000), balance(8_000_000), true],
    ['nothing left of the last cent', balance(0), balance(10_000), true],
    ['nothing left of less than a cent', balance(0), balance(9_999), false],
    ['nothing left, as before', balance(0), balance(0), false],
    ['just more than half the runway', runway(13 * HOUR), runway(24 * HOUR), false],
    ['half the runway', runway(12 * HOUR), runway(24 * HOUR), true],
    ['half of less than an hour', runway(HOUR / 4), runway(HOUR - 1), false],
    ['twice the silence, which only time makes longer', silence(40), silence(20), false],
    ['the provider, which gets worse by its severity', provider, provider, false],
    ['readings of two kinds', queue(1_000), errors(15, 100), false],
  ])('%s', (_name, now, notified, expected) => {
    expect(isTwiceAsBad(now, notified)).toBe(expected);
  });

  test('not where nobody was notified of any', () => {
    expect(isTwiceAsBad(queue(1_000), null)).toBe(false);
  });

  test('so seldom that it cannot flood: a balance that halves all the time, some ten times from $10 to nothing', () => {
    let notified = balance(10_000_000);
    let times = 0;
    for (let micros = 10_000_000; micros >= 0; micros -= 1_000) {
      if (!isTwiceAsBad(balance(micros), notified)) continue;
      notified = balance(micros);
      times += 1;
    }
    expect(times).toBe(10);
  });
});
