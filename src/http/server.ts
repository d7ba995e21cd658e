import swagger from '@fastify/swagger';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify';
import type { Logger } from '../log.ts';
import { MonitorError } from '../monitor/errors.ts';
import { healthRoutes, type ReadinessCheck } from './health.ts';
import { type IngestOptions, ingestRoutes } from './ingest.ts';
import { BadRequest } from './solveResultBody.ts';

export interface ServerOptions {
  readonly log: Logger;
  readonly ingest: IngestOptions;
  readonly checks: readonly ReadinessCheck[];
  readonly metricsText: () => Promise<string>;
}

const LARGEST_BODY_BYTES = 1_048_576;
/** A client that sends its request this slowly is cut off. */
const REQUEST_TIMEOUT_MS = 30_000;
/** What to answer to our own failures: come back soon, nothing was kept. */
const RETRY_AFTER_SECONDS = 1;
/** The span over which requests of an address are counted. */
const WAIT_SECONDS = 60;

export async function createServer({ log, ingest, checks, metricsText }: ServerOptions): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = log;
  const app = Fastify({
    loggerInstance,
    // Results arrive thousands of times a second; what matters about them is counted in /metrics.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LARGEST_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    // An address that cannot be decoded reaches no route and no error handler.
    frameworkErrors: ({ statusCode = 400 }: FastifyError, _request: unknown, reply: FastifyReply) =>
      void reply.code(statusCode).send({ statusCode, message: 'The address is malformed.' }),
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { statusCode, message, field } = describe(error, request.id);
    if (statusCode === 500) request.log.error({ err: error, reference: request.id }, 'request failed');
    if (statusCode === 401) reply.header('www-authenticate', 'Bearer');
    if (statusCode === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
    // The limiter has set its own where it was the one to refuse.
    if (statusCode === 429 && !reply.hasHeader('retry-after')) reply.header('retry-after', WAIT_SECONDS);
    return reply.code(statusCode).send({ statusCode, message, ...(field === null ? {} : { field }) });
  });
  app.setNotFoundHandler((request, reply) => {
    reply.code(404).send({
      statusCode: 404,
      message: `There is no ${request.method} ${request.url.split('?')[0]}. /openapi.json lists what there is.`,
    });
  });
  await app.register(swagger, {
    openapi: {
      info: { title: 'CaptchaAI Pipeline Monitor', version: '1' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
  });
  await app.register(ingestRoutes, ingest);
  await app.register(healthRoutes, { checks });
  app.get('/metrics', { schema: { summary: 'Prometheus metrics' } }, async (_request, reply) =>
    reply.type('text/plain; version=0.0.4').send(await metricsText()),
  );
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  return app;
}

/** Our own sentences are shown as they are; an unknown failure shows a reference and nothing else. */
function describe(
  error: FastifyError,
  reference: string,
): { statusCode: number; message: string; field: string | null } {
  if (error instanceof BadRequest) return { statusCode: error.statusCode, message: error.message, field: error.field };
  if (error instanceof MonitorError) return { statusCode: 503, message: unavailableWords(error), field: null };
  const statusCode = error.statusCode ?? 500;
  if (statusCode === 413)
    return {
      statusCode,
      message: `The body is larger than ${LARGEST_BODY_BYTES} bytes. Send fewer results at a time.`,
      field: null,
    };
  if (statusCode === 415) return { statusCode, message: 'Send application/json or application/x-ndjson.', field: null };
  if (statusCode < 500) return { statusCode, message: error.message, field: null };
  return { statusCode: 500, message: `Something broke on our side. The log has it under ${reference}.`, field: null };
}

function unavailableWords({ code }: MonitorError): string {
  return code === 'overloaded'
    ? 'Too much is waiting to be saved. Send it again in a moment.'
    : 'This could not be saved. Nothing was kept; send it again.';
}
