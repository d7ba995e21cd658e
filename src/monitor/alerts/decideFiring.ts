import type { Millis } from '../time.ts';
import type { AlertSeverity } from '../types.ts';
import { acknowledgementStep } from './acknowledgement.ts';
import { isWithin, lastAbout } from './cooldown.ts';
import type { Decision, DecisionTerms, SendReason, SilentReason } from './decision.ts';
import { NOT_ESCALATED } from './escalation.ts';
import type { Facts } from './facts.ts';
import { cameBack, firesUnnotified } from './flapping.ts';
import { type Acknowledgement, type AlertState, type Incident, NOTHING_SENT } from './incident.ts';
import { NOBODY_PAGED } from './paged.ts';
import { suppressedInQuiet, waitsForQuietEnd } from './quietWait.ts';
import { reminderPings, sentSince, waitAfterMs } from './remind.ts';
import { judgedAgain } from './unknown.ts';
import { isTwiceAsBad, worseOf } from './worse.ts';

interface Firing {
  readonly severity: AlertSeverity;
  readonly facts: Facts;
}

/** Whether people are notified now of what fires: first, because it got worse, as a reminder, or because a mute has ended. */
export function decideFiring(firing: Firing, alertState: AlertState, terms: DecisionTerms): Decision {
  const { muted, suppressedBy, now } = terms;
  const incident = stillFiring(alertState, firing, now);
  const kept: AlertState = incident === alertState.incident ? alertState : { ...alertState, incident };
  const silent = (reason: SilentReason): Decision => ({ send: null, reason, alertState: kept });

  if (incident.acknowledged !== null) return decideAcknowledged(firing, kept, incident, incident.acknowledged, terms);
  const waits =
    isWithin(lastSentBefore(incident, alertState, terms), waitAfterMs(sentSince(incident), terms), now) &&
    !firesUnnotified(incident.flapping, lastAbout(incident, alertState.lastSent), now);
  const worse = gotWorse(incident, firing, alertState.notified);
  // What a mute suppressed is made up for at its end.
  const isOwed = !muted && incident.suppressed > 0;
  if (waits && !worse && !isOwed) return muted ? silent('muted') : coolingDown(kept, incident, firing.facts);
  if (suppressedBy !== null) return silent(muted ? 'muted' : suppressedBy);
  if (muted) return suppressed(kept, incident, terms);
  if (waitsForQuietEnd(incident, incident.severity, terms)) return suppressedQuietly(kept, incident, firing.facts, now);
  return sendAlert(firing, kept, incident, terms, { reason: reasonOf(incident, waits, worse), worse });
}

/** Nothing is repeated while somebody is on it, but something critical is not left to one who may have gone. */
function decideAcknowledged(
  firing: Firing,
  kept: AlertState,
  incident: Incident,
  acknowledged: Acknowledgement,
  terms: DecisionTerms,
): Decision {
  const step = acknowledgementStep(incident, terms);
  const isSuppressed =
    terms.muted || terms.suppressedBy !== null || waitsForQuietEnd(incident, incident.severity, terms);
  if (step === 'holds' || isSuppressed) return { send: null, reason: 'acknowledged', alertState: kept };
  if (step === 'ask') {
    const asked = { ...incident, acknowledged: { ...acknowledged, askedAt: terms.now } };
    return { send: 'stillOnIt', reason: 'stillOnIt', acknowledged, alertState: { ...kept, incident: asked } };
  }
  const nobodys = { ...incident, acknowledged: null };
  const sending = { reason: 'acknowledgementExpired', worse: false, expired: acknowledged } as const;
  return sendAlert(firing, kept, nobodys, terms, sending);
}

/** A clock that jumped brings no reminder sooner. What nobody was notified of yet waits for its cooldown only. */
function lastSentBefore(
  incident: Incident,
  { lastSent }: AlertState,
  { steadySince, now }: DecisionTerms,
): Millis | null {
  const last = lastAbout(incident, lastSent);
  return last === null || incident.notifiedSeverity === null ? last : Math.max(last, Math.min(steadySince, now));
}

/** An incident that nobody was notified of, and that ends inside the cooldown, is reported late with its worst value. */
function coolingDown(alertState: AlertState, incident: Incident, facts: Facts): Decision {
  const isKnown = incident.flapping?.isNotified === true;
  const silent = { send: null, reason: isKnown ? 'stillFlapping' : 'coolingDown' } as const;
  // How long it was quiet is known by its times.
  if (incident.notifiedSeverity !== null || facts.kind === 'silence') return { ...silent, alertState };
  const worst = worseOf(incident.worst, facts);
  return {
    ...silent,
    alertState: worst === incident.worst ? alertState : { ...alertState, incident: { ...incident, worst } },
  };
}

/** The catch-up tells of it by its worst. */
function suppressedQuietly(alertState: AlertState, incident: Incident, facts: Facts, now: Millis): Decision {
  const held = suppressedInQuiet(incident, facts, now);
  return {
    send: null,
    reason: 'quietHours',
    alertState: held === incident ? alertState : { ...alertState, incident: held },
  };
}

/** Counted where it would have been sent. */
function suppressed(alertState: AlertState, incident: Incident, terms: DecisionTerms): Decision {
  const silent = { send: null, reason: 'muted' } as const;
  const { suppressedAt, severity, suppressed } = incident;
  const waitMs = waitAfterMs(sentSince(incident) + suppressed, terms);
  if (isWithin(lastAbout(incident, suppressedAt), waitMs, terms.now)) return { ...silent, alertState };
  const counted = { ...incident, suppressed: suppressed + 1, suppressedAt: { ...suppressedAt, [severity]: terms.now } };
  return { ...silent, alertState: { ...alertState, incident: counted } };
}

function sendAlert(
  { severity, facts }: Firing,
  alertState: AlertState,
  incident: Incident,
  terms: DecisionTerms,
  { reason, worse, expired = null }: { reason: SendReason; worse: boolean; expired?: Acknowledgement | null },
): Decision {
  const { now } = terms;
  const isReminder = incident.notifiedSeverity !== null && !worse;
  const reminders = isReminder ? incident.reminders + 1 : 0;
  const pings = reason !== 'cooldownElapsed' || reminderPings(severity, facts, incident.pinged);
  const notified: Incident = {
    ...incident,
    notifiedSeverity: incident.notifiedSeverity === 'critical' ? 'critical' : severity,
    suppressed: 0,
    suppressedAt: NOTHING_SENT,
    worst: incident.notifiedSeverity === null ? facts : worseOf(incident.worst, facts),
    reminders,
    pinged: pings && severity === 'critical' ? facts : incident.pinged,
    quietSince: null,
    flapping: incident.flapping && { ...incident.flapping, isNotified: true },
  };
  return {
    send: 'alert',
    reason,
    suppressed: incident.suppressed,
    pings,
    expired,
    reminder: isReminder ? { n: reminders, nextAt: now + waitAfterMs(sentSince(notified), terms) } : null,
    alertState: {
      ...alertState,
      incident: notified,
      notified: facts,
      lastSent: { ...alertState.lastSent, [severity]: now },
    },
  };
}

function stillFiring({ incident, notified }: AlertState, { severity, facts }: Firing, now: Millis): Incident {
  if (incident === null) return newIncident(severity, facts, now);
  const judged = judgedAgain(incident);
  const outgrown =
    judged.acknowledged !== null &&
    ((severity === 'critical' && judged.acknowledged.severity === 'warning') || isTwiceAsBad(facts, notified));
  if (judged.severity === severity && judged.clearSince === null && !outgrown) return judged;
  const acknowledged = outgrown ? null : judged.acknowledged;
  return { ...judged, severity, clearSince: null, acknowledged, flapping: cameBack(judged.flapping, now) };
}

function newIncident(severity: AlertSeverity, facts: Facts, now: Millis): Incident {
  return {
    severity,
    openedAt: now,
    clearSince: null,
    notifiedSeverity: null,
    worst: facts,
    suppressed: 0,
    suppressedAt: NOTHING_SENT,
    acknowledged: null,
    muted: null,
    affects: [],
    reminders: 0,
    pinged: null,
    unknownSince: null,
    unknownNotifiedAt: null,
    paged: NOBODY_PAGED,
    quietSince: null,
    escalated: NOT_ESCALATED,
    flapping: null,
  };
}

/** Worse than what people were notified of: critical after a warning, or twice as bad. That waits for no cooldown. */
function gotWorse({ notifiedSeverity }: Incident, { severity, facts }: Firing, notified: Facts | null): boolean {
  return (severity === 'critical' && notifiedSeverity === 'warning') || isTwiceAsBad(facts, notified);
}

function reasonOf({ suppressed, notifiedSeverity }: Incident, waits: boolean, worse: boolean): SendReason {
  if (suppressed > 0) return 'muteEnded';
  if (worse && (waits || notifiedSeverity !== null)) return 'worsened';
  return notifiedSeverity === null ? 'firstFiring' : 'cooldownElapsed';
}
