import type { Millis } from '../time.ts';
import type { Incident } from './incident.ts';
import type { LastSent } from './lastSent.ts';

/**
 * The cooldown is kept per severity, so a warning never silences a critical message. Within one incident a critical one does cover the
 * warning that it eases to: nobody needs to be notified at once that it got better.
 */
export function lastAbout(incident: Incident, last: LastSent): Millis | null {
  if (incident.severity === 'critical') return last.critical;
  const covers = last === incident.suppressedAt || incident.notifiedSeverity === 'critical';
  return latest(last.warning, covers ? last.critical : null);
}

function latest(a: Millis | null, b: Millis | null): Millis | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

export function isWithin(last: Millis | null, waitMs: Millis, now: Millis): boolean {
  return last !== null && now - last < waitMs;
}
