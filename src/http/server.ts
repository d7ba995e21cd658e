import swagger from '@fastify/swagger';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify';
import type { Logger } from '../log.ts';
import { MonitorError, type MonitorFailure } from '../monitor/errors.ts';
import type { Millis } from '../monitor/time.ts';
import { limitConnections } from './connections.ts';
import { endConnections } from './endConnections.ts';
import { tooLarge } from './gunzip.ts';
import { healthRoutes } from './health.ts';
import { type IngestOptions, ingestRoutes } from './ingest.ts';
import { mostConnections } from './mostConnections.ts';
import type { ReadReadiness } from './readiness.ts';
import { BadRequest } from './solveResultBody.ts';

export interface ServerOptions {
  readonly log: Logger;
  /** Takes secrets out of answers: an answer may repeat what was sent. */
  readonly hide: (text: string) => string;
  /** Null: this process takes no results. */
  readonly ingest: Omit<IngestOptions, 'mostBodyBytes' | 'largestBodyBytes' | 'connections'> | null;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
  /** Addresses and networks of reverse proxies, which are trusted to name the caller. */
  readonly trustedProxies?: readonly string[];
  readonly limits?: ServerLimits;
  readonly readiness: ReadReadiness;
  readonly metricsText: () => Promise<string>;
}

/** How much of us callers may take up, however slowly they send and however many they are. */
export interface ServerLimits {
  /** To send the head of a request. */
  readonly headersMs: Millis;
  /** To send a whole request. */
  readonly requestMs: Millis;
  /** Without a byte in either direction. */
  readonly idleMs: Millis;
  /** How often callers that send too slowly are looked for. */
  readonly checkEveryMs: Millis;
  /** To send the rest of a request while the server closes. */
  readonly closeMs: Millis;
  readonly connections: number;
  /** Of the bodies of all requests that are under way. */
  readonly bodyBytes: number;
}

/** `openFiles`: how many files the process may have open. */
export function serverLimits(openFiles = Number.POSITIVE_INFINITY): ServerLimits {
  return {
    headersMs: 10_000,
    requestMs: 30_000,
    idleMs: 90_000,
    checkEveryMs: 5_000,
    closeMs: 2_000,
    connections: mostConnections(openFiles),
    bodyBytes: 64 * 1_048_576,
  };
}

const LARGEST_BODY_BYTES = 1_048_576;
const METHODS = ['GET', 'POST'] as const;
const NO_RESULTS =
  'This process does not accept results: it does not have the role ingest (ROLES). Send them to a process that has it.';
const WRONG_TYPE = 'Send application/json, application/x-ndjson or application/jsonl.';
const OVERLOADED = 'The server is overloaded. Nothing was stored; send it again in a moment.';
const NOT_SAVED = 'This could not be saved. Nothing was stored; send it again.';
const MAY_BE_SAVED =
  'The database did not confirm that this was saved. Send it again; results without an Idempotency-Key may then count twice.';
/** A transaction takes milliseconds, so after a second there is room again. */
const OVERLOADED_SECONDS = 1;
/** A cause that keeps the file from being written, such as a backup that locks it, seldom ends sooner. */
const NOT_SAVED_SECONDS = 5;

export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { log, hide, ingest, elapsed, readiness, metricsText, trustedProxies = [], limits = serverLimits() } = options;
  const loggerInstance: FastifyBaseLogger = log;
  const app = Fastify({
    loggerInstance,
    // Results arrive thousands of times a second; what matters about them is counted in /metrics.
    logController: new LogController({ disableRequestLogging: true }),
    // What is logged of a request names it itself.
    childLoggerFactory: (logger) => logger,
    bodyLimit: LARGEST_BODY_BYTES,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    requestTimeout: limits.requestMs,
    connectionTimeout: limits.idleMs,
    http: { headersTimeout: limits.headersMs, connectionsCheckingInterval: limits.checkEveryMs },
    forceCloseConnections: 'idle',
    // An address that cannot be decoded reaches no route and no error handler.
    frameworkErrors: ({ statusCode = 400 }: FastifyError, _request: unknown, reply: FastifyReply) =>
      void reply.code(statusCode).send({ statusCode, message: 'The address is malformed.' }),
  });
  endConnections(app, limits.closeMs);
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { statusCode, message, field, retryAfter } = describe(error, request.id);
    if (statusCode === 500) request.log.error({ err: error, reference: request.id }, 'request failed');
    if (statusCode === 401) reply.header('www-authenticate', 'Bearer');
    if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
    return reply
      .code(statusCode)
      .send({ statusCode, message: hide(message), ...(field === null ? {} : { field: hide(field) }) });
  });
  app.setNotFoundHandler(({ method, url }, reply) => {
    const [path = ''] = url.split('?');
    const allowed = METHODS.filter((other) => app.hasRoute({ method: other, url: path }));
    if (allowed.length > 0) reply.header('allow', allowed.join(', '));
    const statusCode = allowed.length > 0 ? 405 : 404;
    const message =
      allowed.length > 0
        ? `Send ${allowed.join(' or ')} to ${path}, not ${method}.`
        : ingest === null && path.startsWith('/v1/')
          ? NO_RESULTS
          : `There is no ${method} ${path}. /openapi.json lists every address.`;
    reply.code(statusCode).send({ statusCode, message: hide(message) });
  });
  await app.register(swagger, {
    openapi: {
      info: { title: 'CaptchaAI Pipeline Monitor', version: '1' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
  });
  const connections = limitConnections(app.server, limits.connections);
  if (ingest !== null) {
    const bodies = { mostBodyBytes: limits.bodyBytes, largestBodyBytes: LARGEST_BODY_BYTES };
    await app.register(ingestRoutes, { ...ingest, ...bodies, connections });
  }
  await app.register(healthRoutes, { readiness, metricsText, elapsed });
  return app;
}

interface Refusal {
  readonly statusCode: number;
  readonly message: string;
  readonly field: string | null;
  readonly retryAfter?: number;
}

/** Our own sentences are shown as they are; an unknown failure shows a reference and nothing else. */
function describe(error: FastifyError, reference: string): Refusal {
  if (error instanceof BadRequest) return { statusCode: error.statusCode, message: error.message, field: error.field };
  if (error instanceof MonitorError) return unavailable(error as MonitorFailure);
  const statusCode = error.statusCode ?? 500;
  if (statusCode === 413) return { statusCode, message: tooLarge(LARGEST_BODY_BYTES), field: null };
  if (statusCode === 415) return { statusCode, message: WRONG_TYPE, field: null };
  if (statusCode < 500) return { statusCode, message: error.message, field: null };
  return {
    statusCode: 500,
    message: `Something went wrong. Ask the operator to look for ${reference} in the log.`,
    field: null,
  };
}

function unavailable(failure: MonitorFailure): Refusal {
  const refusal = { statusCode: 503, field: null };
  if (failure.code === 'overloaded') return { ...refusal, message: OVERLOADED, retryAfter: OVERLOADED_SECONDS };
  const isUnknown = failure.code === 'notSaved' && failure.details.mayBeKept;
  return { ...refusal, message: isUnknown ? MAY_BE_SAVED : NOT_SAVED, retryAfter: NOT_SAVED_SECONDS };
}
