import type { Millis } from './types.ts';

/** A calendar day of a time zone, with its first moment and the first moment of the next day. */
export interface LocalDay {
  /** ISO date, such as `2026-11-23`. */
  readonly date: string;
  readonly from: Millis;
  readonly to: Millis;
}

/** The day that `now` is in, or the one so many days away. Days on which clocks change have 23 or 25 hours. */
export function localDay(now: Millis, timeZone: string, offsetDays = 0): LocalDay {
  const date = zoned(now, timeZone).toPlainDate().add({ days: offsetDays });
  return {
    date: date.toString(),
    from: date.toZonedDateTime(timeZone).epochMilliseconds,
    to: date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds,
  };
}

/** When the given minute of the day falls on the day that `now` is in. A minute that a clock change skips comes later. */
export function localTimeToday(now: Millis, timeZone: string, minute: number): Millis {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
  return zoned(now, timeZone).toPlainDate().toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
}

/** The next moment after `now` at which clocks show the given minute of the day. */
export function nextLocalTime(now: Millis, timeZone: string, minute: number): Millis {
  const today = localTimeToday(now, timeZone, minute);
  return today > now ? today : localTimeToday(localDay(now, timeZone, 1).from, timeZone, minute);
}

/** Whether the runtime knows the IANA time zone, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

function zoned(now: Millis, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
}
