import { MonitorError } from '../errors.ts';
import { DAY, HOUR, MINUTE, type Millis, SECOND } from '../time.ts';
import { parseClockTime } from './untilTime.ts';

const LONGEST_MS: Millis = 365 * DAY;

/** Each unit in the forms that people type. */
const UNITS_MS: readonly (readonly [forms: RegExp, ms: Millis])[] = [
  [/^s(?:ec(?:ond)?s?)?$/, SECOND],
  [/^m(?:in(?:ute)?s?)?$/, MINUTE],
  [/^h(?:(?:ou)?rs?)?$/, HOUR],
  [/^d(?:ays?)?$/, DAY],
  [/^w(?:k|eek)?s?$/, 7 * DAY],
];
const AMOUNTS: Readonly<Record<string, number>> = { half: 0.5, a: 1, an: 1, one: 1 };
/** Digits are those of ASCII: what else counts as one is no length. */
const PART =
  /\s*(?:(?:,|and)\s*)?(half(?=\s+an?\s)|an?(?=\s)|one(?=\s)|\d{1,6}(?:[.,]\d{1,2})?)\s*(?:an?\s+)?([a-z]+)/gy;
/** `2h30`: minutes need no unit behind hours. */
const MINUTES_BEHIND_HOURS = /(\d\s*h)\s*(\d{1,2})$/;

/**
 * The moment that a text names, seen from `now`: a length such as `30m`, `2 hours` or `90` (minutes), or a time such as
 * `until 9`, `until tomorrow 9:00` or `until monday`.
 * @throws MonitorError `badDuration`, or `durationTooLong` where it is more than a year.
 */
export function parseUntil(text: string, now: Millis, timeZone: string): Millis {
  const ms = parseLength(text);
  const until = ms === null ? parseClockTime(text, now, timeZone) : now + ms;
  if (until === null) throw new MonitorError('badDuration', { text });
  if (until > now + LONGEST_MS) throw new MonitorError('durationTooLong', { text, longest: '365d' });
  return until;
}

/** A length of time as people type it, where a bare number means minutes; null if it is none, or no time at all. */
export function parseLength(text: string): Millis | null {
  const typed = text.trim();
  return parseDuration(/^\d{1,6}$/.test(typed) ? `${typed}m` : typed);
}

/** The length of a text such as `90m`, `1.5h`, `2 hours`, `1d 12h` or `2h30`; null if it is none, or no time at all. */
export function parseDuration(text: string): Millis | null {
  const wanted = text
    .trim()
    .toLowerCase()
    .replace(/^for\s+/, '')
    .replace(MINUTES_BEHIND_HOURS, '$1$2m');
  let ms = 0;
  let end = 0;
  for (const match of wanted.matchAll(PART)) {
    const [part, amount = '', unit = ''] = match;
    const unitMs = UNITS_MS.find(([forms]) => forms.test(unit))?.[1];
    if (unitMs === undefined) return null;
    ms += (AMOUNTS[amount] ?? Number(amount.replace(',', '.'))) * unitMs;
    end = match.index + part.length;
  }
  const whole = Math.round(ms / SECOND) * SECOND;
  return whole > 0 && end === wanted.length ? whole : null;
}

/** How a language writes the units of a length of time. */
export interface DurationUnits {
  readonly d: string;
  readonly h: string;
  readonly min: string;
  readonly s: string;
}

const UNITS: DurationUnits = { d: 'd', h: 'h', min: 'min', s: 's' };

/** A length of time in words that fit a narrow field, such as `42 min` or `3 h 5 min`; the two largest units. */
export function formatDuration(ms: Millis, units: DurationUnits = UNITS): string {
  if (ms < 59_500) return `${Math.max(0, Math.round(ms / 1000))} ${units.s}`;
  const minutes = Math.round(ms / MINUTE);
  const parts = [
    [Math.floor(minutes / 1440), units.d],
    [Math.floor((minutes % 1440) / 60), units.h],
    [minutes % 60, units.min],
  ] as const;
  const largest = parts.findIndex(([n]) => n > 0);
  return parts
    .slice(largest, largest + 2)
    .filter(([n]) => n > 0)
    .map(([n, unit]) => `${n} ${unit}`)
    .join(' ');
}
