import type { Millis } from '../time.ts';
import type { AlertSeverity } from '../types.ts';
import type { DecisionTerms } from './decision.ts';
import type { Facts } from './facts.ts';
import type { AlertState, Incident } from './incident.ts';
import { isPassing } from './quietHours.ts';
import { worseOf } from './worse.ts';

/**
 * Whether a message about an incident waits for the end of quiet hours. What they kept back waits after their end too, until the catch-up
 * has notified people: each message alone would repeat what that says.
 */
export function waitsForQuietEnd(
  { quietSince }: Incident,
  severity: AlertSeverity,
  { quiet }: Pick<DecisionTerms, 'quiet'>,
): boolean {
  return quiet === null ? quietSince !== null : !isPassing(quiet, severity);
}

/** The very same incident where nothing is new. How long a pipeline was silent is known by the times of its incident. */
export function suppressedInQuiet(incident: Incident, facts: Facts, now: Millis): Incident {
  const worst = facts.kind === 'silence' ? incident.worst : worseOf(incident.worst, facts);
  if (incident.quietSince !== null && worst === incident.worst) return incident;
  return { ...incident, worst, quietSince: incident.quietSince ?? now };
}

/** The alert state of an incident that ended while it was quiet, or before the catch-up notified people. */
export function endedInQuiet(over: AlertState, { quietSince }: Incident, now: Millis): AlertState {
  return { ...over, closed: over.closed && { ...over.closed, quietSince: quietSince ?? now } };
}
