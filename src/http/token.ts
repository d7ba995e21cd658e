import { hash, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
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
  const pipelineOf = createRecognition();
  return async (request, reply) => {
    const header = request.headers.authorization;
    const pipeline = header === undefined ? undefined : pipelineOf(header, options.tokens(), request.raw.socket);
    if (pipeline !== undefined) {
      onAuthorised(request, pipeline);
      const waitSeconds = await waitFor(countAuthorised, request);
      if (waitSeconds !== null) throw tooMany(reply, waitSeconds, 'Too many requests. Send them in batches, or wait.');
      return;
    }
    onRefused(request, header === undefined ? 'missingToken' : 'wrongToken');
    const waitSeconds = await waitFor(countUnauthorised, request);
    if (waitSeconds === null) throw unauthorized(header);
    // What else comes on this connection is not even read.
    reply.header('connection', 'close');
    throw tooMany(reply, waitSeconds, 'Too many requests with a wrong or missing bearer token. Correct it, then wait.');
  };
}

interface ExpectedToken {
  readonly token: Buffer;
  readonly hash: Buffer;
  readonly pipeline: string;
}

/** Answers which pipeline a header is of. Tokens are hashed once, as long as they stay what they are. */
function createRecognition() {
  let known: ReadonlyMap<string, string> | null = null;
  let expected: readonly ExpectedToken[] = [];
  /** Which token the requests of a connection come with: a worker sends all of its requests over one. */
  let lastOf = new WeakMap<Socket, ExpectedToken>();

  return (header: string, tokens: ReadonlyMap<string, string>, socket: Socket): string | undefined => {
    if (tokens !== known) {
      expected = [...tokens].map(([token, pipeline]) => ({ token: Buffer.from(token), hash: sha256(token), pipeline }));
      lastOf = new WeakMap();
      known = tokens;
    }
    // The name of the scheme is the same in capitals (RFC 9110, 11.1).
    const [, token] = /^bearer +(\S+)$/i.exec(header) ?? [];
    if (token === undefined) return undefined;
    const last = lastOf.get(socket);
    if (last !== undefined && isSame(Buffer.from(token), last.token)) return last.pipeline;
    const match = find(token, expected);
    if (match !== undefined) lastOf.set(socket, match);
    return match?.pipeline;
  };
}

/** Hashes make the comparison independent of the token, and every token is compared, so that the time tells nothing of which. */
function find(token: string, expected: readonly ExpectedToken[]): ExpectedToken | undefined {
  const hashed = sha256(token);
  return expected.filter(({ hash }) => timingSafeEqual(hashed, hash))[0];
}

/** In the same time wherever they differ: behind a proxy, callers that know nothing of one another share a connection. */
function isSame(actual: Buffer, expected: Buffer): boolean {
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function unauthorized(header: string | undefined): BadRequest {
  const problem = header === undefined ? 'is missing' : 'is wrong';
  return new BadRequest(`The bearer token ${problem}. Send "Authorization: Bearer" with INGEST_TOKEN.`, null, 401);
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
