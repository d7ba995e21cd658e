import type { Millis } from '../time.ts';
import type { Flapping } from './flapping.ts';
import type { Acknowledgement, AlertState, Incident } from './incident.ts';
import type { LastSent } from './lastSent.ts';

/**
 * A moment that lies ahead was written before the clock was set back. It counts as now, and is remembered as that: a
 * message then waits for one cooldown at the most, however far the clock was off.
 */
export function clampToNow(alertState: AlertState, now: Millis): AlertState {
  const { incident, lastSent, closed, ends } = alertState;
  const clamped = incident === null ? null : clampIncident(incident, now);
  const sent = clampEach(lastSent, now);
  const isPast = (closed?.at ?? now) <= now && ends.every(({ closedAt }) => closedAt <= now);
  if (clamped === incident && sent === lastSent && isPast) return alertState;
  return {
    ...alertState,
    incident: clamped,
    lastSent: sent,
    closed: closed && { ...closed, at: Math.min(closed.at, now) },
    ends: ends.map(({ openedAt, closedAt }) => ({ openedAt, closedAt: Math.min(closedAt, now) })),
  };
}

function clampIncident(incident: Incident, now: Millis): Incident {
  const { clearSince, unknownSince, unknownNotifiedAt, quietSince } = incident;
  const suppressedAt = clampEach(incident.suppressedAt, now);
  const acknowledged = incident.acknowledged && clampAcknowledgement(incident.acknowledged, now);
  const flapping = incident.flapping && clampFlapping(incident.flapping, now);
  const escalatedSince = incident.escalated.since;
  const { late } = incident.escalated;
  const takenAt = [...incident.escalated.sent, ...(late === undefined ? [] : [late])].map(({ at }) => at);
  const times = [clearSince, unknownSince, unknownNotifiedAt, quietSince, escalatedSince, ...takenAt];
  const isPast = times.every((at) => (at ?? now) <= now);
  if (
    suppressedAt === incident.suppressedAt &&
    acknowledged === incident.acknowledged &&
    flapping === incident.flapping &&
    isPast
  )
    return incident;
  return {
    ...incident,
    suppressedAt,
    acknowledged,
    clearSince: earlier(clearSince, now),
    unknownSince: earlier(unknownSince, now),
    unknownNotifiedAt: earlier(unknownNotifiedAt, now),
    quietSince: earlier(quietSince, now),
    flapping,
    escalated: {
      ...incident.escalated,
      since: earlier(escalatedSince, now),
      sent: incident.escalated.sent.map((step) => ({ ...step, at: Math.min(step.at, now) })),
      ...(late === undefined ? {} : { late: { ...late, at: Math.min(late.at, now) } }),
    },
  };
}

function clampFlapping(flapping: Flapping, now: Millis): Flapping {
  const { since, cameAt, goneAt } = flapping;
  if (Math.max(since, cameAt, goneAt) <= now) return flapping;
  return { ...flapping, since: Math.min(since, now), cameAt: Math.min(cameAt, now), goneAt: Math.min(goneAt, now) };
}

function clampAcknowledgement(acknowledged: Acknowledgement, now: Millis): Acknowledgement {
  const { at, confirmedAt = null, askedAt = null, questionAt = null } = acknowledged;
  if ([at, confirmedAt, askedAt, questionAt].every((each) => (each ?? now) <= now)) return acknowledged;
  const clamped = {
    at: Math.min(at, now),
    confirmedAt: earlier(confirmedAt, now),
    askedAt: earlier(askedAt, now),
    questionAt: earlier(questionAt, now),
  };
  return { ...acknowledged, ...clamped };
}

function clampEach(sent: LastSent, now: Millis): LastSent {
  if ((sent.warning ?? now) <= now && (sent.critical ?? now) <= now) return sent;
  return { warning: earlier(sent.warning, now), critical: earlier(sent.critical, now) };
}

/** A moment that happened: at the latest now. */
export function earlier(at: Millis | null, now: Millis): Millis | null {
  return at === null ? null : Math.min(at, now);
}
