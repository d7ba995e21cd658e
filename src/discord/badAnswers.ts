import type { ResponseLike } from '@discordjs/rest';
import { MINUTE, type Millis } from '../monitor/time.ts';

/**
 * An address that got 10,000 answers of 401, 403 or 429 within ten minutes is banned for a while; a 429 of a shared resource
 * does not count (https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans). We stop
 * at half of it: other programs may use the same address.
 */
const MOST = 5_000;
const WITHIN_MS: Millis = 10 * MINUTE;
const BAD: ReadonlySet<number> = new Set([401, 403, 429]);

export function createBadAnswers(elapsed: () => Millis) {
  let times: number[] = [];

  return {
    note({ status, headers }: Pick<ResponseLike, 'status' | 'headers'>): void {
      if (!BAD.has(status) || (status === 429 && headers.get('x-ratelimit-scope') === 'shared')) return;
      const now = elapsed();
      if (times.length >= MOST) times = times.filter((at) => now - at < WITHIN_MS);
      times.push(now);
    },
    /** How long nothing may be asked of Discord any more; 0: it may. */
    waitMs(): Millis {
      const oldest = times.at(-MOST);
      return oldest === undefined ? 0 : Math.max(0, oldest + WITHIN_MS - elapsed());
    },
  };
}

export type BadAnswers = ReturnType<typeof createBadAnswers>;
