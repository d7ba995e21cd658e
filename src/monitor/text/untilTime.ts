import type { Millis } from '../time.ts';
import { daysUntil, localTimeOn, nextLocalTime, weekdayOf } from './calendar.ts';

/** When a day begins for people who name no time: 09:00. */
const MORNING = 9 * 60;
const NOON = 12 * 60;

const TODAY = /^today\b/;
const TOMORROW = /^tomorrow\b/;
const DATE = /^(\d{4}-\d{2}-\d{2})\b/;
/** Monday is 1, as ISO 8601 counts. */
export const WEEKDAYS = [
  /^mon(?:day)?\b/,
  /^tue(?:s(?:day)?)?\b/,
  /^wed(?:nesday)?\b/,
  /^thu(?:r?s(?:day)?)?\b/,
  /^fri(?:day)?\b/,
  /^sat(?:urday)?\b/,
  /^sun(?:day)?\b/,
];
const TIME = /^(\d{1,2})(?:[:.]([0-5]\d))?\s*(am|pm)?$/;

/**
 * The next moment after `now` that a text such as `until 9`, `until tomorrow 9:00`, `until monday` or `until 2026-12-24 18:00` names in
 * the time zone; null if it names none.
 */
export function parseClockTime(text: string, now: Millis, timeZone: string): Millis | null {
  const typed = text.trim().toLowerCase();
  const named = typed.replace(/^until\s+/, '');
  const day = dayIn(named, now, timeZone);
  // Without either it is a number of something, and nobody knows of what.
  if (day === null && named === typed && !named.includes(':')) return null;
  const minute = minuteIn(day === null ? named : named.slice(day.length).trim());
  if (minute === null) return null;
  if (day === null) return nextLocalTime(now, timeZone, minute);
  const at = day.offsets.map((offset) => localTimeOn(now, timeZone, minute, offset)).find((moment) => moment > now);
  return at ?? null;
}

/** A day that a text begins with, as days from today: the first that is still to come is meant. */
interface NamedDay {
  readonly length: number;
  readonly offsets: readonly number[];
}

export function dayIn(text: string, now: Millis, timeZone: string): NamedDay | null {
  const found = (match: RegExpExecArray, offsets: readonly number[]) => ({ length: match[0].length, offsets });
  const today = TODAY.exec(text);
  if (today !== null) return found(today, [0]);
  const tomorrow = TOMORROW.exec(text);
  if (tomorrow !== null) return found(tomorrow, [1]);
  for (const [index, weekday] of WEEKDAYS.entries()) {
    const match = weekday.exec(text);
    if (match === null) continue;
    const offset = (index + 1 - weekdayOf(now, timeZone) + 7) % 7;
    return found(match, [offset, offset + 7]);
  }
  const date = DATE.exec(text);
  const days = date === null ? null : daysUntil(now, timeZone, date[1] ?? '');
  return date === null || days === null ? null : found(date, [days]);
}

/** The minute of the day that a text such as `9`, `9:30`, `6pm` or nothing names; null if it names none. */
export function minuteIn(text: string): number | null {
  const named = text.replace(/^at\s+/, '');
  if (named === '') return MORNING;
  if (named === 'noon') return NOON;
  if (named === 'midnight') return 0;
  const [, hours = '', minutes = '0', half] = TIME.exec(named) ?? [];
  if (hours === '') return null;
  const hour = half === undefined ? Number(hours) : hourOf(Number(hours), half);
  return hour === null || hour > 23 ? null : hour * 60 + Number(minutes);
}

function hourOf(hour: number, half: string): number | null {
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}
