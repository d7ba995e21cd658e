import type { Millis } from '../time.ts';
import type { Incident, LastSent } from './incident.ts';

/**
 * The cooldown is kept per severity, so a warning never silences an error. Within one incident an error does cover the
 * warning that it eases to: nobody needs to be notified at once that it got better.
 */
export function lastAbout(incident: Incident, last: LastSent): Millis | null {
  if (incident.severity === 'error') return last.error;
  const covers = last === incident.suppressedAt || incident.notifiedSeverity === 'error';
  return latest(last.warning, covers ? last.error : null);
}

function latest(a: Millis | null, b: Millis | null): Millis | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

export function isWithin(last: Millis | null, waitMs: Millis, now: Millis): boolean {
  return last !== null && now - last < waitMs;
}
