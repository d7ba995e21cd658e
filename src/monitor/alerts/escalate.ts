import type { Millis } from '../time.ts';
import type { Decision, DecisionTerms } from './decision.ts';
import { type EscalationStep, lateStep, MOST_STEPS, stepAt, stepsAt } from './escalation.ts';
import type { Verdict } from './facts.ts';
import type { AlertState, Incident } from './incident.ts';
import { waitsForQuietEnd } from './quietWait.ts';

export interface EscalateTerms extends Pick<DecisionTerms, 'muted' | 'suppressedBy' | 'quiet' | 'steadySince' | 'now'> {
  readonly decision: Decision;
  readonly verdict: Verdict;
  readonly alertState: AlertState;
  readonly steps: readonly EscalationStep[];
}

/** What was decided, with the steps that are due, and what to remember of them. */
export interface Escalation {
  readonly decision: Decision;
  readonly alertState: AlertState;
  readonly due: readonly EscalationStep[];
}

/**
 * Checks again at every step: it goes on only if the incident still fires, is critical, and is not acknowledged, muted or suppressed. Everything that
 * suppresses it makes the steps count from its end.
 */
export function escalate(terms: EscalateTerms): Escalation {
  const { decision, verdict, alertState, steps, now } = terms;
  const { incident } = alertState;
  const idle: Escalation = { decision, alertState, due: [] };
  if (incident === null) return idle;
  const since = sinceWhen(incident, terms);
  const { sent } = incident.escalated;
  const known = since === incident.escalated.since ? (incident.escalated.late ?? null) : null;
  const found = lateStep(steps, { since, sent, late: known }, terms);
  const { due: overdue, next: after } = stepsAt(steps, { since, sent, late: found }, now);
  // Nobody is notified of what is not known to fire now; the time goes on.
  const isFiring = verdict.state === 'firing' && incident.severity === 'critical';
  const [due, next] = isFiring ? [overdue, after] : [[], incident.escalated.next];
  const isSame = since === incident.escalated.since && due.length === 0 && isSameStep(next, incident.escalated.next);
  if (isSame) return idle;
  const taken = [...sent, ...due.map((step) => stepAt(step, now))];
  // One that waits because it may not fire gets later still.
  const late = due.length > 0 ? found : known;
  const escalated = { since, sent: taken.slice(-MOST_TAKEN), next, ...(late === null ? {} : { late }) };
  const kept = { ...alertState, incident: { ...incident, escalated } };
  const isReason = due.length > 0 && decision.send === null;
  return {
    decision: isReason
      ? { send: 'escalation', reason: 'escalated', alertState: kept }
      : { ...decision, alertState: kept },
    alertState: kept,
    due,
  };
}

/** Of an incident that is suppressed again and again as many are remembered: more than there can be steps. */
const MOST_TAKEN = 2 * MOST_STEPS;

/** From when the steps count; null: they do not, and start over. Without a verdict, as a warning or while it recovers, nothing changes. */
function sinceWhen(incident: Incident, terms: EscalateTerms): Millis | null {
  const { verdict, muted, suppressedBy, quiet, steps } = terms;
  const { since } = incident.escalated;
  const isSuppressed = muted || suppressedBy !== null || waitsForQuietEnd(incident, 'critical', { quiet });
  const isKnown = incident.notifiedSeverity === 'critical';
  if (steps.length === 0 || incident.acknowledged !== null || !isKnown || isSuppressed) return null;
  const isCritical = verdict.state === 'firing' && incident.severity === 'critical';
  return isCritical ? (since ?? beginOf(terms)) : since;
}

/** Where nobody has answered whether they are still on it, the first step is due at once. */
function beginOf({ decision, steps, now }: EscalateTerms): Millis {
  if (decision.reason !== 'acknowledgementExpired') return now;
  return now - Math.min(...steps.map(({ afterMs }) => afterMs));
}

function isSameStep(a: Incident['escalated']['next'], b: Incident['escalated']['next']): boolean {
  return a?.at === b?.at && JSON.stringify(a) === JSON.stringify(b);
}
