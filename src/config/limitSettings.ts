import { z } from 'zod';
import { LIMIT_PROBLEM_SENTENCES, LIMITS, type LimitName, limitProblems } from '../monitor/settings/limits.ts';
import type { Millis } from '../monitor/time.ts';
import { HOUR, MINUTE, SECOND } from '../monitor/time.ts';
import { type Limits, MICROS_PER_USD } from '../monitor/types.ts';
import { number, onOff, whole } from './settingKinds.ts';

/** A single missed reading says nothing; ten minutes without one do. */
const STALE_MS: Millis = 10 * MINUTE;

/** A number that decides an alert has the same range here and where a guild sets its own. */
const limit = (name: LimitName, fallback: number) => number(fallback, LIMITS[name].min, LIMITS[name].max);
const wholeLimit = (name: LimitName, fallback: number) => whole(fallback, LIMITS[name].min, LIMITS[name].max);

/** What decides an alert, and how often that is asked for. */
export const LimitSettings = z.object({
  ALERT_COOLDOWN_SECONDS: wholeLimit('cooldown', 300),
  ALERT_REMINDER_MAX_SECONDS: wholeLimit('reminder', 3_600),
  BALANCE_ALERTS: onOff('on'),
  BALANCE_POLL_SECONDS: whole(60, 10, 3_600),
  BALANCE_WARNING_USD: limit('balance.warning', 10),
  BALANCE_CRITICAL_USD: limit('balance.critical', 2),
  BALANCE_CLEAR_PERCENT: limit('balance.clear', 2),
  RUNWAY_ALERTS: onOff('on'),
  RUNWAY_WARNING_HOURS: limit('runway.warning', 24),
  RUNWAY_CRITICAL_HOURS: limit('runway.critical', 4),
  RUNWAY_CLEAR_HOURS: limit('runway.clear', 36),
  ERRORS_WINDOW_SECONDS: wholeLimit('errors.window', 300),
  ERRORS_WIDEST_SECONDS: wholeLimit('errors.widest', 3_600),
  ERRORS_MIN_RESULTS: wholeLimit('errors.minResults', 10),
  ERRORS_IN_ROW: wholeLimit('errors.inRow', 10),
  ERRORS_RATE_PERCENT: limit('errors.rate', 15),
  ERRORS_CLEAR_PERCENT: limit('errors.clearRate', 10),
  ERRORS_CLEAR_SECONDS: wholeLimit('errors.clearHold', 60),
  QUEUE_DEPTH: wholeLimit('queue.depth', 100),
  QUEUE_HOLD_SECONDS: wholeLimit('queue.hold', 120),
  QUEUE_CRITICAL_FACTOR: limit('queue.criticalFactor', 5),
  QUEUE_CLEAR_PERCENT: limit('queue.clearShare', 80),
  SILENCE_QUIET_SECONDS: wholeLimit('silence.quiet', 600),
  SILENCE_MIN_RESULTS: wholeLimit('silence.minResults', 20),
  PROVIDER_ACCOUNT_FAILURES: wholeLimit('provider.accountFailures', 2),
  PROVIDER_OUTAGE_FAILURES: wholeLimit('provider.outageFailures', 3),
  PROVIDER_NO_BALANCE_SECONDS: wholeLimit('provider.noBalance', 600),
  LATENCY_P95_SECONDS: limit('latency.p95', 120),
  LATENCY_CLEAR_SECONDS: limit('latency.clearP95', 100),
  LATENCY_MIN_SOLVED: wholeLimit('latency.minSolved', 20),
  THREADS_PROBE: onOff('off'),
  THREADS_BUSY_PERCENT: limit('threads.busyShare', 95),
  THREADS_HOLD_SECONDS: wholeLimit('threads.hold', 300),
  THREADS_REFUSED_PERCENT: limit('threads.refusedShare', 10),
  THREADS_CLEAR_SECONDS: wholeLimit('threads.clearHold', 120),
});

type LimitSettings = z.infer<typeof LimitSettings>;

/** Settings that must fit one another. */
const RELATED: readonly (readonly (keyof LimitSettings)[])[] = [
  ['BALANCE_CRITICAL_USD', 'BALANCE_WARNING_USD'],
  ['ERRORS_CLEAR_PERCENT', 'ERRORS_RATE_PERCENT'],
  ['LATENCY_CLEAR_SECONDS', 'LATENCY_P95_SECONDS'],
  ['RUNWAY_CRITICAL_HOURS', 'RUNWAY_WARNING_HOURS', 'RUNWAY_CLEAR_HOURS'],
];

/**
 * What is wrong with settings taken together, as sentences that begin with their names. Each group is judged beside
 * defaults, which fit, so that a problem is its own, and is found even where another setting could not be read.
 */
export function relatedProblems(read: Partial<LimitSettings>): string[] {
  const defaults = LimitSettings.parse({});
  return RELATED.flatMap((names) => {
    if (names.some((name) => read[name] === undefined)) return [];
    const own = Object.fromEntries(names.map((name) => [name, read[name]]));
    return limitProblems(toLimits({ ...defaults, ...own })).map(
      (problem) => `${listOf(names)}: ${LIMIT_PROBLEM_SENTENCES[problem]}`,
    );
  });
}

function listOf(names: readonly (keyof LimitSettings)[]): string {
  return `${names.slice(0, -1).join(' and ')} and ${names.at(-1)}`;
}

/** The process-wide limits in the units that the program uses. */
export function toLimits(env: LimitSettings): Limits {
  const errorsWindowMs = env.ERRORS_WINDOW_SECONDS * SECOND;
  const balanceEnabled = env.BALANCE_ALERTS === 'on';
  return {
    balance: {
      enabled: balanceEnabled,
      thresholdMicros: Math.round(env.BALANCE_WARNING_USD * MICROS_PER_USD),
      criticalMicros: Math.round(env.BALANCE_CRITICAL_USD * MICROS_PER_USD),
      clearAbove: env.BALANCE_CLEAR_PERCENT / 100,
      // Three polls where they are rarer.
      staleMs: Math.max(STALE_MS, 3 * env.BALANCE_POLL_SECONDS * SECOND),
    },
    errors: {
      windowMs: errorsWindowMs,
      widestMs: env.ERRORS_WIDEST_SECONDS * SECOND,
      minResults: env.ERRORS_MIN_RESULTS,
      inRow: env.ERRORS_IN_ROW,
      rate: env.ERRORS_RATE_PERCENT / 100,
      clearRate: env.ERRORS_CLEAR_PERCENT / 100,
      clearHoldMs: env.ERRORS_CLEAR_SECONDS * SECOND,
    },
    queue: {
      depth: env.QUEUE_DEPTH,
      holdMs: env.QUEUE_HOLD_SECONDS * SECOND,
      criticalFactor: env.QUEUE_CRITICAL_FACTOR,
      clearShare: env.QUEUE_CLEAR_PERCENT / 100,
      staleMs: STALE_MS,
    },
    silence: { quietMs: env.SILENCE_QUIET_SECONDS * SECOND, minResults: env.SILENCE_MIN_RESULTS },
    provider: {
      accountFailures: env.PROVIDER_ACCOUNT_FAILURES,
      outageFailures: env.PROVIDER_OUTAGE_FAILURES,
      noBalanceMs: env.PROVIDER_NO_BALANCE_SECONDS * SECOND,
    },
    latency: {
      windowMs: errorsWindowMs,
      minSolved: env.LATENCY_MIN_SOLVED,
      p95Ms: Math.round(env.LATENCY_P95_SECONDS * SECOND),
      clearP95Ms: Math.round(env.LATENCY_CLEAR_SECONDS * SECOND),
    },
    threads: {
      busyShare: env.THREADS_BUSY_PERCENT / 100,
      holdMs: env.THREADS_HOLD_SECONDS * SECOND,
      refusedShare: env.THREADS_REFUSED_PERCENT / 100,
      minResults: env.ERRORS_MIN_RESULTS,
      clearHoldMs: env.THREADS_CLEAR_SECONDS * SECOND,
      staleMs: STALE_MS,
    },
    runway: {
      // On a thread plan, where balance alerts are off, the balance says nothing about what is left.
      enabled: balanceEnabled && env.RUNWAY_ALERTS === 'on',
      warningMs: Math.round(env.RUNWAY_WARNING_HOURS * HOUR),
      criticalMs: Math.round(env.RUNWAY_CRITICAL_HOURS * HOUR),
      clearMs: Math.round(env.RUNWAY_CLEAR_HOURS * HOUR),
    },
    cooldownMs: env.ALERT_COOLDOWN_SECONDS * SECOND,
    reminderMaxMs: env.ALERT_REMINDER_MAX_SECONDS * SECOND,
  };
}
