import type { Millis } from '../time.ts';
import { isWithin, lastAbout } from './cooldown.ts';
import type { Decision, DecisionTerms } from './decision.ts';
import type { AlertMemory, Incident } from './incident.ts';
import { endedInQuiet, waitsForQuietEnd } from './quietWait.ts';
import { judgedAgain } from './unknown.ts';

/** Whether an incident is over, and what is told of that. */
export function decideOk(memory: AlertMemory, terms: DecisionTerms): Decision {
  if (memory.incident === null) return { send: null, reason: 'healthy', memory };
  const { heldBy, clearHoldMs, now } = terms;
  const judged = judgedAgain(memory.incident);
  const clearSince = judged.clearSince ?? now;
  const incident = clearSince === judged.clearSince ? judged : { ...judged, clearSince };
  const clearing = incident === memory.incident ? memory : { ...memory, incident };
  if (now - clearSince < clearHoldMs) return { send: null, reason: 'awaitingClear', memory: clearing };

  const { severity, toldSeverity, worst } = incident;
  const over: AlertMemory = { ...memory, incident: null, closed: { at: now, severity, told: toldSeverity } };
  if (toldSeverity === null) return endUntold(incident, clearSince, over, terms);
  // Nothing can be told or changed there now: it stays open, so that the team hears of its end as soon as it can.
  if (heldBy === 'noDestination') return { send: null, reason: heldBy, memory: clearing };
  // What quiet hours keep back is told by their catch-up; the first message is edited all the same.
  if (!terms.muted && waitsForQuietEnd(incident, toldSeverity, terms))
    return { send: null, reason: 'quietHours', memory: endedInQuiet(over, incident, now) };
  // Muted or not: the history must read true at once. The word of its end waits for the end of the mute while it is delivered.
  return { send: 'recovery', reason: 'recovered', before: worst, memory: over };
}

/** Only a cooldown that suppressed it to its end has something to tell when it is over. */
function endUntold(ended: Incident, endedAt: Millis, memory: AlertMemory, terms: DecisionTerms): Decision {
  const { muted, heldBy, cooldownMs, now } = terms;
  if (ended.quietSince !== null) return { send: null, reason: 'quietHours', memory: endedInQuiet(memory, ended, now) };
  const last = lastAbout(ended, memory.lastSent);
  const cooledDown = [ended.openedAt, endedAt].some((at) => isWithin(last, cooldownMs, at));
  if (muted || heldBy !== null || last === null || !cooledDown) return { send: null, reason: 'endedUntold', memory };
  if (waitsForQuietEnd(ended, ended.severity, terms))
    return { send: null, reason: 'quietHours', memory: endedInQuiet(memory, ended, now) };
  return { send: 'late', reason: 'endedInCooldown', ended, notBefore: Math.max(last + cooldownMs, now), memory };
}
