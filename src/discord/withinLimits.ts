import type { RESTOptions } from '@discordjs/rest';
import type { RateLimitStore, Taken } from '../monitor/ports/rateLimitStore.ts';
import { type Clock, type Millis, SECOND } from '../monitor/time.ts';
import { type ChannelOfWebhook, limitOf, type PlaceLimit } from './limitedRoute.ts';

type MakeRequest = RESTOptions['makeRequest'];
type Answer = Awaited<ReturnType<MakeRequest>>;

const REMAINING = 'x-ratelimit-remaining';

/** It did not leave: by our own count Discord would refuse it. */
export class PacedError extends Error {
  override readonly name = 'PacedError';
  readonly waitMs: Millis;

  constructor(waitMs: Millis) {
    super('Discord would refuse it for its rate limit');
    this.waitMs = waitMs;
  }
}

export interface PlaceLimits {
  readonly limits: RateLimitStore;
  readonly channelOf: ChannelOfWebhook;
  readonly clock: Clock;
}

/** Counts what is sent to each place over all processes, and lets nothing leave that Discord would refuse. @throws PacedError */
export function withinLimits(makeRequest: MakeRequest, { limits, channelOf, clock }: PlaceLimits): MakeRequest {
  /** Where the count cannot be asked for, what is on disk is sent all the same. */
  const take = ({ name, allowances }: PlaceLimit): Promise<Taken | null> =>
    limits.take(name, allowances, clock.now()).catch(() => null);

  return async (url, init) => {
    const limit = await limitOf(init.method ?? 'GET', url, channelOf);
    const taken = limit === null ? null : await take(limit);
    if (limit === null || taken === null) return makeRequest(url, init);
    if ('waitMs' in taken) throw new PacedError(taken.waitMs);
    const noteAnswer = (closedMs: Millis) =>
      limits.answered(limit.name, taken.ticket, clock.now(), closedMs).catch(() => undefined);
    const answer = await makeRequest(url, init).catch(async (err: unknown) => {
      await noteAnswer(0);
      throw err;
    });
    await noteAnswer(closedMsOf(answer));
    return withoutRemaining(answer);
  };
}

/** For how long an answer says that nothing more is taken there; 0: more is. */
function closedMsOf({ status, headers }: Pick<Answer, 'status' | 'headers'>): Millis {
  const seconds = (name: string) => Math.max(0, Number(headers.get(name) ?? 0) * SECOND) || 0;
  // The limit of the whole bot says nothing of one place.
  if (status === 429) return headers.has('x-ratelimit-global') ? 0 : seconds('retry-after');
  return headers.get(REMAINING) === '0' ? seconds('x-ratelimit-reset-after') : 0;
}

/** The library would hold the next request in the middle of its attempt, which nobody else could go on with. */
function withoutRemaining(answer: Answer): Answer {
  const { headers } = answer;
  const isShown = (name: string) => name.toLowerCase() !== REMAINING;
  const shown = {
    get: (name: string) => (isShown(name) ? headers.get(name) : null),
    has: (name: string) => isShown(name) && headers.has(name),
  };
  // The library asks for single headers, by name.
  return { ...answer, headers: shown as Answer['headers'] };
}
