import type { MicroUsd, Reading } from '../measures.ts';
import type { Millis } from '../time.ts';
import { DAY, HOUR } from '../time.ts';
import { combinedRates, levelsBefore } from './models.ts';
import { createProfile, type Profile, SLOTS } from './profile.ts';
import { lastHourIsUnlike } from './shift.ts';
import { at, readSpending, type Spending } from './spending.ts';
import { ratioOf, replay, weigh } from './trials.ts';

/** How long the balance lasts if nobody tops it up, and how far that can be relied on. */
export interface Runway {
  /** What the coming hour is expected to cost; 0 where nothing is spent. */
  readonly burnMicrosPerHour: MicroUsd;
  /** From the newest reading until the balance is 0; null: not within 30 days, or nothing is spent. */
  readonly runwayMs: Millis | null;
  /** Where the runway lies in about 80 of 100 cases, as far as the history can tell; null as above. */
  readonly earliestMs: Millis | null;
  readonly latestMs: Millis | null;
  readonly sure: 'low' | 'medium' | 'high';
}

const LEAST_HISTORY: Millis = 2 * HOUR;
const LEAST_KNOWN: Millis = HOUR;
const LONGEST_HISTORY: Millis = 7 * DAY;
const LONGEST_RUNWAY_HOURS = 30 * 24;
const STALE: Millis = HOUR;

/** Of the errors of the replay, those between which 80 % lie; few trials, and a day not yet seen, are padded with a factor of 2. */
const SPAN_SHARES = { low: 0.1, high: 0.9 } as const;
const PAD_TRIALS = { firstDay: 4, later: 1.5 } as const;
const PAD_FACTOR = 2;
const SMALLEST_RATIO = 0.02;
const SHIFT_WIDENS = 1.25;

const SURE_BELOW = { high: 1.5, medium: 3 } as const;
const LEAST_FALLS = 10;

/**
 * Forecasts the runway. Null: less than 2 hours of history, or less than one hour of it usable.
 *
 * 1. `readSpending`: hourly sums of falls; top-ups and gaps with a rise are unknown time, small rises are refunds.
 * 2. `levelsBefore`: ten models, rate(hour) = level × profile(hour of the day), or flat; levels that forget within half an hour
 *    to never (exponential smoothing; Hyndman and Athanasopoulos, Forecasting: Principles and Practice, chapter 8).
 * 3. `replay`, `weigh`: each model is tried on the history at the horizon in question, weight ∝ (mean squared error)⁻⁵
 *    (after Bates and Granger, The Combination of Forecasts, 1969; Dawid, The Prequential Approach, 1984).
 * 4. `lastHourIsUnlike`: a last hour the like of which the history hardly knows overrules the level.
 * 5. The span comes from the quantiles of actual ÷ predicted in the replay (empirical prediction interval).
 *
 * Linear in the readings, plus some 200 steps for each hour of history: about 0.4 ms for 7 days at one a minute.
 */
export function forecastRunway(history: readonly Reading[], now: Millis): Runway | null {
  const spending = readSpending(history, now - LONGEST_HISTORY, now);
  if (spending === null || spending.spanMs < LEAST_HISTORY || spending.knownMs < LEAST_KNOWN) return null;

  const profile = profileOf(spending, spending.hours);
  const levels = levelsBefore(spending.hours, spending, profile);
  const horizon = horizonFor(spending, combinedRates(levels, weigh([], 1), profile));
  const { hourly, far } = replay(spending, horizon);
  const weights = weigh(far, horizon);
  const plain = combinedRates(levels, weights, profile);
  const shifted = lastHourIsUnlike(hourly, weights, spending);
  const rates = shifted ? ratesFromLastHour(spending, weights, plain) : plain;

  const ratios = far.map((trial) => ratioOf(trial, weights)).sort((a, b) => a - b);
  const pad = spending.spanMs < DAY ? PAD_TRIALS.firstDay : PAD_TRIALS.later;
  const widen = shifted ? SHIFT_WIDENS : 1;
  const fastest = Math.max(1, padded(ratios, SPAN_SHARES.high, horizon, pad, PAD_FACTOR)) * widen;
  const slowest = Math.min(1, padded(ratios, SPAN_SHARES.low, horizon, pad, 1 / PAD_FACTOR)) / widen;
  // What has just begun or stopped may be over soon: the span reaches to where it would be without.
  const unshifted = lasts(spending, plain, 1);
  const toMs = (hours: number) => (hours > LONGEST_RUNWAY_HOURS ? null : Math.round(hours * HOUR));
  return {
    burnMicrosPerHour: Math.round(at(rates, spending.hours % SLOTS)),
    runwayMs: toMs(lasts(spending, rates, 1)),
    earliestMs: toMs(Math.min(lasts(spending, rates, fastest), shifted ? unshifted : Number.POSITIVE_INFINITY)),
    latestMs: toMs(Math.max(lasts(spending, rates, slowest), shifted ? unshifted : 0)),
    sure: now - spending.at > STALE || shifted ? 'low' : sureness(spending, fastest / slowest),
  };
}

function profileOf({ spent, known }: Spending, until: number): Profile {
  const profile = createProfile();
  for (let hour = 0; hour < until; hour += 1) profile.add(hour, at(spent, hour), at(known, hour));
  profile.settle();
  return profile;
}

/**
 * The rates that fit the last hour. The shape of the day is taken from before today where there is enough of that, because what
 * is new would show in it as a peak or a hole at these very hours.
 */
function ratesFromLastHour(spending: Spending, weights: Float64Array, plain: Float64Array): Float64Array {
  const { hours, spent, known } = spending;
  const before = profileOf(spending, hours - SLOTS);
  const shape = hours >= 2 * SLOTS ? combinedRates(levelsBefore(hours, spending, before), weights, before) : plain;
  const expected = at(known, hours - 1) * at(shape, (hours - 1) % SLOTS);
  const factor = expected > 0 ? Math.max(0, at(spent, hours - 1)) / expected : 1;
  return shape.map((rate) => rate * factor);
}

/** The models are tried over about as many hours as will matter, a day at most and a third of the history. */
function horizonFor(spending: Spending, rates: Float64Array): number {
  const most = Math.min(24, Math.max(1, Math.floor(spending.hours / 3)));
  return Math.min(most, Math.max(1, Math.round(lasts(spending, rates, 1))));
}

/** In how many hours the balance is 0, at `pace` times the rates; Infinity if that takes more than 30 days. */
function lasts({ balance, hours }: Spending, rates: Float64Array, pace: number): number {
  if (balance <= 0) return pace > 0 && rates.some((rate) => rate > 0) ? 0 : Number.POSITIVE_INFINITY;

  let left = balance;
  for (let ahead = 0; ahead < LONGEST_RUNWAY_HOURS; ahead += 1) {
    const cost = at(rates, (hours + ahead) % SLOTS) * pace;
    if (cost >= left) return ahead + left / cost;
    left -= cost;
  }
  return Number.POSITIVE_INFINITY;
}

/** A quantile of the sorted ratios, drawn towards `pad` the fewer trials there are that do not overlap. */
function padded(ratios: readonly number[], share: number, horizon: number, padTrials: number, pad: number): number {
  const place = share * (ratios.length - 1);
  const low = ratios[Math.floor(place)] ?? 1;
  const high = ratios[Math.ceil(place)] ?? low;
  const quantile = low + (high - low) * (place - Math.floor(place));
  const trials = ratios.length / horizon;
  const logarithm = trials * Math.log(Math.max(SMALLEST_RATIO, quantile)) + padTrials * Math.log(pad);
  return Math.exp(logarithm / (trials + padTrials));
}

function sureness({ falls, spanMs }: Spending, spread: number): Runway['sure'] {
  if (falls === 0) return spanMs >= DAY ? 'high' : 'medium';
  // Nobody knows the night of a pipeline that has not had one.
  if (spanMs < DAY || falls < LEAST_FALLS || spread >= SURE_BELOW.medium) return 'low';
  return spread < SURE_BELOW.high ? 'high' : 'medium';
}
