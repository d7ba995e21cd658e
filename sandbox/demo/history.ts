import { makeResults } from '../pipeline/makeResults.ts';
import { postPolitely } from '../pipeline/postPolitely.ts';
import { writeReadings } from './readings.ts';
import type { Stage } from './stage.ts';

const HOUR = 3_600_000;
const RESULTS_A_REQUEST = 2_000;

/** Adds the hour before the demo began, so that answers and charts have something to show from the start. */
export async function addHistory(
  { app: { baseUrl }, ingestToken: token, databaseFile, balanceUsd }: Stage,
  now: number,
  perSecond: number,
): Promise<void> {
  writeReadings(databaseFile, now, balanceUsd);
  const results = makeResults({ seed: 11, from: now - HOUR, forMs: HOUR, perSecond });
  const poster = { token, signal: new AbortController().signal, onRetry: () => undefined };
  for (let start = 0; start < results.length; start += RESULTS_A_REQUEST) {
    await postPolitely(`${baseUrl}/v1/results`, results.slice(start, start + RESULTS_A_REQUEST), poster);
  }
}
