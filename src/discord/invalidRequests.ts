import type { ResponseLike } from '@discordjs/rest';
import { MINUTE, type Millis } from '../monitor/time.ts';

/**
 * An address with 10,000 invalid requests (answers of 401, 403 or 429) within ten minutes is banned for a while:
 * https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans. We stop at half of it, because
 * other programs may use the same address.
 */
export const MOST_INVALID = 5_000;
export const INVALID_WITHIN_MS: Millis = 10 * MINUTE;

/** Why nothing is sent, for the operator. */
export function tooManyInvalidRequests(): string {
  return `Discord refused ${MOST_INVALID.toLocaleString('en')} requests of all processes in ten minutes: nothing is sent for some minutes, so that it does not ban the address`;
}

/** A client of the library: ours, or that of discord.js, which brings a copy of the library with a count of its own. */
interface Watched {
  on(
    event: 'response',
    listener: (request: unknown, answer: Pick<ResponseLike, 'status' | 'headers'>) => void,
  ): unknown;
  on(event: 'invalidRequestWarning', listener: () => void): unknown;
}

/** Invalid requests of other processes, and of those before this one. */
export interface InvalidRequestsOfOthers {
  readonly ageMs: Millis;
  readonly requests: number;
}

/**
 * Keeps the time of each invalid request. The library reports them one by one. Its own count is no help: it starts again at zero
 * every ten minutes, it uses a clock that can be set, and each copy of the library has its own.
 */
export function createInvalidRequests(elapsed: () => Millis) {
  let times: number[] = [];
  let unwritten: number[] = [];
  let others: readonly { readonly at: Millis; readonly requests: number }[] = [];

  function add(): void {
    const now = elapsed();
    const lately = (all: number[]) =>
      all.length < MOST_INVALID ? all : all.filter((at) => now - at < INVALID_WITHIN_MS);
    [times, unwritten] = [lately(times), lately(unwritten)];
    times.push(now);
    unwritten.push(now);
  }

  return {
    withinMs: INVALID_WITHIN_MS,
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
    /** How long ago each was that other processes do not know of, the first one first. */
    unwritten(): readonly Millis[] {
      const now = elapsed();
      return unwritten.map((at) => now - at);
    },
    /** They know of so many of them. */
    written(count: number): void {
      unwritten = unwritten.slice(count);
    },
    /** All invalid requests of others within the time that counts. */
    learn(ofOthers: readonly InvalidRequestsOfOthers[]): void {
      const now = elapsed();
      // Clocks differ: nothing happened in the future.
      others = ofOthers.map(({ ageMs, requests }) => ({ at: now - Math.max(0, ageMs), requests }));
    },
    /** How long to send no more requests; 0: they may be sent. */
    waitMs(): Millis {
      const now = elapsed();
      const all = [...times.map((at) => ({ at, requests: 1 })), ...others].filter(
        ({ at }) => now - at < INVALID_WITHIN_MS,
      );
      let left = all.reduce((sum, { requests }) => sum + requests, 0);
      if (left < MOST_INVALID) return 0;
      for (const { at, requests } of all.sort((a, b) => a.at - b.at)) {
        left -= requests;
        if (left < MOST_INVALID) return at + INVALID_WITHIN_MS - now;
      }
      return 0;
    },
  };
}

export type InvalidRequests = ReturnType<typeof createInvalidRequests>;
