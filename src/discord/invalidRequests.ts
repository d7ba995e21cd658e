import type { ResponseLike } from '@discordjs/rest';
import { MINUTE, type Millis } from '../monitor/time.ts';

/**
 * An address with 10,000 invalid requests (answers of 401, 403 or 429) within ten minutes is banned for a while:
 * https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans. We stop at half of it, because
 * other programs may use the same address.
 */
const MOST = 5_000;
const WITHIN_MS: Millis = 10 * MINUTE;

/** A client of the library: ours, or that of discord.js, which brings a copy of the library with a count of its own. */
interface Watched {
  on(
    event: 'response',
    listener: (request: unknown, answer: Pick<ResponseLike, 'status' | 'headers'>) => void,
  ): unknown;
  on(event: 'invalidRequestWarning', listener: () => void): unknown;
}

/**
 * The library says which requests were invalid, one at a time. Its own sum begins anew every ten minutes, by a clock that may be
 * set, and for each copy of the library: so it is the times of them that are kept.
 */
export function createInvalidRequests(elapsed: () => Millis) {
  let times: number[] = [];

  function add(): void {
    const now = elapsed();
    if (times.length >= MOST) times = times.filter((at) => now - at < WITHIN_MS);
    times.push(now);
  }

  return {
    watch(client: Watched): void {
      // Discord does not count a 429 of a shared resource. The library does, just after it has told of the answer.
      let shared = 0;
      client.on('response', (_request, { status, headers }) => {
        if (status === 429 && headers.get('x-ratelimit-scope') === 'shared') shared += 1;
      });
      client.on('invalidRequestWarning', () => {
        if (shared > 0) shared -= 1;
        else add();
      });
    },
    /** How long to send no more requests; 0: they may be sent. */
    waitMs(): Millis {
      const oldest = times.at(-MOST);
      return oldest === undefined ? 0 : Math.max(0, oldest + WITHIN_MS - elapsed());
    },
  };
}

export type InvalidRequests = ReturnType<typeof createInvalidRequests>;
