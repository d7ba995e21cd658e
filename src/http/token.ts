import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { BadRequest } from './solveResultBody.ts';

/** A limiter of `@fastify/rate-limit`. */
type Count = ReturnType<FastifyInstance['createRateLimit']>;

export interface TokenOptions {
  readonly token: string;
  /** Requests with the token and requests without it have budgets of their own, so that neither kind uses up the other's. */
  readonly countAuthorised: Count;
  readonly countUnauthorised: Count;
  readonly onAuthorised: (request: FastifyRequest) => void;
  readonly onRefused: (request: FastifyRequest, why: 'missingToken' | 'wrongToken') => void;
}

/** Lets requests with the token in, and refuses all others and what is too many before a body is read. */
export function requireToken(options: TokenOptions): onRequestAsyncHookHandler {
  const { countAuthorised, countUnauthorised, onAuthorised, onRefused } = options;
  const expected = sha256(options.token);
  return async (request, reply) => {
    const given = request.headers.authorization;
    if (given !== undefined && isBearer(given, expected)) {
      onAuthorised(request);
      const waitSeconds = await waitFor(countAuthorised, request);
      if (waitSeconds !== null) throw tooMany(reply, waitSeconds, 'Too many requests. Send them in batches, or wait.');
      return;
    }
    onRefused(request, given === undefined ? 'missingToken' : 'wrongToken');
    const waitSeconds = await waitFor(countUnauthorised, request);
    if (waitSeconds === null) throw unauthorized(given);
    // What else comes on this connection is not even read.
    reply.header('connection', 'close');
    throw tooMany(reply, waitSeconds, 'Too many requests with a wrong or missing bearer token. Correct it, then wait.');
  };
}

/** The name of the scheme is the same in capitals (RFC 9110, 11.1). Hashes make the comparison independent of the token. */
function isBearer(given: string, expected: Buffer): boolean {
  const [, token] = /^bearer +(\S+)$/i.exec(given) ?? [];
  return token !== undefined && timingSafeEqual(sha256(token), expected);
}

function unauthorized(given: string | undefined): BadRequest {
  const what = given === undefined ? 'is missing' : 'is wrong';
  return new BadRequest(`The bearer token ${what}. Send "Authorization: Bearer" with INGEST_TOKEN.`, null, 401);
}

/** Counts a request; null where it may go on, else for how many seconds its address may not. */
async function waitFor(count: Count, request: FastifyRequest): Promise<number | null> {
  const counted = await count(request);
  return !counted.isAllowed && counted.isExceeded ? counted.ttlInSeconds : null;
}

function tooMany(reply: FastifyReply, waitSeconds: number, message: string): BadRequest {
  reply.header('retry-after', waitSeconds);
  return new BadRequest(message, null, 429);
}

function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
