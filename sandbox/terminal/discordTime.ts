const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LAST_DATE = 8.64e15;

/** Whose clock a time is read from. */
export interface Reader {
  readonly now: number;
  readonly timeZone: string;
}

const FORMS: Readonly<Record<string, (at: number, reader: Reader) => string>> = {
  t: clockTime,
  T: (at, reader) => format(at, reader, { timeStyle: 'medium' }),
  d: (at, reader) => format(at, reader, { dateStyle: 'short' }),
  D: (at, reader) => format(at, reader, { dateStyle: 'long' }),
  f: (at, reader) => `${format(at, reader, { dateStyle: 'long' })} ${clockTime(at, reader)}`,
  F: (at, reader) => `${weekday(at, reader)}, ${format(at, reader, { dateStyle: 'long' })} ${clockTime(at, reader)}`,
  s: (at, reader) => `${format(at, reader, { dateStyle: 'short' })}, ${clockTime(at, reader)}`,
  S: (at, reader) => format(at, reader, { dateStyle: 'short', timeStyle: 'medium' }),
  R: (at, { now }) => relativeTime(at - now),
};

/** What Discord shows for `<t:seconds:style>`, or null for a time that no calendar has. */
export function timestampText(seconds: number, style: string, reader: Reader): string | null {
  const at = seconds * 1_000;
  if (!(Math.abs(at) <= LAST_DATE)) return null;
  return (FORMS[style] ?? FORMS['f'])?.(at, reader) ?? null;
}

/** As beside a message's author and in an embed's footer: the day in words where it is near. */
export function dayAndTime(at: number, reader: Reader): string {
  const day = (time: number) => format(time, reader, { dateStyle: 'short' });
  if (day(at) === day(reader.now)) return `Today at ${clockTime(at, reader)}`;
  if (day(at) === day(reader.now - DAY)) return `Yesterday at ${clockTime(at, reader)}`;
  return `${day(at)}, ${clockTime(at, reader)}`;
}

/** The next larger unit is taken a little early, as in "1 hour" from 45 minutes on. */
const UNITS: readonly [unit: Intl.RelativeTimeFormatUnit, ms: number, from: number][] = [
  ['year', 365 * DAY, 320 * DAY],
  ['month', 30 * DAY, 26 * DAY],
  ['day', DAY, 22 * HOUR],
  ['hour', HOUR, 45 * MINUTE],
  ['minute', MINUTE, 45_000],
];

const RELATIVE = new Intl.RelativeTimeFormat('en');

function relativeTime(fromNow: number): string {
  const [unit, ms] = UNITS.find(([, , from]) => Math.abs(fromNow) >= from) ?? ['second', 1_000];
  const count = Math.max(1, Math.round(Math.abs(fromNow) / ms));
  return RELATIVE.format(fromNow < 0 ? -count : count, unit);
}

function clockTime(at: number, reader: Reader): string {
  return format(at, reader, { timeStyle: 'short' });
}

function weekday(at: number, reader: Reader): string {
  return format(at, reader, { weekday: 'long' });
}

/** Making one takes many kilobytes outside the heap, which are given back late: there are as many as forms and time zones. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** British forms: days before months, and 24 hours. */
function format(at: number, { timeZone }: Reader, options: Intl.DateTimeFormatOptions): string {
  const key = `${timeZone} ${Object.entries(options).join(' ')}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone, ...options });
  formatters.set(key, formatter);
  return formatter.format(at);
}
