import { makeResults } from '../pipeline/makeResults.ts';
import { postPolitely } from '../pipeline/postPolitely.ts';
import { writeReadings } from './readings.ts';
import type { Stage } from './stage.ts';
import { PIPELINE_NAMES, PIPELINES } from './watched.ts';

const HOUR = 3_600_000;
const RESULTS_A_REQUEST = 2_000;

/** Adds the hour before the demo began, so that answers and charts have something to show from the start. */
export async function addHistory({ app: { baseUrl }, tokens, databaseFile }: Stage, now: number): Promise<void> {
  writeReadings(databaseFile, now);
  for (const name of PIPELINE_NAMES) {
    const { seed, resultsPerSecond } = PIPELINES[name];
    // Not the seed of the live results, which would repeat the hour.
    const results = makeResults({ seed: seed + 4, from: now - HOUR, forMs: HOUR, perSecond: resultsPerSecond });
    const poster = { token: tokens[name], signal: new AbortController().signal, onRetry: () => undefined };
    for (let start = 0; start < results.length; start += RESULTS_A_REQUEST) {
      await postPolitely(`${baseUrl}/v1/results`, results.slice(start, start + RESULTS_A_REQUEST), poster);
    }
  }
}
