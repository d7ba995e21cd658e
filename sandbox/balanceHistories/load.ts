import { drawNormal } from '../pipeline/draws.ts';
import type { Random } from '../pipeline/mulberry32.ts';
import { between, logBetween, type Traits } from './families.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * The load of every minute, as a share of the usual. Minute 0 is `startMinute` of the week (0: Monday 00:00) on a clock that
 * people live by; the history ends before minute `cut`.
 */
export function drawLoad(random: Random, traits: Traits, startMinute: number, cut: number, minutes: number) {
  const load = new Float64Array(minutes).fill(1);
  const busiest = between(random, 12, 17) * HOUR;
  const batchAt = between(random, 0, DAY);
  const batchMinutes = between(random, 1, 4) * HOUR;
  const changeAt = cut - logBetween(random, HOUR / 2, Math.max(HOUR, Math.min(3 * DAY, cut / 2)));
  // An Ornstein-Uhlenbeck process that forgets in 6 hours.
  const keep = Math.exp(-1 / (6 * HOUR));
  const kick = Math.sqrt(1 - keep * keep);
  let mood = drawNormal(random);
  for (let minute = 0; minute < minutes; minute += 1) {
    const ofWeek = (startMinute + minute) % (7 * DAY);
    const wave = (1 + Math.cos((2 * Math.PI * (ofWeek - busiest)) / DAY)) / 2;
    mood = keep * mood + kick * drawNormal(random);
    let share = (traits.nightShare + (1 - traits.nightShare) * wave) * Math.exp(traits.wander * mood);
    if (ofWeek >= 5 * DAY) share *= traits.weekendShare;
    if (traits.batchFactor > 1) {
      share *= (ofWeek - batchAt + 7 * DAY) % DAY < batchMinutes ? traits.batchFactor : 0.3;
    }
    if (minute >= changeAt) share *= traits.changeFactor;
    load[minute] = share;
  }
  multiplyAtRandom(load, random, traits.burstsPerDay / DAY, [10, 3 * HOUR], () => between(random, 3, 12));
  multiplyAtRandom(load, random, traits.outagesPerWeek / (7 * DAY), [20, 8 * HOUR], () => 0);
  if (traits.switched !== null) {
    const at = Math.max(0, Math.round(cut - traits.switched.hoursAgo * HOUR));
    if (traits.switched.to === 1) load.fill(0, 0, at);
    else load.fill(0, at);
  }
  return load;
}

/** Events that begin independently of one another and last for between the two lengths. */
export function multiplyAtRandom(
  load: Float64Array,
  random: Random,
  perMinute: number,
  [shortest, longest]: readonly [number, number],
  factor: () => number,
): void {
  if (perMinute <= 0) return;
  for (let at = -Math.log(1 - random()) / perMinute; at < load.length; at += -Math.log(1 - random()) / perMinute) {
    const end = at + logBetween(random, shortest, longest);
    const by = factor();
    for (let minute = Math.floor(at); minute < end && minute < load.length; minute += 1) {
      load[minute] = (load[minute] ?? 0) * by;
    }
  }
}
