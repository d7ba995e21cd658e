import type { AlertSeverity } from '../types.ts';
import type { Facts } from './facts.ts';
import type { AlertMessage } from './message.ts';

/** What people know of an incident by the alerts that arrived. */
export interface Notified {
  readonly severity: AlertSeverity | null;
  readonly reminders: number;
  readonly facts: Facts | null;
  /** The facts that the last mention went with. */
  readonly pinged: Facts | null;
}

/** What the catch-up of quiet hours said of an incident. */
export interface CaughtUp {
  readonly severity: AlertSeverity;
  readonly facts: Facts;
}

/** After an alert was given up: people know only of those that arrived, the oldest first, and of what a catch-up said. */
export function notifiedBy(arrived: readonly AlertMessage[], caughtUp: CaughtUp | null = null): Notified {
  const last = arrived.at(-1);
  if (last === undefined && caughtUp !== null)
    return { severity: caughtUp.severity, reminders: 0, facts: caughtUp.facts, pinged: null };
  const pinged = arrived.findLast(({ pings, severity }) => pings !== false && severity === 'critical');
  const isCritical = arrived.some(({ severity }) => severity === 'critical');
  return {
    severity: last === undefined ? null : isCritical ? 'critical' : 'warning',
    reminders: last?.reminder?.n ?? 0,
    facts: last?.facts ?? null,
    pinged: pinged?.facts ?? null,
  };
}
