import { nextLocalTime } from './calendar.ts';
import { MonitorError } from './errors.ts';
import type { Millis } from './types.ts';

const UNIT_MS: Readonly<Record<string, Millis>> = {
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const LONGEST_MS: Millis = 365 * 86_400_000;
const PART = /\s*(\d{1,6})\s*(min|[mhdw])/gy;
const UNTIL = /^until\s+([01]?\d|2[0-3]):([0-5]\d)$/;

/**
 * The moment that a text such as `30m`, `2h`, `1d12h` or `until 09:00` names, seen from `now`.
 * @throws MonitorError `badDuration`, or `durationTooLong` where it is more than a year.
 */
export function parseUntil(text: string, now: Millis, timeZone: string): Millis {
  const wanted = text.trim().toLowerCase();
  const clock = UNTIL.exec(wanted);
  if (clock !== null) return nextLocalTime(now, timeZone, Number(clock[1]) * 60 + Number(clock[2]));

  const ms = parseDuration(wanted);
  if (ms === null) {
    throw new MonitorError('badDuration', { text });
  }
  if (ms > LONGEST_MS) throw new MonitorError('durationTooLong', { text, longest: '365d' });
  return now + ms;
}

/** The length of a text such as `90m`, `1d 12h` or `2h30`; null if it is none, or no time at all. */
export function parseDuration(text: string): Millis | null {
  const compact = text
    .trim()
    .toLowerCase()
    .replace(/h\s*(\d{1,2})$/, 'h$1m');
  let ms = 0;
  let end = 0;
  for (const match of compact.matchAll(PART)) {
    ms += Number(match[1]) * (UNIT_MS[match[2] ?? ''] ?? 0);
    end = match.index + match[0].length;
  }
  return ms > 0 && end === compact.length ? ms : null;
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
  const minutes = Math.round(ms / 60_000);
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
