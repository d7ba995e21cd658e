import { REST, type RESTOptions } from '@discordjs/rest';
import type { Millis } from '../monitor/types.ts';

/** A wait that the library may do by itself; anything longer is ours to plan. */
const LONGEST_LIBRARY_WAIT_MS: Millis = 10_000;

/**
 * How @discordjs/rest must behave for us. It never repeats a request by itself, because a POST whose answer was lost may
 * have been stored; and it never waits for ever: a 429 without a Retry-After (Discord's answer to a banned address) would
 * be repeated at once and without end, a long one would wait silently for hours.
 */
export function restOptions(apiUrl: string): Partial<RESTOptions> {
  return {
    api: apiUrl,
    version: '10',
    retries: 0,
    timeout: 10_000,
    rejectOnRateLimit: ({ retryAfter }) => !(retryAfter > 0 && retryAfter <= LONGEST_LIBRARY_WAIT_MS),
  };
}

/** With a token that stays: the library drops it at the first 401, and would send nothing more until a restart. */
export function createRest(apiUrl: string, token: string | null): REST {
  const rest = new REST(restOptions(apiUrl));
  if (token === null) return rest;
  rest.on('response', (_request, { status }) => {
    if (status === 401) setImmediate(() => rest.setToken(token));
  });
  return rest.setToken(token);
}
