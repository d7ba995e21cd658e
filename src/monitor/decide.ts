import type { AlertMemory, AlertSeverity, Facts, Incident, LastSent, Millis, Verdict } from './types.ts';

/** Why something was sent. */
export type SendReason = 'firstFiring' | 'worsened' | 'cooldownElapsed' | 'muteEnded' | 'recovered';
/** Why nothing was sent. */
export type SilentReason = 'healthy' | 'noVerdict' | 'muted' | 'coolingDown' | 'awaitingClear' | 'endedUntold';
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
  readonly cooldownMs: Millis;
  /** How long a verdict must stay `ok` before the incident ends. */
  readonly clearHoldMs: Millis;
  readonly now: Millis;
}

/** Decides whether a verdict is to be sent, and what becomes of the incident. Each answer carries its reason. */
export function decide(verdict: Verdict, memory: AlertMemory, terms: DecisionTerms): Decision {
  switch (verdict.state) {
    case 'unknown':
      return { send: null, reason: 'noVerdict', memory };
    case 'ok':
      return decideOk(memory, terms);
    case 'firing':
      return decideFiring(verdict, memory, terms);
  }
}

function decideFiring(
  { severity, facts }: { severity: AlertSeverity; facts: Facts },
  memory: AlertMemory,
  { muted, cooldownMs, now }: DecisionTerms,
): Decision {
  const incident = stillFiring(memory.incident, severity, facts, now);
  const kept: AlertMemory = incident === memory.incident ? memory : { ...memory, incident };

  if (withinCooldown(lastAbout(incident, memory.lastSent), cooldownMs, now)) {
    return { send: null, reason: muted ? 'muted' : 'coolingDown', memory: kept };
  }
  if (muted) {
    if (withinCooldown(incident.heldAt, cooldownMs, now) && !justWorsened(memory.incident, severity)) {
      return { send: null, reason: 'muted', memory: kept };
    }
    const held = { ...incident, heldBack: incident.heldBack + 1, heldAt: now };
    return { send: null, reason: 'muted', memory: { ...memory, incident: held } };
  }
  return {
    send: 'alert',
    reason: sendReason(incident, memory.lastSent),
    heldBack: incident.heldBack,
    memory: {
      incident: { ...incident, told: true, heldBack: 0, heldAt: null, worst: worseOf(incident.worst, facts) },
      lastSent: { ...memory.lastSent, [severity]: now },
    },
  };
}

function decideOk(memory: AlertMemory, { muted, clearHoldMs, now }: DecisionTerms): Decision {
  const { incident } = memory;
  if (incident === null) return { send: null, reason: 'healthy', memory };

  // A clock that was set back starts the hold time anew: better late than twice.
  const clearSince = incident.clearSince === null ? now : Math.min(incident.clearSince, now);
  const clearing = clearSince === incident.clearSince ? memory : { ...memory, incident: { ...incident, clearSince } };
  if (now - clearSince < clearHoldMs) return { send: null, reason: 'awaitingClear', memory: clearing };

  if (!incident.told) return { send: null, reason: 'endedUntold', memory: { ...memory, incident: null } };
  // Told, and over while muted: it stays open, so that the team hears of its end once the mute is over.
  if (muted) return { send: null, reason: 'muted', memory: clearing };
  return { send: 'recovery', reason: 'recovered', before: incident.worst, memory: { ...memory, incident: null } };
}

function stillFiring(incident: Incident | null, severity: AlertSeverity, facts: Facts, now: Millis): Incident {
  if (incident === null) {
    return { severity, openedAt: now, clearSince: null, told: false, worst: facts, heldBack: 0, heldAt: null };
  }
  if (incident.severity === severity && incident.clearSince === null) return incident;
  return { ...incident, severity, clearSince: null };
}

function justWorsened(before: Incident | null, severity: AlertSeverity): boolean {
  return before?.severity === 'warning' && severity === 'error';
}

/**
 * The cooldown is kept per severity, so a warning never silences an error. Within one incident an error does cover the
 * warning that it eases to: nobody needs to be told at once that it got better.
 */
function lastAbout(incident: Incident, lastSent: LastSent): Millis | null {
  if (incident.severity === 'error') return lastSent.error;
  const error = lastSent.error !== null && lastSent.error >= incident.openedAt ? lastSent.error : null;
  return Math.max(lastSent.warning ?? -Infinity, error ?? -Infinity);
}

/** Symmetric in time: a clock that jumps back by a year must not hold alerts back for a year. */
function withinCooldown(last: Millis | null, cooldownMs: Millis, now: Millis): boolean {
  return last !== null && Math.abs(now - last) < cooldownMs;
}

function sendReason(incident: Incident, lastSent: LastSent): SendReason {
  if (incident.heldBack > 0) return 'muteEnded';
  if (!incident.told) return 'firstFiring';
  const errorTold = lastSent.error !== null && lastSent.error >= incident.openedAt;
  return incident.severity === 'error' && !errorTold ? 'worsened' : 'cooldownElapsed';
}

function worseOf(a: Facts, b: Facts): Facts {
  return badness(b) > badness(a) ? b : a;
}

function badness(facts: Facts): number {
  switch (facts.kind) {
    case 'balance':
      return -facts.balanceMicros;
    case 'errors':
      return facts.failed / facts.total;
    case 'queue':
      return facts.depth;
  }
}
