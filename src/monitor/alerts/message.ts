import type { TopUp } from '../accounts/topUp.ts';
import type { UnknownWhy } from '../kinds/verdict.ts';
import type { Summary } from '../summary.ts';
import type { Millis } from '../time.ts';
import type { Actor, AlertKind, AlertSeverity } from '../types.ts';
import type { CatchUpMessage } from './catchUp.ts';
import type { EscalationTarget, StepAt } from './escalation.ts';
import type { Facts } from './facts.ts';
import type { CameAndWent } from './flapping.ts';
import type { Acknowledgement } from './incident.ts';
import type { IncidentState } from './incidentState.ts';
import type { OnCall } from './onCall.ts';
import type { Reminder } from './reminder.ts';

export interface AlertMessage {
  readonly type: 'alert';
  readonly severity: AlertSeverity;
  readonly facts: Facts;
  readonly suppressed: number;
  /** What it brings about and inhibits. */
  readonly affects: readonly AlertKind[];
  /** Absent where an earlier version wrote it: as the guild has chosen. */
  readonly pings?: boolean;
  readonly reminder?: Reminder | null;
  /** It is flapping, and how often it fired and recovered; absent: it is not. */
  readonly flapping?: CameAndWent;
  /** Who did not answer whether they are still on it, and so no longer is. */
  readonly expired?: { readonly by: Actor };
  /** Whom the escalation tells next, and when; absent: nobody. */
  readonly next?: StepAt;
  /** The pipeline or account that it is about, where people have several. */
  readonly subject?: string;
  readonly at: Millis;
}

/** A kind is flapping: one message for all further times, until it stays ok. */
export interface FlappingMessage {
  readonly type: 'flapping';
  /** The highest that people were notified of. */
  readonly severity: AlertSeverity;
  readonly worst: Facts;
  readonly times: number;
  readonly since: Millis;
  /** The pipeline or account that it is about, where people have several. */
  readonly subject?: string;
  readonly at: Millis;
}

/** An incident that began and ended before anybody could be notified. */
export interface LateMessage {
  readonly type: 'late';
  readonly severity: AlertSeverity;
  readonly worst: Facts;
  readonly openedAt: Millis;
  readonly endedAt: Millis;
  /** How often that happened in a cooldown, and when it ends; absent where Discord could not be reached. */
  readonly cooldown?: { readonly times: number; readonly endsAt: Millis };
  /** The pipeline or account that it is about, where people have several. */
  readonly subject?: string;
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
  /** The pipeline or account that it is about, where people have several. */
  readonly subject?: string;
  readonly at: Millis;
}

/** The person who acknowledged something critical is asked whether they are still on it. */
export interface StillOnItMessage {
  readonly type: 'stillOnIt';
  readonly severity: AlertSeverity;
  readonly facts: Facts;
  readonly openedAt: Millis;
  readonly acknowledged: Pick<Acknowledgement, 'by' | 'at'>;
  /** Without an answer until then the acknowledgement ends. */
  readonly answerBy: Millis;
  /** The pipeline or account that it is about, where people have several. */
  readonly subject?: string;
  readonly at: Millis;
}

/** Nobody has acknowledged something critical: somebody else is notified. */
export interface EscalationMessage {
  readonly type: 'escalation';
  readonly severity: AlertSeverity;
  readonly facts: Facts;
  readonly openedAt: Millis;
  readonly step: EscalationTarget;
  /** Whom it tells next, and when; null: nobody. */
  readonly next: StepAt | null;
  /** The pipeline or account that it is about, where people have several. */
  readonly subject?: string;
  readonly at: Millis;
}

/** What became of an incident, for the messages about it that people have. */
export interface EditMessage {
  readonly type: 'edit';
  readonly state: IncidentState;
  /** It says nothing that the messages of its escalation say too. */
  readonly isOfFirst?: true;
  readonly at: Millis;
}

/** Opens a thread from the first message of an incident. */
export interface ThreadMessage {
  readonly type: 'thread';
  readonly at: Millis;
}

/** What somebody did about an incident, for its thread. */
export interface DeedEntry {
  readonly type: 'entry';
  readonly what: 'acknowledged' | 'takenBack' | 'note';
  readonly by: Actor;
  /** Of a note. */
  readonly text?: string;
  readonly at: Millis;
}

/** The chart of an incident, for its thread. It is drawn when it is sent. */
export interface ChartEntry {
  readonly type: 'entry';
  readonly what: 'chart';
  readonly at: Millis;
}

export type EntryMessage = DeedEntry | ChartEntry;

/** Somebody tries whether alerts arrive. */
export interface TestMessage {
  readonly type: 'test';
  readonly severity: AlertSeverity;
  readonly by: Actor;
  /** The step of the escalation that is tried; absent: the guild's own place. */
  readonly step?: EscalationTarget;
  readonly at: Millis;
}

/** Somebody else is on call. */
export interface HandoverMessage extends OnCall {
  readonly type: 'handover';
  readonly at: Millis;
}

/** A message to one place; Discord's form of it is made when it is sent. */
export type Message =
  | AlertMessage
  | {
      readonly type: 'recovery';
      readonly before: Facts;
      readonly after: Facts;
      readonly topUp: TopUp | null;
      /** The highest severity that people were notified of; absent where an earlier version wrote it. */
      readonly notified?: AlertSeverity;
      /** How often it fired and recovered before it was over; absent: once. */
      readonly flapping?: CameAndWent;
      readonly subject?: string;
      readonly at: Millis;
    }
  | FlappingMessage
  | LateMessage
  | UnknownMessage
  | StillOnItMessage
  | EscalationMessage
  | EditMessage
  | ThreadMessage
  | EntryMessage
  | TestMessage
  | { readonly type: 'topUp'; readonly topUp: TopUp; readonly subject?: string; readonly at: Millis }
  | BotLostMessage
  | CatchUpMessage
  | HandoverMessage
  | { readonly type: 'summary'; readonly summary: Summary; readonly dueAt: Millis; readonly at: Millis };

/** The bot cannot connect, and only the operator can mend it. */
export interface BotLostMessage {
  readonly type: 'botLost';
  /** Discord does not accept its token, or not what it asks for. */
  readonly why: 'tokenRefused' | 'intentsRefused';
  readonly at: Millis;
}
