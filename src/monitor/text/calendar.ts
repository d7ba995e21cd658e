import type { Millis } from '../time.ts';

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

/** The month that `now` is in: its first moment, and that of the next month. */
export function localMonth(now: Millis, timeZone: string): { readonly from: Millis; readonly to: Millis } {
  const first = zoned(now, timeZone).toPlainDate().with({ day: 1 });
  return {
    from: first.toZonedDateTime(timeZone).epochMilliseconds,
    to: first.add({ months: 1 }).toZonedDateTime(timeZone).epochMilliseconds,
  };
}

/** 1 on the first day of a month. */
export function dayOfMonth(now: Millis, timeZone: string): number {
  return zoned(now, timeZone).day;
}

/** When the given minute of the day falls on the day that `now` is in, or so many days away. A minute that a clock change skips comes later. */
export function localTimeOn(now: Millis, timeZone: string, minute: number, offsetDays = 0): Millis {
  return onDay(now, timeZone, minute, offsetDays, 'compatible');
}

/** The next moment after `now` at which clocks show the given minute of the day, which may be the second time on that day. */
export function nextLocalTime(now: Millis, timeZone: string, minute: number): Millis {
  const candidates = [
    onDay(now, timeZone, minute, 0, 'compatible'),
    onDay(now, timeZone, minute, 0, 'later'),
    onDay(now, timeZone, minute, 1, 'compatible'),
  ];
  return Math.min(...candidates.filter((at) => at > now));
}

function onDay(
  now: Millis,
  timeZone: string,
  minute: number,
  offsetDays: number,
  disambiguation: 'compatible' | 'later',
): Millis {
  return localMinute(now, timeZone, minute, offsetDays).toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds;
}

function localMinute(now: Millis, timeZone: string, minute: number, offsetDays: number): Temporal.PlainDateTime {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
  return zoned(now, timeZone).toPlainDate().add({ days: offsetDays }).toPlainDateTime(time);
}

/**
 * The first moment of a day, the one that `now` is in or so many days away, at which clocks show the given minute or a later one: where a
 * clock change skips the minute, the moment of that change.
 */
export function firstShowing(now: Millis, timeZone: string, minute: number, offsetDays: number): Millis {
  const local = localMinute(now, timeZone, minute, offsetDays);
  const at = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (at.toPlainDateTime().equals(local)) return at.epochMilliseconds;
  return at.getTimeZoneTransition('next')?.epochMilliseconds ?? at.epochMilliseconds;
}

/** The same, where a clock change shows the minute twice the second time. */
export function lastShowing(now: Millis, timeZone: string, minute: number, offsetDays: number): Millis {
  const local = localMinute(now, timeZone, minute, offsetDays);
  const at = local.toZonedDateTime(timeZone, { disambiguation: 'later' });
  return at.toPlainDateTime().equals(local) ? at.epochMilliseconds : firstShowing(now, timeZone, minute, offsetDays);
}

/** The day of the week, Monday is 1 and Sunday 7 (ISO 8601). */
export function weekdayOf(now: Millis, timeZone: string): number {
  return zoned(now, timeZone).dayOfWeek;
}

/** How many days a date such as `2026-12-24` is away; null where the calendar has none such. */
export function daysUntil(now: Millis, timeZone: string, date: string): number | null {
  try {
    return zoned(now, timeZone).toPlainDate().until(date, { largestUnit: 'days' }).days;
  } catch {
    return null;
  }
}

/**
 * An IANA time zone as it is written, such as `Europe/Berlin`; null where the runtime knows none of that name. Offsets and dates name
 * no zone; nor do letters such as `PST`, which Intl takes and Temporal does not.
 */
export function timeZoneNamed(name: string): string | null {
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    return zoned(0, name).timeZoneId;
  } catch {
    return null;
  }
}

export function isTimeZone(name: string): boolean {
  return timeZoneNamed(name) !== null;
}

function zoned(now: Millis, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
}
