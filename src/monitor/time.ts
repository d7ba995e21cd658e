/** Milliseconds: a point in time since the Unix epoch, or a length of time where the name says so. */
export type Millis = number;

export const SECOND: Millis = 1_000;
export const MINUTE: Millis = 60 * SECOND;
export const HOUR: Millis = 60 * MINUTE;
export const DAY: Millis = 24 * HOUR;

export interface Clock {
  now(): Millis;
}
