import { REST, type RESTOptions } from '@discordjs/rest';
import type { Millis } from '../monitor/time.ts';
import { request, type SendRequest } from '../network/request.ts';
import { boundedAnswers } from './boundedAnswers.ts';
import { type Client, inTurn } from './inTurn.ts';
import type { RequestTurns } from './requestTurns.ts';
import { type PlaceLimits, withinLimits } from './withinLimits.ts';
import { withoutRedirects } from './withoutRedirects.ts';

/** A wait that the library may do by itself; anything longer is ours to plan. */
const LONGEST_LIBRARY_WAIT_MS: Millis = 10_000;
/** Of a program that makes few requests, beside a bot that may run. */
const ALONE_PER_SECOND = 25;
const NO_LIMIT = 1_000_000;

/** Who makes the requests, and the turns that they share with all others of this process. */
export interface Turns {
  readonly turns: RequestTurns;
  readonly client: Client;
  /** Of a client that sends to places; absent: it answers people. */
  readonly places?: PlaceLimits;
}

/**
 * How @discordjs/rest must behave for us. It never repeats a request by itself, because a POST whose answer was lost may
 * have been stored; and it never waits for ever: a 429 without a Retry-After (Discord's answer to a banned address) would
 * be repeated at once and without end, a long one would wait silently for hours.
 */
export function restOptions(apiUrl: string, shared: Turns | null = null): Partial<RESTOptions> {
  return {
    api: apiUrl,
    version: '10',
    retries: 0,
    timeout: 10_000,
    // Discord allows 50 in all, and its own count knows nothing of other clients.
    globalRequestsPerSecond: shared === null ? ALONE_PER_SECOND : NO_LIMIT,
    // Each of them counts: see invalidRequests.ts.
    invalidRequestWarningInterval: 1,
    makeRequest: wellBehaved(request, shared),
    rejectOnRateLimit: ({ retryAfter }) => !(retryAfter > 0 && retryAfter <= LONGEST_LIBRARY_WAIT_MS),
  };
}

/** Of what can wait: it takes few of those requests, and answers a limit of Discord's at once instead of waiting for its end. */
export const LOW_PRIORITY: Partial<RESTOptions> = {
  globalRequestsPerSecond: 4,
  // The wait for a turn among our own few requests is no limit of Discord's.
  rejectOnRateLimit: ({ global, retryAfter }) => !(global && retryAfter <= 1_000),
};

function wellBehaved(send: SendRequest, shared: Turns | null): RESTOptions['makeRequest'] {
  const bounded = withoutRedirects(boundedAnswers(send));
  if (shared === null) return bounded;
  const turned = inTurn(bounded, shared.turns, shared.client);
  return shared.places === undefined ? turned : withinLimits(turned, shared.places);
}

/** The library drops its token at the first 401, and would send nothing more until a restart. This one keeps it. */
class SteadyRest extends REST {
  override setToken(token: string | null): this {
    return token === null ? this : super.setToken(token);
  }
}

export interface MoreRestOptions extends Partial<Omit<RESTOptions, 'makeRequest'>> {
  readonly send?: SendRequest;
  /** Without them it is the only one of its process. */
  readonly shared?: Turns;
}

export function createRest(apiUrl: string, token: string | null, options: MoreRestOptions = {}): REST {
  const { shared = null, send, ...more } = options;
  const own = send === undefined ? {} : { makeRequest: wellBehaved(send, shared) };
  return new SteadyRest({ ...restOptions(apiUrl, shared), ...more, ...own }).setToken(token);
}
