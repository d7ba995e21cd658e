import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { BadRequest } from './solveResultBody.ts';

/** A limiter of `@fastify/rate-limit`. */
type Count = ReturnType<FastifyInstance['createRateLimit']>;

export interface TokenOptions {
  /** Which pipeline each token posts for. */
  readonly tokens: () => ReadonlyMap<string, string>;
  /** Requests with the token and requests without it have budgets of their own, so that neither kind uses up the other's. */
  readonly countAuthorised: Count;
  readonly countUnauthorised: Count;
  readonly onAuthorised: (request: FastifyRequest, pipeline: string) => void;
  readonly onRefused: (request: FastifyRequest, why: 'missingToken' | 'wrongToken') => void;
}

/** Lets requests with a token in, and refuses all others and what is too many before a body is read. */
export function requireToken(options: TokenOptions): onRequestAsyncHookHandler {
  const { countAuthorised, countUnauthorised, onAuthorised, onRefused } = options;
  const expectedOf = createExpected();
  return async (request, reply) => {
    const given = request.headers.authorization;
    const pipeline = given === undefined ? undefined : pipelineOf(given, expectedOf(options.tokens()));
    if (pipeline !== undefined) {
      onAuthorised(request, pipeline);
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

interface ExpectedToken {
  readonly hash: Buffer;
  readonly pipeline: string;
}

/** Hashes tokens once, as long as they stay what they are. */
function createExpected() {
  let hashed: ReadonlyMap<string, string> | null = null;
  let expected: readonly ExpectedToken[] = [];
  return (tokens: ReadonlyMap<string, string>): readonly ExpectedToken[] => {
    if (tokens !== hashed) expected = [...tokens].map(([token, pipeline]) => ({ hash: sha256(token), pipeline }));
    hashed = tokens;
    return expected;
  };
}

/**
 * The name of the scheme is the same in capitals (RFC 9110, 11.1). Hashes make the comparison independent of the token, and
 * every token is compared, so that the time tells nothing of which.
 */
function pipelineOf(given: string, expected: readonly ExpectedToken[]): string | undefined {
  const [, token] = /^bearer +(\S+)$/i.exec(given) ?? [];
  if (token === undefined) return undefined;
  const found = sha256(token);
  return expected.filter(({ hash }) => timingSafeEqual(found, hash))[0]?.pipeline;
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
