import { levelsBefore, MODELS, SHAPED } from './models.ts';
import { createProfile, SLOTS } from './profile.ts';
import { at, type Spending } from './spending.ts';

/** What every model would have said at a past hour of the hours after it, and what was spent in them. */
export interface Trial {
  readonly start: number;
  readonly predicted: Float64Array;
  readonly actual: number;
}

const FIRST_TRIAL_HOUR = 2;
const LARGEST_RATIO = 20;

/** The squared relative error that each model is thought to have before it has been tried, and how many trials that is worth. */
const PRIOR_ERRORS = [0.1, 0.06, 0.05, 0.06, 0.1, 0.12, 0.09, 0.09, 0.12, 0.15];
const PRIOR_TRIALS = 2;
/** Larger lets the best model decide alone, 1 is Bates and Granger's inverse variance. Insensitive between 4 and 7. */
const SHARPNESS = 5;
const SMALLEST_ERROR = 1e-4;

/**
 * Replays the history: at every hour all models forecast from what was known then (prequential, Dawid 1984), for the hour
 * that followed and for `horizon` hours. One list for each.
 */
export function replay(spending: Spending, horizon: number): { hourly: Trial[]; far: Trial[] } {
  const profile = createProfile();
  const hourly: Trial[] = [];
  const far: Trial[] = [];
  for (let start = 0; start < spending.hours; start += 1) {
    if (start >= FIRST_TRIAL_HOUR) {
      profile.settle();
      const levels = levelsBefore(start, spending, profile);
      attempt(start, 1, levels, profile.rates, spending, hourly);
      attempt(start, horizon, levels, profile.rates, spending, far);
    }
    profile.add(start, at(spending.spent, start), at(spending.known, start));
  }
  return { hourly, far };
}

function attempt(
  start: number,
  hours: number,
  levels: Float64Array,
  rates: Float64Array,
  { spent, known, hours: all }: Spending,
  trials: Trial[],
): void {
  if (start + hours > all) return;

  let [expected, time, actual] = [0, 0, 0];
  for (let hour = start; hour < start + hours; hour += 1) {
    time += at(known, hour);
    expected += at(known, hour) * at(rates, hour % SLOTS);
    actual += at(spent, hour);
  }
  if (time < hours / 2) return;

  const predicted = new Float64Array(MODELS);
  for (let model = 0; model < MODELS; model += 1) {
    predicted[model] = at(levels, model) * (model < SHAPED ? expected : time);
  }
  trials.push({ start, predicted, actual: Math.max(0, actual) });
}

/** Weights that add up to 1: the smaller a model's errors in the trials were, the more it counts (Bates and Granger 1969). */
export function weigh(trials: readonly Trial[], horizon: number): Float64Array {
  const errors = new Float64Array(MODELS);
  for (const { predicted, actual } of trials) {
    for (let model = 0; model < MODELS; model += 1) {
      const sum = at(predicted, model) + actual;
      if (sum > 0) errors[model] = at(errors, model) + ((at(predicted, model) - actual) / sum) ** 2;
    }
  }
  // Trials overlap, so they are worth less than their number.
  const worth = 1 / Math.sqrt(horizon);
  const weights = errors.map((error, model) => {
    const prior = PRIOR_ERRORS[model] ?? 1;
    const mean = (error * worth + PRIOR_TRIALS * prior) / (trials.length * worth + PRIOR_TRIALS);
    return (mean + SMALLEST_ERROR) ** -SHARPNESS;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Actual over predicted, where 1 is a forecast that came true. */
export function ratioOf({ predicted, actual }: Trial, weights: Float64Array): number {
  let together = 0;
  for (let model = 0; model < MODELS; model += 1) together += at(weights, model) * at(predicted, model);
  if (together > 0) return Math.min(LARGEST_RATIO, actual / together);
  return actual > 0 ? LARGEST_RATIO : 1;
}
