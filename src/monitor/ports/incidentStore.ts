import type { Facts } from '../alerts/facts.ts';
import type { CameAndWent } from '../alerts/flapping.ts';
import type { Acknowledgement } from '../alerts/incident.ts';
import type { Change } from '../settings/audit.ts';
import type { Millis } from '../time.ts';
import type { Actor, AlertKind, AlertSeverity } from '../types.ts';
import type { Note } from './noteStore.ts';

/** One incident as `/incidents` lists it. */
export interface PastIncident {
  readonly id: number;
  readonly pipeline: string;
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly openedAt: Millis;
  readonly endedAt: Millis | null;
  readonly worst: Facts;
  readonly wasNotified: boolean;
  readonly acknowledged: Acknowledgement | null;
  /** How often it fired and recovered; absent: it did not flap. */
  readonly flapping?: CameAndWent;
  /** What people wrote about it, the oldest first; absent: nothing. */
  readonly notes?: readonly Note[];
}

/** In how many guilds an incident of that kind and severity is open. */
export interface OpenIncidents {
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly guilds: number;
}

export interface IncidentStore {
  /** Kinds and severities without an open incident are left out. */
  open(pipeline: string): Promise<readonly OpenIncidents[]>;
  /** The newest first. */
  recent(guildId: string, limit: number): Promise<readonly PastIncident[]>;
  /** Marks an open incident that nobody is on yet; answers what became of it. */
  acknowledge(guildId: string, id: number, by: Actor, now: Millis, change: Change): Promise<'done' | 'taken' | 'ended'>;
  /** Notes that somebody is still on an open incident, perhaps in the place of another; `nobody`: nobody was. */
  confirm(guildId: string, id: number, by: Actor, now: Millis): Promise<'done' | 'nobody' | 'ended'>;
  /** From now on nobody is on it. */
  unacknowledge(guildId: string, id: number, now: Millis, change: Change): Promise<'done' | 'nobody' | 'ended'>;
  /** The incidents that a message tells of, where it tells of the one that is named. */
  ofSameMessage(guildId: string, id: number, messageId: string): Promise<readonly number[]>;
  /** The incidents that a message tells of; null: it is none of those that were delivered to the guild. */
  ofMessage(guildId: string, messageId: string): Promise<readonly number[] | null>;
  get(guildId: string, id: number): Promise<PastIncident | null>;
}
