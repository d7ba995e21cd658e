import type { Millis } from '../time.ts';
import { isWithin, lastAbout } from './cooldown.ts';
import type { Decision, DecisionTerms } from './decision.ts';
import { endsWithin, type Flapping, goneOnceMore, isSteady } from './flapping.ts';
import type { AlertState, Incident } from './incident.ts';
import { endedInQuiet, waitsForQuietEnd } from './quietWait.ts';
import { judgedAgain } from './unknown.ts';

/** Whether an incident is over, and whether people are notified of its end. */
export function decideOk(alertState: AlertState, terms: DecisionTerms): Decision {
  if (alertState.incident === null) return { send: null, reason: 'healthy', alertState };
  const { suppressedBy, clearHoldMs, now } = terms;
  const judged = judgedAgain(alertState.incident);
  const clearSince = judged.clearSince ?? now;
  const incident = clearSince === judged.clearSince ? judged : { ...judged, clearSince };
  const clearing = incident === alertState.incident ? alertState : { ...alertState, incident };
  if (now - clearSince < clearHoldMs) return { send: null, reason: 'awaitingClear', alertState: clearing };

  if (incident.flapping === null || !isSteady(incident.flapping, clearSince, terms)) {
    const flapping = goneOnceMore(incident, alertState.ends, now);
    if (flapping !== null) return decideFlapping(clearing, incident, flapping, terms);
  }
  const { severity, notifiedSeverity, worst, openedAt } = incident;
  const closed = { at: now, severity, notifiedSeverity };
  const ends = [...endsWithin(alertState.ends, now), { openedAt, closedAt: now }];
  const over: AlertState = { ...alertState, incident: null, closed, ends };
  if (notifiedSeverity === null) return endUnnotified(incident, clearSince, over, terms);
  // No message can be sent or changed there now: it stays open, so that the team hears of its end as soon as it can.
  if (suppressedBy === 'noDestination') return { send: null, reason: suppressedBy, alertState: clearing };
  // The catch-up notifies people of what quiet hours keep back; the first message is edited all the same.
  if (!terms.muted && waitsForQuietEnd(incident, notifiedSeverity, terms))
    return { send: null, reason: 'quietHours', alertState: endedInQuiet(over, incident, now) };
  // Muted or not: the history must read true at once. The word of its end waits for the end of the mute while it is delivered.
  return { send: 'recovery', reason: 'recovered', before: worst, alertState: over };
}

/**
 * It may come back soon, so its incident stays open: people are notified once that it is flapping, instead of this end. Where nobody knows of
 * it yet, the next message about it says how often it fired and recovered.
 */
function decideFlapping(
  clearing: AlertState,
  was: Incident,
  flapping: Flapping,
  { muted, suppressedBy, quiet, now }: DecisionTerms,
): Decision {
  const incident = flapping === was.flapping ? was : { ...was, flapping };
  const kept = incident === was ? clearing : { ...clearing, incident };
  const { notifiedSeverity, worst } = incident;
  if (flapping.isNotified || notifiedSeverity === null)
    return { send: null, reason: 'stillFlapping', alertState: kept };
  if (suppressedBy === 'noDestination') return { send: null, reason: suppressedBy, alertState: kept };
  // The next message is judged by what people know now: the pace of its reminders starts over.
  const notified: Incident = { ...incident, reminders: 0, flapping: { ...flapping, isNotified: true } };
  if (!muted && waitsForQuietEnd(incident, notifiedSeverity, { quiet })) {
    const alertState = { ...kept, incident: { ...notified, quietSince: notified.quietSince ?? now } };
    return { send: null, reason: 'quietHours', alertState };
  }
  return { send: 'flapping', reason: 'flapping', before: worst, alertState: { ...kept, incident: notified } };
}

/** Only a cooldown that suppressed it to its end has something to tell when it is over. */
function endUnnotified(ended: Incident, endedAt: Millis, alertState: AlertState, terms: DecisionTerms): Decision {
  const { muted, suppressedBy, cooldownMs, now } = terms;
  if (ended.quietSince !== null)
    return { send: null, reason: 'quietHours', alertState: endedInQuiet(alertState, ended, now) };
  const last = lastAbout(ended, alertState.lastSent);
  const cooledDown = [ended.openedAt, endedAt].some((at) => isWithin(last, cooldownMs, at));
  if (muted || suppressedBy !== null || last === null || !cooledDown)
    return { send: null, reason: 'endedBeforeNotified', alertState };
  if (waitsForQuietEnd(ended, ended.severity, terms))
    return { send: null, reason: 'quietHours', alertState: endedInQuiet(alertState, ended, now) };
  return { send: 'late', reason: 'endedInCooldown', ended, notBefore: Math.max(last + cooldownMs, now), alertState };
}
