import type { Millis } from '../time.ts';
import type { AlertSeverity } from '../types.ts';
import { badness } from './badness.ts';
import type { Facts } from './facts.ts';
import type { Incident } from './incident.ts';

/** How far apart messages of one kind are. */
export interface Pace {
  readonly cooldownMs: Millis;
  /** The longest time between two reminders; below the cooldown, the cooldown counts. */
  readonly reminderMaxMs: Millis;
}

/** The time after the nth message of an incident: 1, 2, 4, 8 … cooldowns. After none, the cooldown of the incident before counts. */
export function waitAfterMs(messages: number, { cooldownMs, reminderMaxMs }: Pace): Millis {
  const doublings = Math.max(0, messages - 1);
  return Math.min(cooldownMs * 2 ** doublings, Math.max(cooldownMs, reminderMaxMs));
}

/** How many messages were sent since it began or last got worse. */
export function sentSince({ notifiedSeverity, reminders }: Incident): number {
  return notifiedSeverity === null ? 0 : 1 + reminders;
}

/** A reminder pings only while it is critical and no better than at the last ping. */
export function reminderPings(severity: AlertSeverity, facts: Facts, pinged: Facts | null): boolean {
  return severity === 'critical' && (pinged === null || badness(facts) >= badness(pinged));
}
