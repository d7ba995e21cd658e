import type { RESTOptions } from '@discordjs/rest';
import type { RateLimitStore, Taken } from '../monitor/ports/rateLimitStore.ts';
import { type Clock, type Millis, SECOND } from '../monitor/time.ts';
import { type ChannelOfWebhook, limitsOf, type PlaceLimit } from './limitedRoute.ts';

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

interface Counted {
  readonly name: string;
  readonly ticket: Millis;
}

/** Counts what is sent to each place over all processes, and lets nothing leave that Discord would refuse. @throws PacedError */
export function withinLimits(makeRequest: MakeRequest, { limits, channelOf, clock }: PlaceLimits): MakeRequest {
  /** Where the count cannot be asked for, what is on disk is sent all the same. */
  const take = ({ name, allowances }: PlaceLimit): Promise<Taken | null> =>
    limits.take(name, allowances, clock.now()).catch(() => null);

  const noteAnswer = (counted: readonly Counted[], closedMsIn: (name: string) => Millis) =>
    Promise.all(
      counted.map(({ name, ticket }) =>
        limits.answered(name, ticket, clock.now(), closedMsIn(name)).catch(() => undefined),
      ),
    );

  /** What was counted before one of them said no has not left. */
  async function takeAll(all: readonly PlaceLimit[]): Promise<readonly Counted[]> {
    const counted: Counted[] = [];
    for (const limit of all) {
      const taken = await take(limit);
      if (taken === null) continue;
      if ('ticket' in taken) counted.push({ name: limit.name, ticket: taken.ticket });
      else {
        await noteAnswer(counted, () => 0);
        throw new PacedError(taken.waitMs);
      }
    }
    return counted;
  }

  return async (url, init) => {
    const [own, ...shared] = await limitsOf(init.method ?? 'GET', url, channelOf);
    if (own === undefined) return makeRequest(url, init);
    const counted = await takeAll([own, ...shared]);
    const answer = await makeRequest(url, init).catch(async (err: unknown) => {
      await noteAnswer(counted, () => 0);
      throw err;
    });
    const closedMs = closedMsOf(answer);
    // What one place is refused says nothing of what it shares with others, unless Discord says so.
    const isShared = answer.headers.get('x-ratelimit-scope') === 'shared';
    await noteAnswer(counted, (name) => (name === own.name || isShared ? closedMs : 0));
    return counted.length === 0 ? answer : withoutRemaining(answer);
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
