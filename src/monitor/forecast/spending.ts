import type { Reading } from '../measures.ts';
import type { Millis } from '../time.ts';
import { HOUR } from '../time.ts';

/** What a balance history says was spent, hour by hour; the last hour ends with the newest reading. */
export interface Spending {
  readonly balance: number;
  readonly at: Millis;
  readonly spanMs: Millis;
  /** Time of which it is known what was spent in it. */
  readonly knownMs: Millis;
  /** How often the balance was seen to fall: each says a little more about the rate. */
  readonly falls: number;
  readonly hours: number;
  readonly spent: Float64Array;
  /** The known part of each hour, 0 to 1. */
  readonly known: Float64Array;
}

/** A rise of up to this many of the smallest steps, or of this much of an hour's usual spending, gives back what was taken. */
const REFUND_STEPS = 4;
const REFUND_HOURS = 1 / 6;

/** Idle for this long and for many times what usually lies between two falls, before anything was spent at all. */
const LEAST_IDLE: Millis = 3 * HOUR;
const IDLE_STEPS = 6;

/**
 * Sums falls. A small rise is a refund and nets out; any other rise is a top-up, and what was spent between its two readings
 * is unknown, as it is in a gap with a rise. A fall across a gap was spent somewhere in it: evenly, for want of better.
 * Linear passes; everything is in proportion to the balances, so that their unit does not matter.
 */
export function readSpending(history: readonly Reading[], oldestAt: Millis, now: Millis): Spending | null {
  const { times, balances, count } = inOrder(history, oldestAt, now);
  if (count < 2) return null;

  const newestAt = at(times, count - 1);
  const { first, falls, refundLimit } = survey(times, balances, count);
  const hours = Math.ceil((newestAt - at(times, first)) / HOUR);
  const startAt = newestAt - hours * HOUR;
  const spent = new Float64Array(hours);
  const known = new Float64Array(hours);
  let knownMs = at(times, first) - at(times, 0);
  // Readings of one hour with no top-up between them are booked at once.
  let run = first;
  let runEnd = startAt;
  for (let i = first + 1; i < count; i += 1) {
    const topUp = at(balances, i) - at(balances, i - 1) > refundLimit;
    if (!topUp && at(times, i) <= runEnd) continue;
    book(run, i - 1);
    if (!topUp) book(i - 1, i);
    run = i;
    runEnd = startAt + Math.ceil((at(times, i) - startAt) / HOUR) * HOUR;
  }
  book(run, count - 1);
  const spanMs = newestAt - at(times, 0);
  return { balance: at(balances, count - 1), at: newestAt, spanMs, knownMs, falls, hours, spent, known };

  function book(before: number, after: number): void {
    if (before === after) return;

    const from = (at(times, before) - startAt) / HOUR;
    const to = (at(times, after) - startAt) / HOUR;
    const fall = at(balances, before) - at(balances, after);
    knownMs += at(times, after) - at(times, before);
    for (let hour = Math.floor(from); hour < to && hour < hours; hour += 1) {
      const share = Math.min(to, hour + 1) - Math.max(from, hour);
      spent[hour] = at(spent, hour) + (fall * share) / (to - from);
      known[hour] = at(known, hour) + share;
    }
  }
}

/** Reads typed arrays as what they are: numbers wherever there is an element. */
export function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}

/** The usable readings, copied out of their objects because they are read more than once; of several at one time the lowest. */
function inOrder(history: readonly Reading[], oldestAt: Millis, now: Millis) {
  const times = new Float64Array(history.length);
  const balances = new Float64Array(history.length);
  let count = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const reading of history) {
    if (!isUsable(reading, oldestAt, now)) continue;
    if (reading.at <= last) return inOrder(sorted(history, oldestAt, now), oldestAt, now);
    times[count] = reading.at;
    balances[count] = reading.value;
    count += 1;
    last = reading.at;
  }
  return { times, balances, count };
}

function isUsable({ metric, at: time, value }: Reading, oldestAt: Millis, now: Millis): boolean {
  return metric === 'balance' && time >= oldestAt && time <= now && Number.isSafeInteger(value);
}

function sorted(history: readonly Reading[], oldestAt: Millis, now: Millis): Reading[] {
  const usable = history.filter((reading) => isUsable(reading, oldestAt, now));
  usable.sort((a, b) => a.at - b.at || b.value - a.value);
  return usable.filter((reading, i) => reading.at !== usable[i + 1]?.at);
}

/** What must be known of all readings before any of them can be read: when spending began, and what a refund is. */
function survey(times: Float64Array, balances: Float64Array, count: number) {
  let first = 0;
  let falls = 0;
  let fallen = 0;
  let ms = 0;
  let step = Number.POSITIVE_INFINITY;
  for (let i = 1; i < count; i += 1) {
    const fall = at(balances, i - 1) - at(balances, i);
    if (fall >= 0) ms += at(times, i) - at(times, i - 1);
    if (fall > 0) {
      if (falls === 0) first = i - 1;
      falls += 1;
      fallen += fall;
      if (fall < step) step = fall;
    }
  }
  if (falls === 0) return { first, falls, refundLimit: 0 };

  // A pipeline that has only now begun: the idle time before says nothing of what it will spend.
  const idle = at(times, first) - at(times, 0);
  const began = idle >= LEAST_IDLE && idle > (IDLE_STEPS * (at(times, count - 1) - at(times, first))) / falls;
  return {
    first: began ? first : 0,
    falls,
    refundLimit: Math.max(REFUND_STEPS * step, (REFUND_HOURS * fallen * HOUR) / ms),
  };
}
