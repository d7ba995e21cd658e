import { MOST_PEOPLE, type OnCallRota, onCallAt } from '../alerts/onCall.ts';
import { MonitorError } from '../errors.ts';
import { findGuild } from '../reports/reports.ts';
import { parseUntil } from '../text/duration.ts';
import { minuteIn } from '../text/untilTime.ts';
import { parseWeekdays } from '../text/weekdays.ts';
import type { Actor } from '../types.ts';
import { createChangeLog } from './changeLog.ts';
import type { ChangePorts } from './changePorts.ts';
import { onCallText } from './onCallText.ts';

/** What people change of who is on call. Whoever is on call now stays it, as far as they are still in the list. */
export interface OnCallVerbs {
  /** @throws MonitorError `onCallAlready` or `tooManyPeople`. */
  addOnCall(guildId: string, userId: string, by: Actor): Promise<OnCallRota>;
  /** The last one that is removed ends the turns. @throws MonitorError `notOnCall`. */
  removeOnCall(guildId: string, userId: string, by: Actor): Promise<OnCallRota | null>;
  /** When turns change hands: a weekday and a time of day. @throws MonitorError `badWeekdays`, `badTimeOfDay` or `nobodyOnCall`. */
  moveHandover(guildId: string, day: string | null, time: string | null, by: Actor): Promise<OnCallRota>;
  /** Somebody takes over from now on until a time as `/mute` takes it. @throws MonitorError `badDuration`, `durationTooLong` or `nobodyOnCall`. */
  coverOnCall(guildId: string, userId: string, until: string, by: Actor): Promise<OnCallRota>;
}

/** Where nobody said otherwise: Monday at 09:00. */
const STANDARD = { weekday: 1, minute: 9 * 60 } as const;

export function createOnCallVerbs(ports: ChangePorts): OnCallVerbs {
  const { store, clock, onChange } = ports;
  const { changeOf, told } = createChangeLog(ports);

  async function change<After extends OnCallRota | null>(
    guildId: string,
    by: Actor,
    changed: (rota: OnCallRota, now: number, timeZone: string) => After,
  ): Promise<After> {
    const now = clock.now();
    const { timeZone } = await findGuild(guildId, now, ports);
    const done: { line: ReturnType<typeof changeOf>; after: After }[] = [];
    await store.onCall.change(guildId, now, (own) => {
      const before = own ?? { ...STANDARD, people: [], since: now, cover: null };
      const after = changed(before, now, timeZone);
      const line = changeOf('onCall', 'onCall', by, own && onCallText(own), after && onCallText(after));
      done.push({ line, after });
      return { rota: after, change: line };
    });
    const [last] = done.slice(-1);
    if (last === undefined) throw new Error('who is on call was not changed');
    told(guildId, [last.line]);
    onChange();
    return last.after;
  }

  return {
    addOnCall: (guildId, userId, by) =>
      change(guildId, by, (rota, now, timeZone) => {
        if (rota.people.includes(userId)) throw new MonitorError('onCallAlready', { userId });
        if (rota.people.length >= MOST_PEOPLE) throw new MonitorError('tooManyPeople', { most: MOST_PEOPLE });
        const people = fromNow(rota, timeZone, now);
        return { ...rota, people: [...people, userId], since: now };
      }),
    removeOnCall: (guildId, userId, by) =>
      change(guildId, by, (rota, now, timeZone) => {
        if (!rota.people.includes(userId)) throw new MonitorError('notOnCall', { userId });
        const people = fromNow(rota, timeZone, now).filter((one) => one !== userId);
        if (people.length === 0) return null;
        const cover = rota.cover?.userId === userId ? null : rota.cover;
        return { ...rota, people, since: now, cover };
      }),
    moveHandover: (guildId, day, time, by) =>
      change(guildId, by, (rota, now, timeZone) => {
        if (rota.people.length === 0) throw new MonitorError('nobodyOnCall', {});
        const weekday = day === null ? rota.weekday : weekdayOf(day);
        const minute = time === null ? rota.minute : minuteOf(time);
        return { ...rota, weekday, minute, people: fromNow(rota, timeZone, now), since: now };
      }),
    coverOnCall: (guildId, userId, until, by) =>
      change(guildId, by, (rota, now, timeZone) => {
        if (rota.people.length === 0) throw new MonitorError('nobodyOnCall', {});
        return { ...rota, cover: { userId, from: now, until: parseUntil(until, now, timeZone) } };
      }),
  };
}

/** The people in the order of their turns from now on. */
function fromNow(rota: OnCallRota, timeZone: string, now: number): readonly string[] {
  const { people } = rota;
  const current = onCallAt(rota, timeZone, now)?.turnOf;
  const index = Math.max(0, people.indexOf(current ?? ''));
  return [...people.slice(index), ...people.slice(0, index)];
}

/** @throws MonitorError where it names no single day. */
function weekdayOf(text: string): number {
  const [day, ...others] = parseWeekdays(text) ?? [];
  if (day === undefined || others.length > 0) throw new MonitorError('badWeekdays', { text });
  return day;
}

/** @throws MonitorError where it is no time of day. */
function minuteOf(text: string): number {
  const minute = minuteIn(text.trim().toLowerCase());
  if (minute === null || text.trim() === '') throw new MonitorError('badTimeOfDay', { text });
  return minute;
}
