import type { Millis } from '../time.ts';
import type { Actor, AlertKind, AlertSeverity } from '../types.ts';
import type { Escalated } from './escalation.ts';
import type { Facts } from './facts.ts';
import type { Ended, Flapping } from './flapping.ts';
import type { LastSent } from './lastSent.ts';
import type { LastPaged, Paged } from './paged.ts';

/** Who said that they are on it: no repeats until it gets worse or recovers. `severity`: the highest that people were notified of by then. */
export interface Acknowledgement {
  readonly by: Actor;
  readonly at: Millis;
  readonly severity: AlertSeverity;
  /** When they last said that they still are; absent or null: not since. */
  readonly confirmedAt?: Millis | null;
  /** Since when they are to be asked whether they still are; absent or null: they are not. */
  readonly askedAt?: Millis | null;
  /** When that question arrived; absent or null: not yet. */
  readonly questionAt?: Millis | null;
}

/** Who muted it, and until when; until when it was, where that was ended early. */
export interface IncidentMute {
  readonly by: Actor;
  readonly until: Millis;
}

/** From the first firing of a kind for a guild and pipeline until it has recovered. */
export interface Incident {
  readonly severity: AlertSeverity;
  readonly openedAt: Millis;
  /** Since when the verdict has not been `firing`; null while it fires. */
  readonly clearSince: Millis | null;
  /** The highest severity that a message about it spoke of; null while nobody was notified. */
  readonly notifiedSeverity: AlertSeverity | null;
  /** The worst reading that a message spoke of, or the first one while none did. */
  readonly worst: Facts;
  /** How many messages a mute has suppressed since the last one that was sent, and when the last of each severity was. */
  readonly suppressed: number;
  readonly suppressedAt: LastSent;
  readonly acknowledged: Acknowledgement | null;
  readonly muted: IncidentMute | null;
  /** The kinds that it inhibits, as the last message names them. */
  readonly affects: readonly AlertKind[];
  /** How many reminders were sent since it began or last got worse. */
  readonly reminders: number;
  /** The facts that the last ping went with. */
  readonly pinged: Facts | null;
  /** Since when it can no longer be judged, and when that was said. */
  readonly unknownSince: Millis | null;
  readonly unknownNotifiedAt: Millis | null;
  /** What receivers outside of Discord were notified of. */
  readonly paged: Paged;
  /** Since when quiet hours have kept a message about it back that the catch-up is to tell of; null: none. */
  readonly quietSince: Millis | null;
  /** The severity that a catch-up spoke of; absent: none did. */
  readonly caughtUp?: AlertSeverity;
  readonly escalated: Escalated;
  /** It is flapping; null: it is not. */
  readonly flapping: Flapping | null;
}

export interface AlertState {
  /** Of the open incident as it was read; 0 while none is open. Every change of an incident raises it. */
  readonly version: number;
  readonly incident: Incident | null;
  readonly lastSent: LastSent;
  /** The same of each receiver outside of Discord, as far as it may matter; absent: none was notified. */
  readonly lastPaged?: LastPaged;
  /** The facts that the last message spoke of; they outlive the incident, as the cooldown does. */
  readonly notified: Facts | null;
  /** The last incident that was closed; only the last minutes count. */
  readonly closed: ClosedIncident | null;
  /** Those that were closed in the last hour, or somewhat more, the oldest first. */
  readonly ends: readonly Ended[];
}

export interface ClosedIncident {
  readonly at: Millis;
  readonly severity: AlertSeverity;
  /** The highest severity that a message about it spoke of; null where nobody was notified while it lasted. */
  readonly notifiedSeverity: AlertSeverity | null;
  /** As of the incident: the catch-up is to tell that it is over. Absent: nothing is left to tell. */
  readonly quietSince?: Millis | null;
}

export const NOTHING_SENT: LastSent = { warning: null, critical: null };

export const NOTHING_REMEMBERED: AlertState = {
  version: 0,
  incident: null,
  lastSent: NOTHING_SENT,
  notified: null,
  closed: null,
  ends: [],
};
