import type { DecisionTerms } from '../../src/monitor/alerts/decision.ts';
import type { Verdict } from '../../src/monitor/alerts/facts.ts';
import {
  type AlertMemory,
  type Incident,
  NOTHING_REMEMBERED,
  NOTHING_SENT,
} from '../../src/monitor/alerts/incident.ts';
import type { BalanceFacts } from '../../src/monitor/kinds/balance.ts';
import type { AlertSeverity } from '../../src/monitor/types.ts';
import { HOUR, LIMITS, MINUTE, NOW } from './limits.ts';

export const COOLDOWN = LIMITS.cooldownMs;
export const HOLD = MINUTE;
export const AGO = (ms: number) => NOW - ms;

export const facts = (usd: number): BalanceFacts => ({
  kind: 'balance',
  balanceMicros: usd * 1_000_000,
  thresholdMicros: 10_000_000,
});
export const firing = (severity: AlertSeverity, usd = severity === 'error' ? 1 : 8): Verdict => ({
  state: 'firing',
  severity,
  facts: facts(usd),
});
export const warning = firing('warning');
export const error = firing('error');
export const ok: Verdict = { state: 'ok', facts: facts(142) };
export const unknown: Verdict = { state: 'unknown', why: 'stale' };

export const quiet = NOTHING_REMEMBERED;
export const incident = (more: Partial<Incident> = {}): Incident => ({
  severity: 'warning',
  openedAt: AGO(HOUR),
  clearSince: null,
  toldSeverity: 'warning',
  worst: facts(8),
  heldBack: 0,
  heldAt: NOTHING_SENT,
  acknowledged: null,
  muted: null,
  affects: [],
  reminders: 0,
  pinged: null,
  unknownSince: null,
  unknownNotifiedAt: null,
  ...more,
});
export const during = (more: Partial<Incident>, lastSent: Partial<AlertMemory['lastSent']> = {}): AlertMemory => ({
  incident: incident(more),
  lastSent: { ...NOTHING_SENT, ...lastSent },
  notified: null,
  closed: null,
});

export const heldWarning = (at: number) => ({ warning: at, error: null });

export const terms: DecisionTerms = {
  muted: false,
  heldBy: null,
  cooldownMs: COOLDOWN,
  reminderMaxMs: HOUR,
  clearHoldMs: HOLD,
  steadySince: 0,
  now: NOW,
};
export const muted: DecisionTerms = { ...terms, muted: true };
