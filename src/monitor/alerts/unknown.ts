import type { UnknownWhy } from '../kinds/verdict.ts';
import { MINUTE, type Millis } from '../time.ts';
import type { Decision, DecisionTerms, SilentReason } from './decision.ts';
import type { AlertState, Incident } from './incident.ts';
import { waitsForQuietEnd } from './quietWait.ts';

/** For so long an open incident may go without a verdict before people are notified that there is none. */
export const UNKNOWN_FOR_MS: Millis = 30 * MINUTE;

/** Without a verdict nothing fires and nothing recovers; an incident that stays without one says so once. */
export function decideUnknown(why: UnknownWhy, alertState: AlertState, terms: DecisionTerms): Decision {
  const { muted, suppressedBy, steadySince, now } = terms;
  const { incident } = alertState;
  if (incident === null) return { send: null, reason: 'noVerdict', alertState };
  if (why === 'switchedOff') return switchedOff(alertState, incident, now);
  const unknownSince = incident.unknownSince ?? now;
  const open = unknownSince === incident.unknownSince ? incident : { ...incident, unknownSince };
  const kept = open === incident ? alertState : { ...alertState, incident: open };
  const silent = (reason: SilentReason): Decision => ({ send: null, reason, alertState: kept });

  const isNews = incident.notifiedSeverity !== null && incident.unknownNotifiedAt === null;
  if (!isNews || now - Math.max(unknownSince, steadySince) < UNKNOWN_FOR_MS) return silent('noVerdict');
  if (muted) return silent('muted');
  if (suppressedBy !== null) return silent(suppressedBy);
  if (waitsForQuietEnd(open, open.severity, terms)) return silent('quietHours');
  const notified = { ...alertState, incident: { ...open, unknownSince, unknownNotifiedAt: now } };
  // Somebody is on it: the first message says it, and nobody is disturbed.
  if (incident.acknowledged !== null) return { send: null, reason: 'acknowledged', alertState: notified };
  return { send: 'unknown', reason: 'unknownForLong', why, since: unknownSince, alertState: notified };
}

/** People switched its kind off: it is over without a recovery, and causes nothing. */
function switchedOff(alertState: AlertState, { severity }: Incident, now: Millis): Decision {
  return {
    send: null,
    reason: 'switchedOff',
    alertState: { ...alertState, incident: null, closed: { at: now, severity, notifiedSeverity: null } },
  };
}

/** The incident once there is a verdict again: the very same where there always was one. */
export function judgedAgain(incident: Incident): Incident {
  if (incident.unknownSince === null && incident.unknownNotifiedAt === null) return incident;
  return { ...incident, unknownSince: null, unknownNotifiedAt: null };
}
