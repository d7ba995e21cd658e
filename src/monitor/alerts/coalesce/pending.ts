import type { Millis } from '../../time.ts';
import type { Message } from '../message.ts';

/** A message that has not been delivered and has not been given up. */
export interface PendingMessage {
  readonly id: number;
  readonly message: Message;
  readonly incidentId: number | null;
  /** The delivery whose message it edits; null for a new message. */
  readonly targetId: number | null;
  /** Somebody sends it right now, so that it may not change. */
  readonly isClaimed: boolean;
  /** An answer was lost, so that it may have arrived as it is. */
  readonly mayHaveArrived: boolean;
  /** It is sent when the cooldown of its kind ends. */
  readonly waitsForCooldown: boolean;
}

/** What has to be known of an incident to decide what is still to be said of it. */
export interface IncidentFacts {
  readonly id: number;
  readonly openedAt: Millis;
  readonly endedAt: Millis | null;
  /** At least one message of it arrived. */
  readonly isNotified: boolean;
  /** The messages that edits change: its first alert that was not given up, the steps of its escalation, and those about flapping. None without one. */
  readonly editedIds: readonly number[];
}
