import type { EscalationStep } from './alerts/escalation.ts';
import type { OnCallRota } from './alerts/onCall.ts';
import type { QuietHours } from './alerts/quietHours.ts';
import type { GiveUpWhy } from './delivery/giveUpWhy.ts';
import type { Noise } from './delivery/noise.ts';
import type { PingFailure } from './delivery/pingFailure.ts';
import type { Place } from './delivery/place.ts';
import type { Threads } from './delivery/threads.ts';
import type { Destination, Mention } from './destination.ts';
import { ALERT_KINDS, type AlertKind, type ThresholdsByKind } from './kinds/index.ts';
import type { LivePlace } from './live/livePlace.ts';
import type { AlertSeverity } from './measures.ts';
import type { Millis } from './time.ts';

export type { Destination, Mention, PostDestination } from './destination.ts';
export { ALERT_KINDS, type AlertKind } from './kinds/index.ts';
export {
  type AlertSeverity,
  type CodeCount,
  type CountedResult,
  METRICS,
  type Metric,
  MICROS_PER_USD,
  type MicroUsd,
  type Reading,
  type SolveResult,
  type WindowTotals,
} from './measures.ts';

export type Severity = AlertSeverity | 'success' | 'info';

/** What a mute covers: one kind, or everything. */
export const MUTE_SCOPES = ['all', ...ALERT_KINDS] as const;

export type MuteScope = (typeof MUTE_SCOPES)[number];

/** Every number that decides an alert. Shares are 0 to 1, times are milliseconds. */
export interface Thresholds extends ThresholdsByKind {
  readonly cooldownMs: Millis;
  /** The longest time between two reminders of one incident. */
  readonly reminderMaxMs: Millis;
}

/** Who is asking. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
}

/** Somebody who acts on an incident, with what decides whether they may. */
export interface ActingMember {
  readonly by: Actor;
  readonly roleIds: ReadonlySet<string>;
  readonly managesServer: boolean;
}

export interface MutedWhat {
  readonly scope: MuteScope;
  /** The one pipeline that it is about; null: all of them, and their accounts. */
  readonly pipeline: string | null;
}

export interface Mute extends MutedWhat {
  readonly id: number;
  readonly guildId: string;
  readonly until: Millis;
  readonly createdAt: Millis;
  readonly by: Actor;
  readonly reason: string | null;
}

/** A button that leads somewhere else. */
export interface Link {
  readonly label: string;
  readonly url: string;
}

/** A pipeline, and what decides its alerts for one guild. */
export interface SeenPipeline {
  readonly name: string;
  /** The account that its tasks are paid from. */
  readonly account?: string;
  /** The operator's own, up to three a kind. */
  readonly links?: Readonly<{ [K in AlertKind]?: readonly Link[] | undefined }>;
  /** The operator's own sentence about a kind. */
  readonly notes?: Readonly<{ [K in AlertKind]?: string | undefined }>;
  readonly thresholds: Thresholds;
  /** Where it is sent and who is mentioned, where the guild has chosen that for this pipeline; absent or null: as of all. */
  readonly route?: Route | null;
}

/** What of the guild's own choices does not hold for one pipeline; null: the guild's does. */
export interface Route {
  readonly destination: Destination | null;
  readonly unusable: GiveUpWhy | null;
  readonly mention: Mention | 'nobody' | null;
  readonly mentionFrom: AlertSeverity | null;
}

/** A Discord server that is notified, with its settings. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly destination: Destination | null;
  /** Why nothing can be sent there for now; null while it works. */
  readonly unusable: GiveUpWhy | null;
  /** Where to tell people instead while it is unusable or none is chosen, the best first: as far as is known at this moment. */
  readonly fallbacks: () => readonly Place[];
  /** Whom its messages ping: the person on call, or else whom it has chosen. */
  readonly mention: Mention | null;
  readonly chosenMention: Mention | null;
  /** Who takes turns; null: nobody does. */
  readonly onCall: OnCallRota | null;
  /** The role whose members may acknowledge; null: everybody may. */
  readonly acknowledgeRole: string | null;
  /** Why the last mention notified nobody; null while it works. */
  readonly pingFailure: PingFailure | null;
  /** The least severity that pings. */
  readonly mentionFrom: AlertSeverity;
  /** The language of its messages, as Discord names it, such as `pt-BR`. */
  readonly locale: string;
  readonly timeZone: string;
  /** Minutes after midnight in the guild's time zone. */
  readonly summaryMinute: number;
  readonly thresholds: Thresholds;
  readonly quietHours: readonly QuietHours[];
  /** Who else is notified of something critical that nobody acknowledges. */
  readonly escalation: readonly EscalationStep[];
  /** Absent: everything in full. */
  readonly noise?: Noise;
  /** Absent: no threads. */
  readonly threads?: Threads;
  /** Why the last thread or post could not be opened or written in; absent or null: it could. */
  readonly threadTrouble?: GiveUpWhy | null;
  /** Where it has its live status; absent or null: it has none. */
  readonly live?: LivePlace | null;
  /** The pipelines that it sees. */
  readonly pipelines: readonly SeenPipeline[];
  /** Since when it is known. */
  readonly joinedAt: Millis;
  /** The last top-up of each account that it was notified of. */
  readonly notifiedTopUps: Readonly<Record<string, Millis>>;
}
