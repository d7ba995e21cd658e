import type { Millis } from '../time.ts';

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
