import type { Random } from './mulberry32.ts';

/** The 95th percentile of the standard normal distribution. */
const Z95 = 1.6448536269514722;

/** One of `items`, each as likely as its `share`; the shares add up to 1. */
export function drawByShare<T extends { readonly share: number }>(random: Random, items: readonly [T, ...T[]]): T {
  let left = random();
  for (const item of items) {
    left -= item.share;
    if (left < 0) return item;
  }
  // Only rounding in the sum of the shares leads here.
  return items[0];
}

/** Standard normal, by Box and Muller. */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Log-normal, which is how solve times look: given by its median and its 95th percentile. */
export function drawLogNormal(random: Random, median: number, p95: number): number {
  return median * Math.exp((Math.log(p95 / median) / Z95) * drawNormal(random));
}

/** The time between two independent events that happen `perSecond` times a second on average. */
export function drawGapMs(random: Random, perSecond: number): number {
  return (-Math.log(1 - random()) * 1_000) / perSecond;
}
