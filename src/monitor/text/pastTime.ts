import { MonitorError } from '../errors.ts';
import type { Millis } from '../time.ts';
import { localTimeOn } from './calendar.ts';
import { parseLength } from './duration.ts';
import { dayIn, minuteIn } from './untilTime.ts';

const YESTERDAY = /^yesterday\b/;
const AGO = /\s+ago$/;

/**
 * The last moment that a text such as `14:07`, `yesterday 9am`, `monday 18:00`, `2026-11-23 14:07`, `2h ago` or `now` names, seen from `now` in
 * the time zone.
 * @throws MonitorError `badMoment` where it names none, or one that is still to come.
 */
export function parsePastTime(text: string, now: Millis, timeZone: string): Millis {
  const at = momentIn(
    text
      .trim()
      .toLowerCase()
      .replace(/^at\s+/, ''),
    now,
    timeZone,
  );
  if (at === null || at > now) throw new MonitorError('badMoment', { text });
  return at;
}

function momentIn(typed: string, now: Millis, timeZone: string): Millis | null {
  if (typed === 'now') return now;
  const length = parseLength(typed.replace(AGO, ''));
  if (length !== null) return now - length;
  if (typed.startsWith('until')) return null;
  const day = pastDay(typed, now, timeZone);
  const time = day === null ? typed : typed.slice(day.length).trim();
  const minute = time === '' ? null : minuteIn(time);
  if (minute === null) return null;
  const moments = (day?.offsets ?? [0, -1]).map((offset) => localTimeOn(now, timeZone, minute, offset));
  return moments.find((moment) => moment <= now) ?? moments[0] ?? null;
}

/** The day that a text begins with, as days from today; of weekdays the last one, today among them. */
function pastDay(text: string, now: Millis, timeZone: string) {
  const yesterday = YESTERDAY.exec(text);
  if (yesterday !== null) return { length: yesterday[0].length, offsets: [-1] };
  const day = dayIn(text, now, timeZone);
  // Two of them: the first such day that is to come and the one after it.
  return day === null || day.offsets.length < 2
    ? day
    : { ...day, offsets: day.offsets.map((offset) => offset - 7).toReversed() };
}
