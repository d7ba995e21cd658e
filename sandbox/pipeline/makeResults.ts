import { arrivals } from './arrivals.ts';
import { MOODS, type PipelineMood } from './mood.ts';
import { mulberry32 } from './mulberry32.ts';
import { drawResult, type Result } from './result.ts';

interface CommonOptions {
  readonly seed: number;
  readonly mood?: PipelineMood;
  /** The first result comes shortly after this; by default at the epoch, so that equal calls give equal results. */
  readonly from?: number;
  readonly perSecond?: number;
  readonly dayNight?: boolean;
}

/** Either so many results, or as many as there are in so long. */
export type ResultsOptions = CommonOptions & ({ readonly count: number } | { readonly forMs: number });

/** Results with their times in order. In the `quiet` mood there are none, whatever was asked for. */
export function makeResults(options: ResultsOptions): Result[] {
  const { seed, mood = 'healthy', from = 0, perSecond = 5, dayNight = false } = options;
  const count = 'count' in options ? options.count : Number.POSITIVE_INFINITY;
  const end = 'forMs' in options ? from + options.forMs : Number.POSITIVE_INFINITY;

  const random = mulberry32(seed);
  const results: Result[] = [];
  for (const at of arrivals(random, from, { perSecond: perSecond * MOODS[mood].load, dayNight })) {
    if (results.length >= count || at >= end) break;
    results.push(drawResult(random, mood, at));
  }
  return results;
}
