import type { PastIncident } from '../ports/incidentStore.ts';
import type { Millis } from '../time.ts';
import type { AlertKind, AlertSeverity } from '../types.ts';
import type { Facts } from './facts.ts';
import type { CameAndWent } from './flapping.ts';

/** An incident of which quiet hours kept something back. */
export interface SuppressedIncident extends PastIncident {
  readonly quietSince: Millis;
  /** Since when it does not fire, and is not known to be over either. */
  readonly clearSince: Millis | null;
  readonly unknownSince: Millis | null;
}

/** `clearing`: it does not fire, but has to stay so for a while. `unknown`: it can no longer be judged. */
export type CaughtUpState = 'firing' | 'clearing' | 'unknown' | 'over';

/** One incident as the catch-up tells of it. */
export interface CaughtUpIncident {
  /** Absent where an earlier version wrote it. */
  readonly id?: number;
  /** Absent: nobody is on it. */
  readonly isAcknowledged?: true;
  readonly kind: AlertKind;
  /** The pipeline or account that it is about, for the mutes of one; absent where an earlier version wrote it. */
  readonly pipeline?: string;
  /** What people know that by, where they have several. */
  readonly subject?: string;
  readonly severity: AlertSeverity;
  readonly state: CaughtUpState;
  readonly openedAt: Millis;
  readonly endedAt: Millis | null;
  readonly worst: Facts;
  /** How often it fired and recovered; absent: it is not flapping. */
  readonly flapping?: CameAndWent;
}

/** What fired in quiet hours, for how long, and whether it is over. */
export interface CatchUpMessage {
  readonly type: 'catchUp';
  /** Since when something was kept back. */
  readonly since: Millis;
  /** What still fires comes first, and the worst of it. */
  readonly incidents: readonly CaughtUpIncident[];
  /** Whether something critical still fires that nobody is on. */
  readonly pings: boolean;
  readonly at: Millis;
}

/** The message about the incidents that wait. */
export interface CatchUp {
  /** Null: there is nothing to tell. */
  readonly message: CatchUpMessage | null;
  readonly included: readonly SuppressedIncident[];
  /** Those that nobody is notified of, because the guild no longer sees what they are about. */
  readonly dropped: readonly SuppressedIncident[];
}

export interface CatchUpView {
  /** Whether messages about an incident may be sent by now: neither quiet hours nor a mute hold them. */
  readonly mayBeSent: (incident: SuppressedIncident) => boolean;
  /** What people know the incident's pipeline or account by: `null` where they have no other, `undefined` where they do not see it. */
  readonly titleOf: (incident: SuppressedIncident) => string | null | undefined;
}

const ORDER: readonly CaughtUpState[] = ['firing', 'unknown', 'clearing', 'over'];

/** One message for everything that may be sent by now; null where nothing may. */
export function composeCatchUp(
  held: readonly SuppressedIncident[],
  { mayBeSent, titleOf }: CatchUpView,
  now: Millis,
): CatchUp | null {
  const due = held.filter(mayBeSent).map((incident) => ({ incident, title: titleOf(incident) }));
  if (due.length === 0) return null;
  const lines = due.flatMap(({ incident, title }) =>
    title === undefined ? [] : [{ incident, line: lineOf(incident, title) }],
  );
  const included = lines.map(({ incident }) => incident);
  const dropped = due.flatMap(({ incident, title }) => (title === undefined ? [incident] : []));
  if (included.length === 0) return { message: null, included, dropped };
  const message: CatchUpMessage = {
    type: 'catchUp',
    since: Math.min(...included.map(({ quietSince }) => quietSince)),
    incidents: lines.map(({ line }) => line).toSorted(compareLines),
    pings: lines.some(({ incident, line }) => pingsFor(line) && incident.acknowledged === null),
    at: now,
  };
  return { message, included, dropped };
}

/** Whether the catch-up mentions somebody because of an incident: only what is critical, and still fires. */
export function pingsFor({ severity, state }: Pick<CaughtUpIncident, 'severity' | 'state'>): boolean {
  return severity === 'critical' && state === 'firing';
}

export function stateOf({ endedAt, clearSince, unknownSince }: SuppressedIncident): CaughtUpState {
  if (endedAt !== null) return 'over';
  if (unknownSince !== null) return 'unknown';
  return clearSince === null ? 'firing' : 'clearing';
}

function lineOf(incident: SuppressedIncident, title: string | null): CaughtUpIncident {
  const { id, kind, pipeline, severity, openedAt, endedAt, worst, flapping, acknowledged } = incident;
  const more = {
    ...(title === null ? {} : { subject: title }),
    ...(flapping === undefined ? {} : { flapping }),
    ...(acknowledged === null ? {} : { isAcknowledged: true as const }),
  };
  return { id, kind, pipeline, ...more, severity, state: stateOf(incident), openedAt, endedAt, worst };
}

/** The incidents of a catch-up that were open when it was written, the worst first. */
export function openIn({ incidents }: Pick<CatchUpMessage, 'incidents'>): readonly OpenIncident[] {
  return incidents.flatMap(({ id, state, isAcknowledged = false }) =>
    id === undefined || state === 'over' ? [] : [{ id, isAcknowledged }],
  );
}

interface OpenIncident {
  readonly id: number;
  readonly isAcknowledged: boolean;
}

function compareLines(a: CaughtUpIncident, b: CaughtUpIncident): number {
  const rank = ({ state, severity }: CaughtUpIncident) => ORDER.indexOf(state) * 2 + (severity === 'critical' ? 0 : 1);
  return rank(a) - rank(b) || a.openedAt - b.openedAt;
}
