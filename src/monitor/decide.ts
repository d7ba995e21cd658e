import { badness } from './badness.ts';
import type { Facts, Verdict } from './facts.ts';
import { type AlertMemory, type Incident, type LastSent, NOTHING_SENT } from './incident.ts';
import type { AlertSeverity, Millis } from './types.ts';

/** Why something was sent. */
export type SendReason = 'firstFiring' | 'worsened' | 'cooldownElapsed' | 'muteEnded' | 'recovered';
/** Why nothing was sent. */
export type SilentReason =
  | 'healthy'
  | 'noVerdict'
  | 'muted'
  | 'coolingDown'
  | 'awaitingClear'
  | 'endedUntold'
  | 'acknowledged'
  | 'heldByCause'
  | 'noDestination';
export type DecisionReason = SendReason | SilentReason;

/**
 * What to do about a verdict. `memory` is what to remember afterwards: the very object that was passed in where nothing
 * changed, so that the caller can skip the write.
 */
export type Decision =
  | { readonly send: 'alert'; readonly reason: SendReason; readonly memory: AlertMemory; readonly heldBack: number }
  | { readonly send: 'recovery'; readonly reason: 'recovered'; readonly memory: AlertMemory; readonly before: Facts }
  | { readonly send: null; readonly reason: SilentReason; readonly memory: AlertMemory };

export interface DecisionTerms {
  readonly muted: boolean;
  /** What else keeps a firing verdict from being told: a known cause that was told instead, or that there is no place to tell it. */
  readonly heldBy: 'heldByCause' | 'noDestination' | null;
  readonly cooldownMs: Millis;
  /** How long a verdict must stay `ok` before the incident ends. */
  readonly clearHoldMs: Millis;
  readonly now: Millis;
}

/** Decides whether a verdict is to be sent, and what becomes of the incident. Each answer carries its reason. */
export function decide(verdict: Verdict, remembered: AlertMemory, terms: DecisionTerms): Decision {
  const memory = settle(remembered, terms.now);
  switch (verdict.state) {
    case 'unknown':
      return { send: null, reason: 'noVerdict', memory };
    case 'ok':
      return decideOk(memory, terms);
    case 'firing':
      return decideFiring(verdict, memory, terms);
  }
}

/** Whether an incident still counts as firing for the rule's clear level: not once its verdict has been ok for long enough. */
export function countsAsFiring(incident: Incident | null, clearHoldMs: Millis, now: Millis): boolean {
  if (incident === null) return false;
  return incident.clearSince === null || now - incident.clearSince < clearHoldMs;
}

function decideFiring(
  { severity, facts }: { severity: AlertSeverity; facts: Facts },
  memory: AlertMemory,
  { muted, heldBy, cooldownMs, now }: DecisionTerms,
): Decision {
  const incident = stillFiring(memory.incident, severity, facts, now);
  const kept: AlertMemory = incident === memory.incident ? memory : { ...memory, incident };
  const silent = (reason: SilentReason): Decision => ({ send: null, reason, memory: kept });

  if (incident.acknowledged !== null) return silent('acknowledged');
  if (withinCooldown(lastAbout(incident, memory.lastSent), cooldownMs, now))
    return silent(muted ? 'muted' : 'coolingDown');
  if (heldBy !== null) return silent(muted ? 'muted' : heldBy);
  if (muted) {
    if (withinCooldown(lastAbout(incident, incident.heldAt), cooldownMs, now)) return silent('muted');
    const heldAt = { ...incident.heldAt, [severity]: now };
    return {
      send: null,
      reason: 'muted',
      memory: { ...memory, incident: { ...incident, heldBack: incident.heldBack + 1, heldAt } },
    };
  }
  return {
    send: 'alert',
    reason: sendReason(incident),
    heldBack: incident.heldBack,
    memory: {
      ...memory,
      incident: {
        ...incident,
        toldSeverity: incident.toldSeverity === 'error' ? 'error' : severity,
        heldBack: 0,
        heldAt: NOTHING_SENT,
        worst: incident.toldSeverity === null ? facts : worseOf(incident.worst, facts),
      },
      lastSent: { ...memory.lastSent, [severity]: now },
    },
  };
}

function decideOk(memory: AlertMemory, { muted, heldBy, clearHoldMs, now }: DecisionTerms): Decision {
  const { incident } = memory;
  if (incident === null) return { send: null, reason: 'healthy', memory };

  const clearSince = incident.clearSince ?? now;
  const clearing = clearSince === incident.clearSince ? memory : { ...memory, incident: { ...incident, clearSince } };
  if (now - clearSince < clearHoldMs) return { send: null, reason: 'awaitingClear', memory: clearing };

  const over: AlertMemory = { ...memory, incident: null, closed: { at: now, severity: incident.severity } };
  if (incident.toldSeverity === null) return { send: null, reason: 'endedUntold', memory: over };
  // Told, and over while nothing can be said: it stays open, so that the team hears of its end as soon as it can.
  if (muted) return { send: null, reason: 'muted', memory: clearing };
  if (heldBy === 'noDestination') return { send: null, reason: heldBy, memory: clearing };
  return { send: 'recovery', reason: 'recovered', before: incident.worst, memory: over };
}

function stillFiring(incident: Incident | null, severity: AlertSeverity, facts: Facts, now: Millis): Incident {
  if (incident === null) {
    return {
      severity,
      openedAt: now,
      clearSince: null,
      toldSeverity: null,
      worst: facts,
      heldBack: 0,
      heldAt: NOTHING_SENT,
      acknowledged: null,
      muted: null,
      affects: [],
    };
  }
  const outgrown = severity === 'error' && incident.acknowledged?.severity === 'warning';
  if (incident.severity === severity && incident.clearSince === null && !outgrown) return incident;
  return { ...incident, severity, clearSince: null, acknowledged: outgrown ? null : incident.acknowledged };
}

/**
 * A moment that lies ahead was written before the clock was set back. It counts as now, and is remembered as that: a
 * message then waits for one cooldown at the most, however far the clock was off.
 */
function settle(memory: AlertMemory, now: Millis): AlertMemory {
  const { incident, lastSent, closed } = memory;
  const settled = incident === null ? null : settleIncident(incident, now);
  const sent = settleEach(lastSent, now);
  if (settled === incident && sent === lastSent && (closed?.at ?? now) <= now) return memory;
  return { incident: settled, lastSent: sent, closed: closed && { ...closed, at: Math.min(closed.at, now) } };
}

function settleIncident(incident: Incident, now: Millis): Incident {
  const { clearSince } = incident;
  const heldAt = settleEach(incident.heldAt, now);
  if (heldAt === incident.heldAt && (clearSince ?? now) <= now) return incident;
  return { ...incident, heldAt, clearSince: clearSince === null ? null : Math.min(clearSince, now) };
}

function settleEach(sent: LastSent, now: Millis): LastSent {
  if ((sent.warning ?? now) <= now && (sent.error ?? now) <= now) return sent;
  const earlier = (at: Millis | null) => (at === null ? null : Math.min(at, now));
  return { warning: earlier(sent.warning), error: earlier(sent.error) };
}

/**
 * The cooldown is kept per severity, so a warning never silences an error. Within one incident an error does cover the
 * warning that it eases to: nobody needs to be told at once that it got better.
 */
function lastAbout(incident: Incident, last: LastSent): Millis | null {
  if (incident.severity === 'error') return last.error;
  const covers = last === incident.heldAt || incident.toldSeverity === 'error';
  return latest(last.warning, covers ? last.error : null);
}

function latest(a: Millis | null, b: Millis | null): Millis | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

function withinCooldown(last: Millis | null, cooldownMs: Millis, now: Millis): boolean {
  return last !== null && now - last < cooldownMs;
}

function sendReason(incident: Incident): SendReason {
  if (incident.heldBack > 0) return 'muteEnded';
  if (incident.toldSeverity === null) return 'firstFiring';
  return incident.severity === 'error' && incident.toldSeverity === 'warning' ? 'worsened' : 'cooldownElapsed';
}

function worseOf(a: Facts, b: Facts): Facts {
  return badness(b) > badness(a) ? b : a;
}
