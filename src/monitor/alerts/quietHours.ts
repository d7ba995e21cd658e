import { ALERT_KINDS, type AlertKind } from '../kinds/index.ts';
import type { AlertSeverity } from '../measures.ts';
import { firstShowing, lastShowing, weekdayOf } from '../text/calendar.ts';
import type { Millis } from '../time.ts';

export const QUIET_PASSES = ['critical', 'nothing'] as const;

/** What is sent all the same. */
export type QuietPasses = (typeof QUIET_PASSES)[number];

/** Times that come round every week, in the time zone of the guild, in which messages wait. */
export interface QuietHours {
  /** Tells it from the others of the guild. */
  readonly id: number;
  /** The days on which it begins, each once; Monday is 1. */
  readonly weekdays: readonly number[];
  /** Minutes of the day. It ends on the day after, where `to` is not later than `from`; where they are the same, after a whole day. */
  readonly from: number;
  readonly to: number;
  /** Null: all. */
  readonly kinds: readonly AlertKind[] | null;
  readonly passes: QuietPasses;
}

export interface Span {
  readonly from: Millis;
  readonly to: Millis;
}

interface QuietSubject {
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
}

/** Whether a message waits, and why it does or does not. */
export type QuietAnswer =
  | { readonly waits: true; readonly reason: 'quietHours'; readonly until: Millis }
  | { readonly waits: false; readonly reason: 'noQuietHours' | 'outside' | 'otherKinds' | 'criticalPasses' };

const MINUTES_OF_DAY = 24 * 60;
/** The days on which a window may begin that holds a moment of today. */
const YESTERDAY_ON = [-1, 0] as const;
/** Those on which one may begin that is joined with it, or comes next: what ends lasts for less than a week. */
const AROUND = [-8, 16] as const;

/** Those whose window holds a moment. From its first moment on it does, and at its end no longer. */
export function openAt(hours: readonly QuietHours[], timeZone: string, now: Millis): readonly QuietHours[] {
  return hours.filter((one) =>
    windowsOf(one, timeZone, now, YESTERDAY_ON).some(({ from, to }) => from <= now && now < to),
  );
}

/** What passes of a kind while some quiet hours are open; null where none of them is about it. */
export function passingOf(open: readonly QuietHours[], kind: AlertKind): QuietPasses | null {
  const meant = open.filter((one) => isAbout(one, kind));
  if (meant.length === 0) return null;
  return meant.some(({ passes }) => passes === 'nothing') ? 'nothing' : 'critical';
}

/** Whether a message of a severity about a kind waits at a moment, and until when. */
export function quietAt(
  hours: readonly QuietHours[],
  timeZone: string,
  { kind, severity }: QuietSubject,
  now: Millis,
): QuietAnswer {
  if (hours.length === 0) return { waits: false, reason: 'noQuietHours' };
  const open = openAt(hours, timeZone, now);
  if (open.length === 0) return { waits: false, reason: 'outside' };
  const passes = passingOf(open, kind);
  if (passes === null) return { waits: false, reason: 'otherKinds' };
  if (isPassing(passes, severity)) return { waits: false, reason: 'criticalPasses' };
  const holding = hours.filter((one) => isAbout(one, kind) && !isPassing(one.passes, severity));
  return { waits: true, reason: 'quietHours', until: nextSpan(holding, timeZone, now)?.to ?? now };
}

export function isPassing(passes: QuietPasses, severity: AlertSeverity): boolean {
  return passes === 'critical' && severity === 'critical';
}

/** The time in which it is quiet at a moment, or is so next. Windows that touch or overlap are one. */
export function nextSpan(hours: readonly QuietHours[], timeZone: string, now: Millis): Span | null {
  const windows = hours
    .flatMap((one) => windowsOf(one, timeZone, now, AROUND))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  let span: Span | null = null;
  for (const window of windows) {
    if (span !== null && window.from <= span.to) span = { from: span.from, to: Math.max(span.to, window.to) };
    else if (span !== null && span.to > now) break;
    else span = window;
  }
  return span !== null && span.to > now ? span : null;
}

/** The kinds of which messages would wait for ever, because every minute of the week is quiet. */
export function endlessKinds(hours: readonly QuietHours[]): readonly AlertKind[] {
  return ALERT_KINDS.filter((kind) => coversWeek(hours.filter((one) => isAbout(one, kind))));
}

function coversWeek(hours: readonly QuietHours[]): boolean {
  const week = 7 * MINUTES_OF_DAY;
  const windows = hours
    .flatMap(({ weekdays, from, to }) =>
      weekdays.flatMap((day) => {
        const begins = (day - 1) * MINUTES_OF_DAY + from;
        const ends = begins + lengthOf(from, to);
        // What goes on into the next week is the beginning of this one too.
        return [begins, begins - week].map((at) => ({ from: at, to: at + ends - begins }));
      }),
    )
    .sort((a, b) => a.from - b.from);
  let covered = 0;
  for (const { from, to } of windows) if (from <= covered) covered = Math.max(covered, to);
  return covered >= week;
}

/** In minutes, on a day on which no clock changes. */
function lengthOf(from: number, to: number): number {
  return to > from ? to - from : to + MINUTES_OF_DAY - from;
}

function isAbout({ kinds }: QuietHours, kind: AlertKind): boolean {
  return kinds === null || kinds.includes(kind);
}

/** The windows that begin on days so far from the one of a moment. One that a clock change leaves nothing of is none. */
function windowsOf(
  { weekdays, from, to }: QuietHours,
  timeZone: string,
  now: Millis,
  [first, last]: readonly [number, number],
): readonly Span[] {
  const today = weekdayOf(now, timeZone);
  const windows: Span[] = [];
  for (let offset = first; offset <= last; offset += 1) {
    if (!weekdays.includes(weekdayIn(today, offset))) continue;
    const begins = firstShowing(now, timeZone, from, offset);
    const ends = lastShowing(now, timeZone, to, to > from ? offset : offset + 1);
    if (begins < ends) windows.push({ from: begins, to: ends });
  }
  return windows;
}

function weekdayIn(today: number, days: number): number {
  return ((((today - 1 + days) % 7) + 7) % 7) + 1;
}
