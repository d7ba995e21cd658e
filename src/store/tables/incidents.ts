import type { Generated } from 'kysely';

/** What is going on, and what was decided of it. */
export interface IncidentTables {
  incidents: {
    id: Generated<number>;
    guild_id: string;
    pipeline: string;
    kind: string;
    severity: string;
    opened_at: number;
    clear_since: number | null;
    ended_at: number | null;
    /** When that was decided, which is later where it had to stay ok for a while. */
    closed_at: number | null;
    notified_severity: string | null;
    worst: string;
    suppressed: number;
    suppressed_warning_at: number | null;
    suppressed_critical_at: number | null;
    ack_by_id: string | null;
    ack_by_name: string | null;
    ack_at: number | null;
    ack_severity: string | null;
    /** When they last said that they still are on it, and since when they are asked. */
    ack_confirmed_at: number | null;
    ack_asked_at: number | null;
    /** When that question arrived. */
    ack_question_at: number | null;
    muted_by_id: string | null;
    muted_by_name: string | null;
    muted_until: number | null;
    /** JSON list of the kinds that it inhibits. */
    affects: string;
    /** How many reminders were sent since the first message. */
    reminders: Generated<number>;
    /** JSON of the facts that the last message spoke of, and of those that the last mention went with. */
    notified: string | null;
    pinged: string | null;
    /** Since when it can no longer be judged, and when people were notified of that. */
    unknown_since: number | null;
    unknown_notified_at: number | null;
    /** JSON of what receivers outside of Discord were notified of. */
    paged: string | null;
    /** Since when quiet hours have kept something of it back that their catch-up is to tell. */
    quiet_since: number | null;
    /** JSON of how far its escalation has come; null: no step counts. */
    escalated: string | null;
    /** JSON of how often it fired and recovered; null: it does not flap. */
    flapping: string | null;
    /** The severity that a catch-up notified people of; null where none did. */
    caught_up: string | null;
    /** Raised by every change of the row: a decision by an older version is made again. */
    version: Generated<number>;
  };
  /** What people wrote about an incident. */
  notes: {
    id: Generated<number>;
    guild_id: string;
    incident_id: number;
    at: number;
    by_id: string;
    by_name: string;
    text: string;
  };
  cooldowns: { guild_id: string; pipeline: string; kind: string; severity: string; last_sent_at: number };
  /** What was decided of each kind, as changes: a row holds from `at` until the next one. */
  decisions: {
    id: Generated<number>;
    guild_id: string;
    pipeline: string;
    kind: string;
    at: number;
    until: Generated<number | null>;
    state: string;
    reason: string;
    /** JSON, as they were at the beginning. */
    facts: string | null;
    why: string | null;
    /** A number, which may be a fraction. */
    threshold: string | null;
    mute_id: number | null;
  };
}
