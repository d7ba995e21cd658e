import { expect } from 'vitest';
import { mulberry32 } from '../../sandbox/pipeline/mulberry32.ts';
import type { Store } from '../../src/monitor/ports/store.ts';
import type { Millis } from '../../src/monitor/time.ts';
import { createResults } from '../../src/store/results.ts';
import { createSketches } from '../../src/store/sketches.ts';
import { bucketsOf, openSchema, PIPELINE, result } from './storeFixture.ts';

export const SHARES = [0.5, 0.95, 0.99] as const;

/** A latency at a time. */
export interface Sample {
  readonly at: Millis;
  readonly ms: Millis;
}

export function add({ results }: Pick<Store, 'results'>, samples: readonly Sample[], pipeline = PIPELINE) {
  return results.add(
    bucketsOf(
      samples.map(({ at, ms }) => result({ at, latencyMs: ms })),
      pipeline,
    ),
  );
}

/** Another process that writes to the same database. */
export function anotherWriter(location: string): Pick<Store, 'results'> {
  const db = openSchema(location);
  return { results: createResults(db, createSketches(db), () => undefined) };
}

/** The percentile by definition: the value at that rank of the sorted list. */
export function exact(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

/** Checks count and percentiles of what the store answers: off by at most 1 % of the true value, and no more. */
export async function expectPercentiles(
  { results }: Pick<Store, 'results'>,
  values: readonly number[],
  from: Millis,
  to: Millis,
  pipeline = PIPELINE,
): Promise<void> {
  const found = await results.latencies(pipeline, from, to, SHARES);
  expect(found?.solved).toBe(values.length);
  for (const [index, share] of SHARES.entries()) {
    const truth = exact(values, share);
    const off = Math.abs((found?.valuesMs[index] ?? Number.NaN) - truth);
    // A hair for the arithmetic of floats.
    expect(off, `p${share * 100} of ${truth}`).toBeLessThanOrEqual(truth * 0.01 * (1 + 1e-9));
  }
}

type Draw = (random: () => number) => number;
const normal: Draw = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Shapes that latencies have, and some that they hardly have. */
export const DISTRIBUTIONS: Readonly<Record<string, Draw>> = {
  constant: () => 21_337,
  uniform: (random) => 1_000 + random() * 119_000,
  exponential: (random) => -20_000 * Math.log(1 - random()),
  lognormal: (random) => 18_000 * Math.exp(0.6 * normal(random)),
  'two humps': (random) => (random() < 0.93 ? 9_000 : 100_000) * (0.9 + random() * 0.2),
  'heavy tail': (random) => Math.min(86_400_000, 500 / (1 - random()) ** 1.5),
  'mostly nothing': (random) => (random() < 0.9 ? 0 : random() * 5),
};

export function draws(draw: Draw, n: number, seed = 7): number[] {
  const random = mulberry32(seed);
  return Array.from({ length: n }, () => Math.round(draw(random)));
}
