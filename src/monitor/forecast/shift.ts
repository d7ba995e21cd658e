import type { Spending } from './spending.ts';
import { ratioOf, type Trial } from './trials.ts';

/** An hour is out of the ordinary if it was this far off its forecast, and few hours before today were further off. */
const LEAST_FACTOR = 1.25;
const RARE = 0.06;
const LEAST_TRIALS = 6;
const LEAST_COMPARED = 4;
/** The new state of things must not count as ordinary as soon as it has lasted for some hours. */
const TODAY_HOURS = 24;

/**
 * Whether the last hour was so far off its forecast that something must have begun, stopped or changed. The history itself says
 * what is ordinary, so that bursts do not count where they are common.
 */
export function lastHourIsUnlike(hourly: readonly Trial[], weights: Float64Array, { hours }: Spending): boolean {
  const last = hourly.at(-1);
  if (last === undefined || last.start !== hours - 1 || hourly.length < LEAST_TRIALS) return false;

  const ratio = ratioOf(last, weights);
  if (ratio <= LEAST_FACTOR && ratio >= 1 / LEAST_FACTOR) return false;

  const before = hours - 1 - Math.min(TODAY_HOURS, Math.floor(hours / 2));
  const compared = hourly.filter(({ start }) => start < before).map((trial) => ratioOf(trial, weights));
  const further = compared.filter((other) => (ratio > 1 ? other >= ratio : other <= ratio)).length;
  return compared.length >= LEAST_COMPARED && further <= RARE * compared.length;
}
