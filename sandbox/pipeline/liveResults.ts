import { arrivals } from './arrivals.ts';
import { MOODS, type PipelineMood } from './mood.ts';
import { mulberry32 } from './mulberry32.ts';
import { drawResult, type Result } from './result.ts';

/** What workers hold back while the monitor cannot be reached; older results are lost, as in a bounded buffer. */
const LONGEST_BACKLOG_MS = 60_000;

export interface LiveResultsOptions {
  readonly seed: number;
  readonly perSecond: number;
  readonly from: number;
}

/** Gives, each time it is called, the results that have come about since the last time. */
export function createLiveResults({ seed, perSecond, from }: LiveResultsOptions) {
  // Two streams, so that the results of a seed are the same however the calls cut up the time.
  const resultRandom = mulberry32(seed);
  const arrivalRandom = mulberry32(seed + 1);
  let givenUntil = from;

  return (now: number, mood: PipelineMood): Result[] => {
    const since = Math.max(givenUntil, now - LONGEST_BACKLOG_MS);
    givenUntil = now;

    const results: Result[] = [];
    for (const at of arrivals(arrivalRandom, since, { perSecond: perSecond * MOODS[mood].load })) {
      if (at >= now) break;
      results.push(drawResult(resultRandom, mood, at));
    }
    return results;
  };
}
