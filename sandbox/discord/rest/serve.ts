import type { IncomingMessage } from 'node:http';
import type { RequestEntry } from '../transcriptEntry.ts';
import type { World } from '../world/world.ts';
import type { Answer } from './answer.ts';
import { jsonAnswer } from './answer.ts';
import { ApiError, blockedUserAgent, notFound, unauthorized } from './apiError.ts';
import type { ApiRequest, Route } from './apiRequest.ts';
import { createRequestLimiter } from './limitRequest.ts';
import type { RateLimits } from './rateLimits.ts';
import type { ParsedBody } from './readBody.ts';
import type { RouteMatch } from './router.ts';
import { createRouter } from './router.ts';
import { tooManyRequests } from './tooManyRequests.ts';

export type Serve = (request: IncomingMessage, entry: RequestEntry, parsed: ParsedBody | Error) => Answer;

export interface ServeParts {
  readonly world: World;
  readonly routes: readonly Route[];
  readonly limits: RateLimits;
  readonly enforceLimits: boolean;
}

const PREFIX = /^\/api\/v10\//;
const BOT_USER_AGENT = /^DiscordBot \(\S+, [^)]+\)/;

/** Routing, authorisation and rate limits, then the handler; whatever is thrown becomes an error body. */
export function createServe({ world, routes, limits, enforceLimits }: ServeParts): Serve {
  const route = createRouter(routes);
  const limit = createRequestLimiter(world, limits, enforceLimits);

  return (request, entry, parsed) => {
    let headers: Readonly<Record<string, string>> = {};
    try {
      if (!PREFIX.test(request.url ?? '')) throw notFound();
      const match = route(entry.method, entry.path);
      authorize(world, match, request);
      const limited = limit(match, request.headers.authorization ?? request.socket.remoteAddress ?? '');
      headers = limited.headers;
      if (limited.refusal) {
        const refused = tooManyRequests({ ...limited.refusal, bucketHeaders: headers });
        return jsonAnswer(refused.status, refused.body, refused.headers);
      }
      if (parsed instanceof Error) throw parsed;
      const { status, body } = match.route.handle(apiRequest(request, entry, parsed, match), world);
      return jsonAnswer(status, body, headers);
    } catch (err) {
      return errorAnswer(err, headers);
    }
  };
}

function authorize(world: World, { route }: RouteMatch, request: IncomingMessage): void {
  if (route.auth === 'none') return;
  if (request.headers.authorization !== `Bot ${world.bot.token}`) throw unauthorized();
  // Token-in-path routes are used with curl every day; the block is known from bots.
  if (!BOT_USER_AGENT.test(request.headers['user-agent'] ?? '')) throw blockedUserAgent();
}

function apiRequest(request: IncomingMessage, entry: RequestEntry, parsed: ParsedBody, match: RouteMatch): ApiRequest {
  return {
    method: entry.method,
    path: entry.path,
    query: new URLSearchParams(entry.query),
    headers: request.headers,
    body: parsed.body,
    files: parsed.files,
    param(name) {
      const value = match.params[name];
      if (value === undefined) throw new Error(`The route ${match.route.pattern} has no ":${name}"`);
      return value;
    },
  };
}

function errorAnswer(err: unknown, headers: Readonly<Record<string, string>>): Answer {
  if (err instanceof ApiError) return jsonAnswer(err.status, err.body, { ...headers, ...err.headers });
  // A mistake in the stand-in, not in the caller: make it loud in the transcript.
  const text = err instanceof Error ? (err.stack ?? err.message) : String(err);
  return jsonAnswer(500, { message: `500: Internal Server Error: ${text}`, code: 0 }, headers);
}
