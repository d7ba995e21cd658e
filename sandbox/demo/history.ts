import { makeResults } from '../pipeline/makeResults.ts';
import { postPolitely } from '../pipeline/postPolitely.ts';

const HOUR = 3_600_000;
const RESULTS_A_REQUEST = 2_000;

/** Posts the hour before the demo began, so that answers and charts have something to show from the start. */
export async function postHistory(baseUrl: string, token: string, now: number, perSecond: number): Promise<void> {
  const results = makeResults({ seed: 11, from: now - HOUR, forMs: HOUR, perSecond });
  const poster = { token, signal: new AbortController().signal, onRetry: () => undefined };
  for (let start = 0; start < results.length; start += RESULTS_A_REQUEST) {
    await postPolitely(`${baseUrl}/v1/results`, results.slice(start, start + RESULTS_A_REQUEST), poster);
  }
}
