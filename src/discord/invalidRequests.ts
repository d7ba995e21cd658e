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
 * Keeps the time of each invalid request. The library reports them one by one. Its own count is no help: it starts again at zero
 * every ten minutes, it uses a clock that can be set, and each copy of the library has its own.
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
      // Discord does not count a 429 with the scope `shared`, but the library does. It emits the response first, then its warning.
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
