import type { TopUp } from '../accounts/topUp.ts';
import type { GiveUpWhy } from '../delivery/giveUpWhy.ts';
import type { PingFailure } from '../delivery/pingFailure.ts';
import type { UnknownWhy } from '../kinds/verdict.ts';
import type { Millis } from '../time.ts';
import type { Actor, AlertKind, AlertSeverity, CodeCount, MicroUsd, Place } from '../types.ts';
import type { Facts } from './facts.ts';
import type { Acknowledgement, IncidentMute } from './incident.ts';

/** How often an incident was repeated, and when the next reminder is due. */
export interface ReminderTimes {
  readonly n: number;
  readonly nextAt: Millis;
}

export interface Reminder extends ReminderTimes {
  readonly since: Millis;
  /** Where its kind recovers, in the unit of the facts; null where an answer or a result ends it. */
  readonly recoversAt: number | null;
}

export interface AlertMessage {
  readonly type: 'alert';
  readonly severity: AlertSeverity;
  readonly facts: Facts;
  readonly heldBack: number;
  /** What it brings about and holds back. */
  readonly affects: readonly AlertKind[];
  /** Absent where an earlier version wrote it: as the guild has chosen. */
  readonly pings?: boolean;
  readonly reminder?: Reminder | null;
  readonly at: Millis;
}

/** An incident that began and ended before anybody could be told. */
export interface LateMessage {
  readonly type: 'late';
  readonly severity: AlertSeverity;
  readonly worst: Facts;
  readonly openedAt: Millis;
  readonly endedAt: Millis;
  /** How often that happened in a cooldown, and when it ends; absent where Discord could not be reached. */
  readonly cooldown?: { readonly times: number; readonly endsAt: Millis };
  readonly at: Millis;
}

/** An open incident that can no longer be judged. */
export interface UnknownMessage {
  readonly type: 'unknown';
  readonly severity: AlertSeverity;
  /** The last facts that people were notified of. */
  readonly facts: Facts;
  readonly why: UnknownWhy;
  readonly openedAt: Millis;
  readonly since: Millis;
  readonly at: Millis;
}

/** What became of an incident since its first message, for the edit that makes the channel's history read true. */
export interface IncidentState {
  readonly openedAt: Millis;
  readonly endedAt: Millis | null;
  readonly acknowledged: Acknowledgement | null;
  readonly muted: IncidentMute | null;
  readonly affects: readonly AlertKind[];
  /** Since when it can no longer be judged, and why; absent or null: it can. */
  readonly unknown?: { readonly since: Millis; readonly why: UnknownWhy } | null;
}

/** What one place is told; Discord's form of it is made when it is sent. */
export type Message =
  | AlertMessage
  | {
      readonly type: 'recovery';
      readonly before: Facts;
      readonly after: Facts;
      readonly topUp: TopUp | null;
      readonly at: Millis;
    }
  | LateMessage
  | UnknownMessage
  | { readonly type: 'edit'; readonly state: IncidentState; readonly at: Millis }
  /** Somebody tries whether alerts arrive. */
  | { readonly type: 'test'; readonly severity: AlertSeverity; readonly by: Actor; readonly at: Millis }
  | { readonly type: 'topUp'; readonly topUp: TopUp; readonly at: Millis }
  | BotLostMessage
  | { readonly type: 'summary'; readonly summary: Summary; readonly dueAt: Millis; readonly at: Millis };

/** The bot cannot connect, and only the operator can mend it. */
export interface BotLostMessage {
  readonly type: 'botLost';
  /** Discord does not accept its token, or not what it asks for. */
  readonly why: 'tokenRefused' | 'intentsRefused';
  readonly at: Millis;
}

/** Totals of a period, as `/summary` and the daily summary show them. */
export interface Summary {
  readonly from: Millis;
  readonly to: Millis;
  readonly timeZone: string;
  readonly solved: number;
  readonly failed: number;
  readonly meanLatencyMs: Millis | null;
  /** Of solved tasks; null where there were none. */
  readonly latency: LatencyPercentiles | null;
  readonly costMicros: MicroUsd;
  readonly byCode: readonly CodeCount[];
  readonly balanceMicros: MicroUsd | null;
  readonly peakQueueDepth: number | null;
}

export interface LatencyPercentiles {
  readonly p50Ms: Millis;
  readonly p95Ms: Millis;
  readonly p99Ms: Millis;
}

/** Where a message stands in Discord. */
export interface SentMessage {
  readonly incidentId: number | null;
  readonly place: Place;
  readonly messageId: string;
  readonly message: Message;
  /** It was sent as plain words. */
  readonly isPlain?: boolean;
}

/** One message that must reach one place; kept until Discord has it. */
export interface Delivery {
  readonly id: number;
  readonly guildId: string;
  readonly message: Message;
  readonly createdAt: Millis;
  readonly attempts: number;
  /** Of the earlier attempts, those that failed and nobody knows why. */
  readonly unknownFailures: number;
  /** How many copies of it may have arrived. */
  readonly copies: number;
  /** How often Discord refused it in a way that may pass. */
  readonly refusals: number;
  /** As plain words, because Discord refused the embed. */
  readonly isPlain: boolean;
  /** The incident that it tells of; null for a summary or a test. */
  readonly incidentId: number | null;
  /** The kind and pipeline that it is about; null for a summary or a test. */
  readonly about: { readonly kind: AlertKind; readonly pipeline: string } | null;
  /** The message to edit; null for a new one. */
  readonly target: SentMessage | null;
  /** Since when, and where, it may have arrived already: the answer to an attempt is not known. */
  readonly uncertain: { readonly since: Millis; readonly place: Place } | null;
  /** Where it may have arrived: the ids of the guild's other messages since then, which it is not. */
  readonly others?: readonly string[];
}

/** What a message says, once it was made to say what is true now. */
export type Renewed = Pick<Delivery, 'message' | 'incidentId'>;

/** A message that goes elsewhere, because its guild's own place cannot be used. */
export interface Detour {
  readonly place: Place;
  readonly why: GiveUpWhy;
}

/** What became of one attempt to send. */
export type SendOutcome =
  | {
      readonly outcome: 'delivered';
      readonly messageId: string;
      readonly place: Place;
      /** Why its mention notified nobody; null: it did. Absent of what mentions nobody. */
      readonly pingFailure?: PingFailure | null;
    }
  | {
      readonly outcome: 'retry';
      /** Not before; null: when we think fit. */
      readonly afterMs: Millis | null;
      readonly why: string;
      /** No answer came, or none that tells: Discord may have stored it all the same. */
      readonly isUncertain?: true;
      /** Only an earlier attempt may have been stored; this one surely was not. */
      readonly isNotStored?: true;
      /** Discord refused it in a way that may pass. */
      readonly isRefusal?: true;
    }
  | { readonly outcome: 'giveUp'; readonly why: GiveUpWhy };
