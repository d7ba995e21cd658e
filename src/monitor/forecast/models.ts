import { type Profile, SLOTS } from './profile.ts';
import { at, type Spending } from './spending.ts';

/** How fast a model forgets, as half-lives in hours; one more never does. */
const HALF_LIVES = [0.5, 2, 6, 24] as const;
const LOOK_BACK_HOURS = 48;
/** With less than this known of the hours that count, the long run must do. */
const LEAST_KNOWN_HOURS = 0.1;

/** A model a half-life, once on the profile of the day and once on a flat day: `SHAPED` of them, then as many flat ones. */
export const SHAPED = HALF_LIVES.length + 1;
export const MODELS = 2 * SHAPED;

const WEIGHTS = HALF_LIVES.map((halfLife) => {
  const hours = Math.min(LOOK_BACK_HOURS, halfLife * 8);
  return Float64Array.from({ length: hours }, (_, age) => 0.5 ** (age / halfLife));
});
const NO_WEIGHTS = new Float64Array(0);

/**
 * Each model's level before hour `end`: what was spent lately over what the profile expected (a factor) or over the time it
 * took (a rate), both exponentially weighted. That is multiplicative exponential smoothing (Holt-Winters without a trend).
 */
export function levelsBefore(end: number, { spent, known }: Spending, profile: Profile): Float64Array {
  const levels = new Float64Array(MODELS).fill(1, 0, SHAPED).fill(profile.mean(), SHAPED);
  for (let model = 0; model < WEIGHTS.length; model += 1) {
    const weights = WEIGHTS[model] ?? NO_WEIGHTS;
    let money = 0;
    let expected = 0;
    let time = 0;
    for (let age = 0, hour = end - 1; age < weights.length && hour >= 0; age += 1, hour -= 1) {
      const weight = at(weights, age);
      const weightedTime = weight * at(known, hour);
      money += weight * at(spent, hour);
      time += weightedTime;
      expected += weightedTime * at(profile.rates, hour % SLOTS);
    }
    if (time < LEAST_KNOWN_HOURS) continue;

    levels[model] = expected > 0 ? Math.max(0, money) / expected : 0;
    levels[SHAPED + model] = Math.max(0, money) / time;
  }
  return levels;
}

/** The rate of each slot as the weighted models together see it. */
export function combinedRates(levels: Float64Array, weights: Float64Array, profile: Profile): Float64Array {
  let [factor, flat] = [0, 0];
  for (let model = 0; model < SHAPED; model += 1) {
    factor += at(weights, model) * at(levels, model);
    flat += at(weights, SHAPED + model) * at(levels, SHAPED + model);
  }
  return profile.rates.map((rate) => factor * rate + flat);
}
