import type { Millis, Reading } from '../types.ts';

export const HOUR: Millis = 3_600_000;

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

/**
 * Sums falls. A small rise is a refund and nets out; any other rise is a top-up, and what was spent between its two readings
 * is unknown, as it is in a gap with a rise. A fall across a gap was spent somewhere in it: evenly, for want of better.
 * Two linear passes; everything is in proportion to the balances, so that the currency's unit does not matter.
 */
export function readSpending(history: readonly Reading[], oldestAt: Millis, now: Millis): Spending | null {
  const readings = inOrder(history, oldestAt, now);
  const first = readings[0];
  const newest = readings.at(-1);
  if (first === undefined || newest === undefined || newest.at === first.at) return null;

  const refundLimit = largestRefund(readings);
  const spanMs = newest.at - first.at;
  const hours = Math.ceil(spanMs / HOUR);
  const startAt = newest.at - hours * HOUR;
  const spent = new Float64Array(hours);
  const known = new Float64Array(hours);
  let falls = 0;
  let knownMs = 0;
  let before = first;
  for (const reading of readings) {
    const fall = before.value - reading.value;
    const ms = reading.at - before.at;
    if (ms > 0 && fall >= -refundLimit) {
      if (fall > 0) falls += 1;
      knownMs += ms;
      spread((before.at - startAt) / HOUR, (reading.at - startAt) / HOUR, fall);
    }
    before = reading;
  }
  return { balance: newest.value, at: newest.at, spanMs, knownMs, falls, hours, spent, known };

  function spread(from: number, to: number, amount: number): void {
    const perHour = amount / (to - from);
    for (let hour = Math.floor(from); hour < to && hour < hours; hour += 1) {
      const share = Math.min(to, hour + 1) - Math.max(from, hour);
      spent[hour] = (spent[hour] ?? 0) + perHour * share;
      known[hour] = (known[hour] ?? 0) + share;
    }
  }
}

/** The usable readings; of several at one time the lowest. */
function inOrder(history: readonly Reading[], oldestAt: Millis, now: Millis): Reading[] {
  const readings: Reading[] = [];
  let sorted = true;
  for (const reading of history) {
    if (reading.metric !== 'balance' || !(reading.at >= oldestAt && reading.at <= now)) continue;
    if (!Number.isFinite(reading.value)) continue;
    const last = readings.at(-1);
    if (last !== undefined && reading.at <= last.at) {
      sorted = sorted && reading.at === last.at;
      if (reading.at === last.at) {
        if (reading.value < last.value) readings[readings.length - 1] = reading;
        continue;
      }
    }
    readings.push(reading);
  }
  return sorted ? readings : inOrder(readings.sort((a, b) => a.at - b.at), oldestAt, now);
}

function largestRefund(readings: readonly Reading[]): number {
  let fallen = 0;
  let ms = 0;
  let step = Number.POSITIVE_INFINITY;
  let before = readings[0];
  for (const reading of readings) {
    if (before !== undefined && reading.value <= before.value) {
      const fall = before.value - reading.value;
      fallen += fall;
      ms += reading.at - before.at;
      if (fall > 0 && fall < step) step = fall;
    }
    before = reading;
  }
  return fallen === 0 ? 0 : Math.max(REFUND_STEPS * step, REFUND_HOURS * fallen * (HOUR / ms));
}
