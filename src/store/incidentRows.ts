import type { Selectable } from 'kysely';
import { type Escalated, NOT_ESCALATED } from '../monitor/alerts/escalation.ts';
import type { Facts } from '../monitor/alerts/facts.ts';
import type { Flapping } from '../monitor/alerts/flapping.ts';
import type { Acknowledgement, Incident, IncidentMute } from '../monitor/alerts/incident.ts';
import { NOBODY_PAGED, type Paged } from '../monitor/alerts/paged.ts';
import type { AlertStateKey } from '../monitor/ports/alertStateStore.ts';
import { ALERT_KINDS, type AlertKind, type AlertSeverity } from '../monitor/types.ts';
import { parseRenamed, parseStored, storedJson } from './parseRenamed.ts';
import type { Schema } from './schema.ts';

type Row = Selectable<Schema['incidents']>;

/** What tells one line of incidents, cooldowns and messages from another. */
export interface KeyColumns {
  readonly guild_id: string;
  readonly pipeline: string;
  readonly kind: string;
}

export function toKeyColumns({ guildId, pipeline, kind }: AlertStateKey): KeyColumns {
  return { guild_id: guildId, pipeline, kind };
}

/** An incident as it is written. Who acknowledged or muted it is written by others, and here only taken back. */
export function toRow(incident: Incident, notified: Facts | null) {
  return {
    severity: incident.severity,
    opened_at: incident.openedAt,
    clear_since: incident.clearSince,
    notified_severity: incident.notifiedSeverity,
    worst: JSON.stringify(incident.worst),
    suppressed: incident.suppressed,
    suppressed_warning_at: incident.suppressedAt.warning,
    suppressed_critical_at: incident.suppressedAt.critical,
    affects: JSON.stringify(incident.affects),
    reminders: incident.reminders,
    notified: incident.notifiedSeverity === null ? null : toJson(notified),
    pinged: toJson(incident.pinged),
    unknown_since: incident.unknownSince,
    unknown_notified_at: incident.unknownNotifiedAt,
    paged: storedJson(incident.paged),
    quiet_since: incident.quietSince,
    escalated: incident.escalated === NOT_ESCALATED ? null : JSON.stringify(incident.escalated),
    flapping: incident.flapping === null ? null : JSON.stringify(incident.flapping),
  };
}

function toJson(facts: Facts | null): string | null {
  return facts === null ? null : JSON.stringify(facts);
}

export function toIncident(row: Row): Incident {
  return {
    severity: toSeverity(row.severity),
    openedAt: row.opened_at,
    clearSince: row.clear_since,
    notifiedSeverity: row.notified_severity === null ? null : toSeverity(row.notified_severity),
    worst: readFacts(row.worst),
    suppressed: row.suppressed,
    suppressedAt: { warning: row.suppressed_warning_at, critical: row.suppressed_critical_at },
    acknowledged: toAcknowledgement(row),
    muted: toIncidentMute(row),
    affects: readKinds(row.affects),
    reminders: row.reminders,
    pinged: row.pinged === null ? null : readFacts(row.pinged),
    unknownSince: row.unknown_since,
    unknownNotifiedAt: row.unknown_notified_at,
    paged: readPaged(row.paged),
    quietSince: row.quiet_since,
    ...(row.caught_up === null ? {} : { caughtUp: toSeverity(row.caught_up) }),
    escalated: readEscalated(row.escalated),
    flapping: readFlapping(row.flapping),
  };
}

export function toAcknowledgement(row: Row): Acknowledgement | null {
  const { ack_by_id, ack_by_name, ack_at, ack_severity } = row;
  if (ack_by_id === null || ack_at === null) return null;
  return {
    by: { userId: ack_by_id, name: ack_by_name ?? '' },
    at: ack_at,
    severity: toSeverity(ack_severity),
    ...(row.ack_confirmed_at === null ? {} : { confirmedAt: row.ack_confirmed_at }),
    ...(row.ack_asked_at === null ? {} : { askedAt: row.ack_asked_at }),
    ...(row.ack_question_at === null ? {} : { questionAt: row.ack_question_at }),
  };
}

/** Nobody is on it. */
export const NOT_ACKNOWLEDGED = {
  ack_by_id: null,
  ack_by_name: null,
  ack_at: null,
  ack_confirmed_at: null,
  ack_asked_at: null,
  ack_question_at: null,
} as const;

export function toIncidentMute({ muted_by_id, muted_by_name, muted_until }: Row): IncidentMute | null {
  if (muted_by_id === null || muted_until === null) return null;
  return { by: { userId: muted_by_id, name: muted_by_name ?? '' }, until: muted_until };
}

export function toKind(text: string): AlertKind | undefined {
  return ALERT_KINDS.find((kind) => kind === text);
}

export function toSeverity(text: string | null): AlertSeverity {
  return text === 'warning' ? 'warning' : 'critical';
}

/** Written by `toRow` of this or an earlier version, and by nobody else. */
export function readFacts(json: string): Facts {
  return JSON.parse(json) as Facts;
}

/** Written by `toRow` or `forgetPaged`; null in a row of an earlier version. */
export function readPaged(json: string | null): Paged {
  return json === null || json === '{}' ? NOBODY_PAGED : (parseStored(json) as Paged);
}

/** Written by `toRow` or `takeBackStep`; null where no step counts. */
export function readEscalated(json: string | null): Escalated {
  return json === null ? NOT_ESCALATED : (JSON.parse(json) as Escalated);
}

/** As a row has it. An earlier version has no `isGone`: there the order of the times says it. */
type StoredFlapping = Omit<Flapping, 'isGone'> & { readonly isGone?: boolean };

/** Written by `toRow` of this or an earlier version, and by nobody else. */
export function readFlapping(json: string | null): Flapping | null {
  if (json === null) return null;
  const { isGone, ...kept } = parseRenamed(json) as StoredFlapping;
  return { ...kept, isGone: isGone ?? kept.goneAt >= kept.cameAt };
}

export function readKinds(json: string): readonly AlertKind[] {
  const names = JSON.parse(json) as readonly string[];
  return names.flatMap((name) => toKind(name) ?? []);
}
