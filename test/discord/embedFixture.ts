import type { Facts } from '../../src/monitor/alerts/facts.ts';
import type { AlertMessage } from '../../src/monitor/alerts/message.ts';
import type { AlertSeverity, Guild } from '../../src/monitor/types.ts';
import { LIMITS } from '../monitor/limits.ts';

export const AT = Date.UTC(2026, 10, 23, 9);
export const FRAME = { timestamp: '2026-11-23T09:00:00.000Z', footer: { text: 'CaptchaAI Pipeline Monitor' } };
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** An alert of nine o'clock that was not muted and holds back nothing. */
export function alertOf(facts: Facts, severity: AlertSeverity = 'warning', more: Partial<AlertMessage> = {}) {
  return { type: 'alert', severity, facts, heldBack: 0, affects: [], at: AT, ...more } as const;
}

export const stamp = (at: number, style: 'R' | 't' | 'f') => `<t:${at / 1_000}:${style}>`;

export const balance = (balanceMicros = 8_420_000) =>
  ({ kind: 'balance', balanceMicros, thresholdMicros: 10_000_000 }) as const;

export const silence = (quietMs = 12 * MINUTE) =>
  ({ kind: 'silence', quietMs, newestAt: AT - quietMs, inHourBefore: 1_234 }) as const;

export const provider = (more: Partial<Extract<Facts, { kind: 'provider' }>> = {}) =>
  ({
    kind: 'provider',
    failure: {
      class: 'account',
      code: 'ERROR_KEY_DOES_NOT_EXIST',
      meaning: 'The API key is unknown',
      advice: 'Check the API key, then the plan',
    },
    since: AT - 2 * MINUTE,
    ...more,
  }) as const;

export const latency = (p95Ms = 143_600) =>
  ({ kind: 'latency', p50Ms: 31_200, p95Ms, solved: 1_020, thresholdMs: 120_000, windowMs: 5 * MINUTE }) as const;

export const threads = (more: Partial<Extract<Facts, { kind: 'threads' }>> = {}) =>
  ({ kind: 'threads', busy: 15, total: 15, refused: 30, results: 200, ...more }) as const;

export const runway = (runwayMs: number | null = 3 * HOUR + 20 * MINUTE) =>
  ({ kind: 'runway', runwayMs, burnMicrosPerHour: 2_519_999, balanceMicros: 8_420_000, sure: 'medium' }) as const;

export const types = (more: Partial<Extract<Facts, { kind: 'types' }>> = {}) =>
  ({ kind: 'types', type: 'turnstile', failed: 31, total: 40, windowMs: 5 * MINUTE, others: [], ...more }) as const;

export const workers = (more: Partial<Extract<Facts, { kind: 'workers' }>> = {}) =>
  ({ kind: 'workers', depth: 1_340, activeWorkers: 0, quietMs: 4 * MINUTE, ...more }) as const;

export const GUILD: Guild = {
  id: '100000000000000001',
  name: 'Scrapers',
  destination: { type: 'channel', channelId: '300000000000000001' },
  unusable: null,
  refuges: [],
  mention: null,
  mentionFrom: 'error',
  pingFailure: null,
  locale: 'en-US',
  timeZone: 'UTC',
  summaryMinute: 540,
  limits: LIMITS,
  joinedAt: 0,
  topUpsToldUntil: 0,
};
