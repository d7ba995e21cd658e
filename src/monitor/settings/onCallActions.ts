import { countedFromNow, MOST_PEOPLE, type OnCallRota, rotaWithout } from '../alerts/onCall.ts';
import { MonitorError } from '../errors.ts';
import { findGuild } from '../reports/reports.ts';
import { parseUntil } from '../text/duration.ts';
import { minuteIn } from '../text/untilTime.ts';
import { parseWeekdays } from '../text/weekdays.ts';
import type { Millis } from '../time.ts';
import type { Actor } from '../types.ts';
import { createChangeLog } from './changeLog.ts';
import type { ChangePorts } from './changePorts.ts';
import { onCallText } from './onCallText.ts';

/** What somebody wants changed, all of it or nothing; null: that stays. In the order in which it is done. */
export interface OnCallChange {
  /** A person who takes turns from now on, after all others. */
  readonly add: string | null;
  readonly remove: string | null;
  /** When turns change hands: a weekday and a time of day. */
  readonly day: string | null;
  readonly time: string | null;
  /** Who takes over from now on, until a time as `/mute` takes it. Without a person: until when the one who has taken over does, or `now`. */
  readonly cover: string | null;
  readonly until: string | null;
}

/** How people change who is on call. The person on call stays on call, if still in the list. */
export interface OnCallActions {
  /**
   * The last one that is removed ends the turns.
   * @throws MonitorError `onCallAlready`, `tooManyPeople`, `notOnCall`, `badWeekdays`, `badTimeOfDay`, `badDuration`, `durationTooLong`,
   * `coverNeedsUntil` or `nobodyOnCall`; then nothing has changed.
   */
  changeOnCall(guildId: string, wanted: OnCallChange, by: Actor): Promise<void>;
}

/** Where nobody said otherwise: Monday at 09:00. */
const STANDARD = { weekday: 1, minute: 9 * 60 } as const;

export function createOnCallActions(ports: ChangePorts): OnCallActions {
  const { store, clock, onChange } = ports;
  const { changeOf, logged } = createChangeLog(ports);

  return {
    async changeOnCall(guildId, wanted, by) {
      const now = clock.now();
      const { timeZone } = await findGuild(guildId, now, ports);
      const lines: ReturnType<typeof changeOf>[] = [];
      await store.onCall.change(guildId, now, (own) => {
        const changed = rotaAfter(own ?? { ...STANDARD, people: [], since: now, cover: null }, wanted, {
          timeZone,
          now,
        });
        const rota = changed.people.length === 0 ? null : changed;
        const line = changeOf('onCall', 'onCall', by, own && onCallText(own), rota && onCallText(rota));
        lines.push(line);
        return { rota, change: line };
      });
      logged(guildId, lines.slice(-1));
      onChange();
    },
  };
}

interface Moment {
  readonly timeZone: string;
  readonly now: Millis;
}

/** Everything that is wanted, one after the other. */
function rotaAfter(before: OnCallRota, wanted: OnCallChange, at: Moment): OnCallRota {
  const { add, remove, day, time, cover, until } = wanted;
  let rota = before;
  if (add !== null) rota = withPerson(rota, add, at);
  if (remove !== null) rota = withoutTurns(rota, remove, at);
  if (day !== null || time !== null) rota = movedHandover(rota, day, time, at);
  return cover === null && until === null ? rota : covered(rota, cover, until, at);
}

function withPerson(rota: OnCallRota, userId: string, { timeZone, now }: Moment): OnCallRota {
  if (rota.people.includes(userId)) throw new MonitorError('onCallAlready', { userId });
  if (rota.people.length >= MOST_PEOPLE) throw new MonitorError('tooManyPeople', { most: MOST_PEOPLE });
  const counted = countedFromNow(rota, timeZone, now);
  return { ...counted, people: [...counted.people, userId] };
}

function withoutTurns(rota: OnCallRota, userId: string, { timeZone, now }: Moment): OnCallRota {
  if (!rota.people.includes(userId)) throw new MonitorError('notOnCall', { userId });
  return rotaWithout(rota, userId, timeZone, now);
}

function movedHandover(
  rota: OnCallRota,
  day: string | null,
  time: string | null,
  { timeZone, now }: Moment,
): OnCallRota {
  if (rota.people.length === 0) throw new MonitorError('nobodyOnCall', {});
  const weekday = day === null ? rota.weekday : weekdayOf(day);
  const minute = time === null ? rota.minute : minuteOf(time);
  return { ...countedFromNow(rota, timeZone, now), weekday, minute };
}

function covered(rota: OnCallRota, userId: string | null, until: string | null, { timeZone, now }: Moment): OnCallRota {
  const running = rota.cover !== null && rota.cover.until > now ? rota.cover : null;
  if (until === null || (userId === null && running === null)) throw new MonitorError('coverNeedsUntil', {});
  if (rota.people.length === 0) throw new MonitorError('nobodyOnCall', {});
  if (userId !== null) return { ...rota, cover: { userId, from: now, until: parseUntil(until, now, timeZone) } };
  const ends = until.trim().toLowerCase() === NOW ? now : parseUntil(until, now, timeZone);
  return { ...rota, cover: running && { ...running, until: ends } };
}

/** Ends what somebody has taken over. */
export const NOW = 'now';

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
