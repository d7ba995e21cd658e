import { firstShowing, weekdayOf } from '../text/calendar.ts';
import { DAY, type Millis } from '../time.ts';

/** People who take turns of a week, in the time zone of the guild. */
export interface OnCallRota {
  /** Their ids, in the order of their turns; the first has the turn that `since` is in. */
  readonly people: readonly string[];
  /** Monday is 1. */
  readonly weekday: number;
  /** Of the day. */
  readonly minute: number;
  readonly since: Millis;
  /** Who takes over somebody's turn until then; null: nobody. */
  readonly cover: { readonly userId: string; readonly from: Millis; readonly until: Millis } | null;
}

/** Who is on call at a moment. */
export interface OnCall {
  readonly userId: string;
  /** Whose turn it is; another one only while it is covered. */
  readonly turnOf: string;
  readonly since: Millis;
  readonly until: Millis;
}

/** As many fit into one list that people can read. */
export const MOST_PEOPLE = 20;
const WEEK: Millis = 7 * DAY;
const DAYS_OF_WEEK = 7;

/** Null where nobody is. A turn lasts from one handover to the next, also where a clock change makes that week an hour longer or shorter. */
export function onCallAt(rota: OnCallRota, timeZone: string, now: Millis): OnCall | null {
  const { people, since, cover } = rota;
  if (people.length === 0) return null;
  const [begins, first] = [lastHandover(rota, timeZone, now), lastHandover(rota, timeZone, since)];
  const turns = Math.max(0, Math.round((begins - first) / WEEK));
  const turnOf = people[turns % people.length] ?? '';
  const next = nextHandover(rota, timeZone, now);
  const turn = { userId: turnOf, turnOf, since: Math.max(begins, since), until: next };
  if (cover === null || now < cover.from || now >= cover.until) return endsBefore(turn, cover, now);
  return { userId: cover.userId, turnOf, since: cover.from, until: cover.until };
}

/** A turn is interrupted where somebody else takes over later, and goes on where they have stopped. */
function endsBefore(turn: OnCall, cover: OnCallRota['cover'], now: Millis): OnCall {
  if (cover === null) return turn;
  const until = cover.from > now ? Math.min(turn.until, cover.from) : turn.until;
  const since = cover.until <= now ? Math.max(turn.since, cover.until) : turn.since;
  return { ...turn, since, until };
}

/** The last handover at or before a moment. */
function lastHandover({ weekday, minute }: OnCallRota, timeZone: string, at: Millis): Millis {
  const back = (weekdayOf(at, timeZone) - weekday + DAYS_OF_WEEK) % DAYS_OF_WEEK;
  const moment = firstShowing(at, timeZone, minute, -back);
  return moment <= at ? moment : firstShowing(at, timeZone, minute, -back - DAYS_OF_WEEK);
}

function nextHandover({ weekday, minute }: OnCallRota, timeZone: string, at: Millis): Millis {
  const ahead = (weekday - weekdayOf(at, timeZone) + DAYS_OF_WEEK) % DAYS_OF_WEEK;
  const moment = firstShowing(at, timeZone, minute, ahead);
  return moment > at ? moment : firstShowing(at, timeZone, minute, ahead + DAYS_OF_WEEK);
}

/** The people in the order of their turns from now on. */
function fromNow(rota: OnCallRota, timeZone: string, now: Millis): readonly string[] {
  const { people } = rota;
  const current = onCallAt(rota, timeZone, now)?.turnOf;
  const index = Math.max(0, people.indexOf(current ?? ''));
  return [...people.slice(index), ...people.slice(0, index)];
}

/**
 * The same turns, counted from now on: whoever is on call stays on call until the next handover. Whatever moves handovers (another day, hour
 * or time zone) needs it: past handovers would move too, and somebody else would be on call.
 */
export function countedFromNow(rota: OnCallRota, timeZone: string, now: Millis): OnCallRota {
  return { ...rota, people: fromNow(rota, timeZone, now), since: now };
}

/** Without the turns of a person, and what they have taken over: the person on call stays on call, or else the next one takes over. */
export function rotaWithout(rota: OnCallRota, userId: string, timeZone: string, now: Millis): OnCallRota {
  const counted = countedFromNow(rota, timeZone, now);
  const people = counted.people.filter((one) => one !== userId);
  return { ...counted, people, cover: rota.cover?.userId === userId ? null : rota.cover };
}
