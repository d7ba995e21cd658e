import type { UnknownWhy } from '../kinds/verdict.ts';
import type { Millis } from '../time.ts';
import type { Facts } from './facts.ts';
import type { Acknowledgement, AlertState, Incident } from './incident.ts';
import type { QuietPasses } from './quietHours.ts';
import type { Pace } from './remind.ts';
import type { ReminderTimes } from './reminder.ts';

/** Why something was sent. */
export const SEND_REASONS = [
  'firstFiring',
  'worsened',
  'cooldownElapsed',
  'muteEnded',
  'recovered',
  'endedInCooldown',
  'unknownForLong',
  'stillOnIt',
  'acknowledgementExpired',
  'escalated',
  'flapping',
] as const;
export type SendReason = (typeof SEND_REASONS)[number];

/** Why nothing was sent. */
export const SILENT_REASONS = [
  'healthy',
  'noVerdict',
  'switchedOff',
  'muted',
  'coolingDown',
  'awaitingClear',
  'endedBeforeNotified',
  'acknowledged',
  'inhibited',
  'noDestination',
  'quietHours',
  'stillFlapping',
] as const;
export type SilentReason = (typeof SILENT_REASONS)[number];
export type DecisionReason = SendReason | SilentReason;

/**
 * What to do about a verdict. `alertState` is what to remember afterwards: the very object that was passed in where nothing
 * changed, so that the caller can skip the write.
 */
export type Decision = { readonly alertState: AlertState } & (
  | {
      readonly send: 'alert';
      readonly reason: SendReason;
      readonly suppressed: number;
      readonly pings: boolean;
      /** Who did not answer whether they are still on it; null: nobody was asked. */
      readonly expired: Acknowledgement | null;
      /** Null where it is the first message, or one because it got worse. */
      readonly reminder: ReminderTimes | null;
    }
  | { readonly send: 'recovery'; readonly reason: 'recovered'; readonly before: Facts }
  /** It began and ended inside a cooldown: one line when that ends. */
  | { readonly send: 'late'; readonly reason: 'endedInCooldown'; readonly ended: Incident; readonly notBefore: Millis }
  /** It is flapping: one message for all further times. */
  | { readonly send: 'flapping'; readonly reason: 'flapping'; readonly before: Facts }
  /** A step of the escalation is due. */
  | { readonly send: 'escalation'; readonly reason: 'escalated' }
  /** The person who is on it is asked whether they still are. */
  | { readonly send: 'stillOnIt'; readonly reason: 'stillOnIt'; readonly acknowledged: Acknowledgement }
  | { readonly send: 'unknown'; readonly reason: 'unknownForLong'; readonly why: UnknownWhy; readonly since: Millis }
  | { readonly send: null; readonly reason: SilentReason }
);

export interface DecisionTerms extends Pace {
  readonly muted: boolean;
  /** Another reason to suppress the message about a firing verdict: people were notified of a known cause instead, or there is no destination. */
  readonly suppressedBy: 'inhibited' | 'noDestination' | null;
  /** What passes in quiet hours that are about its kind now; null where there are none. */
  readonly quiet: QuietPasses | null;
  /** How long a verdict must stay `ok` before the incident ends. */
  readonly clearHoldMs: Millis;
  /** Since when the clock goes on without a jump, a suspend or a stop: a wait counts from then at the earliest. */
  readonly steadySince: Millis;
  readonly now: Millis;
}

/** Whether an incident still counts as firing for the rule's clear level: not once its verdict has been ok for long enough. */
export function countsAsFiring(incident: Incident | null, clearHoldMs: Millis, now: Millis): boolean {
  if (incident === null) return false;
  return incident.clearSince === null || now - incident.clearSince < clearHoldMs;
}
