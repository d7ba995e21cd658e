import type { Millis } from '../../src/monitor/time.ts';
import type { Limits } from '../../src/monitor/types.ts';

export const SECOND: Millis = 1_000;
export const MINUTE: Millis = 60 * SECOND;
export const HOUR: Millis = 60 * MINUTE;
export const DAY: Millis = 24 * HOUR;

/** A whole number of buckets, so that a test's results fall where it says. */
export const NOW: Millis = Date.UTC(2026, 3, 20, 12);

/** The defaults that the documentation promises, written out so that a changed default does not change the tests. */
export const LIMITS: Limits = {
  balance: {
    enabled: true,
    thresholdMicros: 10_000_000,
    criticalMicros: 2_000_000,
    clearAbove: 0.02,
    staleMs: 10 * MINUTE,
  },
  errors: {
    windowMs: 5 * MINUTE,
    widestMs: HOUR,
    minResults: 10,
    inRow: 10,
    rate: 0.15,
    clearRate: 0.1,
    clearHoldMs: MINUTE,
  },
  types: { minResults: 10, rate: 0.5, clearRate: 0.3 },
  queue: { depth: 100, holdMs: 2 * MINUTE, criticalFactor: 5, clearShare: 0.8, staleMs: 10 * MINUTE },
  workers: { holdMs: 2 * MINUTE, depth: 10, quietMs: 10 * MINUTE, staleMs: 10 * MINUTE },
  silence: { quietMs: 10 * MINUTE, minResults: 20 },
  provider: { accountFailures: 2, outageFailures: 3, noBalanceMs: 10 * MINUTE },
  latency: { windowMs: 5 * MINUTE, minSolved: 20, p95Ms: 120 * SECOND, clearP95Ms: 100 * SECOND },
  threads: {
    busyShare: 0.95,
    holdMs: 5 * MINUTE,
    refusedShare: 0.1,
    minResults: 10,
    clearHoldMs: 2 * MINUTE,
    staleMs: 10 * MINUTE,
  },
  runway: { enabled: true, warningMs: 24 * HOUR, criticalMs: 4 * HOUR, clearMs: 36 * HOUR, staleMs: 10 * MINUTE },
  cooldownMs: 5 * MINUTE,
  reminderMaxMs: HOUR,
};
