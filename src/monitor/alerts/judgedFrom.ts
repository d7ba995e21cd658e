import { recordOf } from '../recordOf.ts';
import type { Millis } from '../time.ts';
import { ALERT_KINDS, type AlertKind, type Thresholds } from '../types.ts';
import { CAUSE_KINDS, INHIBITION_MS, inhibitedKinds, isSevereEnough } from './causes.ts';
import type { AlertState } from './incident.ts';

const CAUSES_OF = recordOf(
  ALERT_KINDS.map((kind) => [kind, CAUSE_KINDS.filter((cause) => inhibitedKinds(cause).includes(kind))]),
);

/**
 * Since when results count for a kind where the window has to be widened: people were notified of what its last incident was about, and what a
 * cause brought about is no fault of its own.
 */
export function judgedFrom(
  kind: AlertKind,
  alertStateOf: (kind: AlertKind) => AlertState | undefined,
  usedUpAt: Millis | null,
): Millis {
  const ends = CAUSES_OF[kind].map((cause) => (cause === 'balance' ? usedUpAt : endOf(cause, alertStateOf(cause))));
  const { closed = null, incident = null } = alertStateOf(kind) ?? {};
  const knownUntil = Math.max(closed?.at ?? 0, incident?.flapping?.goneAt ?? 0);
  return Math.max(knownUntil, ...ends.map((end) => (end === null ? 0 : end + INHIBITION_MS)));
}

/** When a cause was over; null where it lasts, never was, or was not severe enough to be one. */
function endOf(cause: AlertKind, alertState: AlertState | undefined): Millis | null {
  const { incident = null, closed = null } = alertState ?? {};
  if (incident !== null && incident.clearSince !== null && isSevereEnough(cause, incident.severity)) {
    return incident.clearSince;
  }
  return closed !== null && isSevereEnough(cause, closed.severity) ? closed.at : null;
}

/** How far back a judgement may look at results. */
export function widestMs({ errors }: Thresholds): Millis {
  return Math.max(errors.windowMs, errors.widestMs);
}
