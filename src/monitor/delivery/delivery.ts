import type { Escalated } from '../alerts/escalation.ts';
import type { Acknowledgement } from '../alerts/incident.ts';
import type { IncidentState } from '../alerts/incidentState.ts';
import type { Message } from '../alerts/message.ts';
import type { Note } from '../ports/noteStore.ts';
import type { Millis } from '../time.ts';
import type { AlertKind, AlertSeverity, Mention } from '../types.ts';
import type { GiveUpWhy } from './giveUpWhy.ts';
import type { Place } from './place.ts';

/** What one message tells of one pipeline, and what became of that since. */
export interface MessagePart {
  readonly about: Delivery['about'];
  readonly incidentId: number | null;
  readonly message: Message;
  /** Null while nothing has changed. */
  readonly state: IncidentState | null;
}

/** Where a message stands that was delivered. */
export interface SentMessage {
  readonly incidentId: number | null;
  readonly place: Place;
  readonly messageId: string;
  readonly message: Message;
  /** Whom it mentioned, null where that was nobody; absent where an earlier version sent it, or nobody knows. */
  readonly mentioned?: Mention | null;
  /** It was sent as plain words. */
  readonly isPlain?: boolean;
  /** What it tells of each pipeline, where it tells of several. */
  readonly parts?: readonly MessagePart[];
  /** What people wrote about what it tells of, the oldest first; absent: nothing. */
  readonly notes?: readonly Note[];
}

/** How an incident is when a message about it is taken to be sent. */
export interface IncidentNow {
  readonly isOpen: boolean;
  readonly acknowledged: Acknowledgement | null;
  readonly severity: AlertSeverity;
  readonly escalated: Escalated;
  /** Its first message that arrived; null: none did. */
  readonly first: Pick<SentMessage, 'place' | 'messageId'> | null;
}

/** The first message of an incident that arrived, and its thread. */
export interface FirstMessage extends Pick<SentMessage, 'place' | 'messageId'> {
  /** The thread that was opened from it, or the post that it begins; null: none. */
  readonly threadId: string | null;
  /** Why that is no longer used; null: it is. */
  readonly threadClosed: GiveUpWhy | null;
}

/** One message that must reach one place; kept until it is there. */
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
  /** Of what tells of an incident: its first message; absent where none has arrived. */
  readonly first?: FirstMessage;
  /** Where it may have arrived: the ids of the guild's other messages since then, which it is not. */
  readonly others?: readonly string[];
  /** Of what is only true while nobody has done anything about its incident. */
  readonly incidentNow?: IncidentNow;
  /** What the same message tells of other pipelines; they share its fate. */
  readonly companions?: readonly Delivery[];
}

/** What a message says, once what waited behind it was merged into it. */
export type Renewed = Pick<Delivery, 'message' | 'incidentId' | 'isPlain'>;
