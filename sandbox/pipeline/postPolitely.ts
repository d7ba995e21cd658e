import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
const REQUEST_TIMEOUT_MS = 10_000;

export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

export interface Poster {
  readonly token: string;
  readonly signal: AbortSignal;
  readonly onRetry: () => void;
  readonly wait?: Wait;
}

/** Keeps at it through busy, unwell and missing servers; gives back the status that settled it, or null when stopped. */
export async function postPolitely(url: string, body: unknown, poster: Poster): Promise<number | null> {
  const { token, signal, onRetry, wait = waitQuietly } = poster;

  for (let attempt = 0; !signal.aborted; attempt += 1) {
    const response = await postOnce(url, body, token);
    if (response !== null && !isPassing(response.status)) return response.status;
    if (signal.aborted) break;

    onRetry();
    await wait(retryAfterMs(response) ?? Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS), signal);
  }
  return null;
}

/** Not cut short when stopped: what the server has taken is then always counted. */
async function postOnce(url: string, body: unknown, token: string): Promise<Response | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    // Read to its end, or the connection cannot be used again.
    await response.arrayBuffer();
    return response;
  } catch {
    return null;
  }
}

function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

function retryAfterMs(response: Response | null): number | null {
  const header = response?.headers.get('Retry-After');
  return header && /^\d+$/.test(header) ? Number(header) * 1_000 : null;
}

async function waitQuietly(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
