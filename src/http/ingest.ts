import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MonitorError, notSaved } from '../monitor/errors.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { Clock, Millis } from '../monitor/time.ts';
import { MINUTE } from '../monitor/time.ts';
import type { SolveResult } from '../monitor/types.ts';
import { ANSWERS, refusal } from './answers.ts';
import { limitBodies } from './bodyBudget.ts';
import type { Connections } from './connections.ts';
import { gunzipBodies } from './gunzip.ts';
import { hashOf, KEY_FIELD, readKey } from './idempotencyKey.ts';
import { mapInTurns } from './mapInTurns.ts';
import { parseNdjson } from './ndjson.ts';
import { QueueBody, tooManySources } from './queueBody.ts';
import { parsed, parseJson, textOf } from './readJson.ts';
import { createRefusedRequests, type RefusedWhy } from './refusedRequests.ts';
import { rqHookRoute } from './rqHook.ts';
import { BadRequest, readBody, readSolveResult, SolveResultBody } from './solveResultBody.ts';
import { requireToken } from './token.ts';

export interface IngestOptions {
  readonly monitor: Pick<Monitor, 'record' | 'recordOnce' | 'recordQueue'>;
  readonly clock: Clock;
  /** Which pipeline each token posts for. */
  readonly tokens: () => ReadonlyMap<string, string>;
  /** With the token, of one address. */
  readonly requestsPerMinute: number;
  readonly connections: Connections;
  /** Bodies of requests that are under way, taken together. */
  readonly mostBodyBytes: number;
  readonly largestBodyBytes: number;
  readonly onResults: (results: readonly SolveResult[]) => void;
  readonly onRefused: (why: RefusedWhy) => void;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
}

const MOST_RESULTS = 5_000;
/** Of one address. A worker with a wrong token sends many a second, and nobody needs more to notice. */
const UNAUTHORISED_PER_MINUTE = 60;

const KEY_OF_ANOTHER_BODY =
  'This Idempotency-Key was sent with another body before. Use a new key for each body, and the same one only to repeat it.';

/** The routes that the pipeline's workers post to. A 202 means that everything in the request is on disk. */
export async function ingestRoutes(app: FastifyInstance, options: IngestOptions): Promise<void> {
  const { monitor, clock } = options;
  const pipelines = new WeakMap<FastifyRequest, string>();
  const pipelineOf = (request: FastifyRequest) => pipelines.get(request) ?? '';
  const refused = createRefusedRequests({ count: options.onRefused, log: app.log, elapsed: options.elapsed });
  await app.register(rateLimit, { global: false });
  const limiter = (max: number) => app.createRateLimit({ max, timeWindow: MINUTE });
  app.addHook(
    'onRequest',
    requireToken({
      tokens: options.tokens,
      countAuthorised: limiter(options.requestsPerMinute),
      countUnauthorised: limiter(UNAUTHORISED_PER_MINUTE),
      onAuthorised(request, pipeline) {
        pipelines.set(request, pipeline);
        options.connections.began(request.raw.socket);
      },
      onRefused: refused.token,
    }),
  );
  app.addHook('onResponse', (request, { statusCode }, done) => {
    options.connections.ended(request.raw.socket);
    refused.answered(request, statusCode);
    done();
  });
  app.addHook('preParsing', limitBodies(options.mostBodyBytes, options.largestBodyBytes));
  app.addHook('preParsing', gunzipBodies(options.largestBodyBytes));
  app.removeAllContentTypeParsers();
  for (const [type, parse] of [
    ['application/json', parseJson],
    ['application/x-ndjson', parseNdjson],
    ['application/jsonl', parseNdjson],
  ] as const) {
    app.addContentTypeParser(type, { parseAs: 'buffer' }, ({ headers }: FastifyRequest, body: Buffer, done) =>
      done(null, () => parse(textOf(headers, body))),
    );
  }
  // Bodies are read by hand below, so that an error names the very field of the very result; the schemas document them.
  app.setValidatorCompiler(() => () => true);

  /** Answers whether they count: those of a request that was sent again do not. */
  async function recordOnce(
    { pipeline, key, at }: { readonly pipeline: string; readonly key: string; readonly at: Millis },
    bodies: readonly unknown[],
    results: readonly SolveResult[],
  ) {
    const [keyHash, bodyHash] = [hashOf(key), hashOf(JSON.stringify(bodies))];
    const outcome = await monitor.recordOnce({ pipeline, keyHash, bodyHash, at, results });
    if (outcome === 'otherBody') throw new BadRequest(KEY_OF_ANOTHER_BODY, KEY_FIELD, 422);
    return outcome === 'counted';
  }

  app.post('/v1/results', { schema: RESULTS_SCHEMA }, async (request, reply) => {
    const body = parsed(request.body);
    const isList = Array.isArray(body);
    const bodies: readonly unknown[] = isList ? body : [body];
    if (bodies.length === 0) throw new BadRequest('The body holds no results.', null);
    if (bodies.length > MOST_RESULTS) {
      throw new BadRequest(
        `The body holds ${bodies.length} results; at most ${MOST_RESULTS} fit in one request.`,
        null,
        413,
      );
    }
    const now = clock.now();
    const results = await mapInTurns(bodies, (body, index) => readSolveResult(body, now, isList ? `[${index}]` : ''));
    const accepted = results.length;
    const key = readKey(request.headers);
    const pipeline = pipelineOf(request);
    if (key === null) await monitor.record(pipeline, results);
    else if (!(await recordOnce({ pipeline, key, at: now }, bodies, results)))
      return reply.code(202).send({ accepted });
    options.onResults(results);
    return reply.code(202).send({ accepted });
  });

  app.post('/v1/queue', { schema: QUEUE_SCHEMA }, async (request, reply) => {
    const { depth, activeWorkers, source } = readBody(QueueBody, parsed(request.body));
    const post = { depth, activeWorkers: activeWorkers ?? null, source: source ?? '' };
    const outcome = await monitor.recordQueue(pipelineOf(request), post).catch((cause: unknown) => {
      if (cause instanceof MonitorError) throw cause;
      request.log.error({ err: cause, reference: request.id }, 'queue not saved');
      throw notSaved(cause);
    });
    if (outcome === 'tooMany') throw tooManySources();
    return reply.code(202).send({ accepted: 1 });
  });

  rqHookRoute(app, { ...options, pipelineOf });
}

const result = z.toJSONSchema(SolveResultBody, { io: 'input', target: 'openapi-3.0' });
const RESULTS_SCHEMA = {
  summary: 'Report finished tasks',
  consumes: ['application/json', 'application/x-ndjson', 'application/jsonl'],
  security: [{ bearer: [] }],
  headers: {
    type: 'object',
    properties: {
      'Idempotency-Key': {
        type: 'string',
        pattern: '^[!-~]{1,255}$',
        description:
          'Chosen by the sender, a new one for each body. A request that is repeated with its key within 24 hours counts once.',
      },
    },
  },
  body: { oneOf: [result, { type: 'array', items: result, minItems: 1, maxItems: MOST_RESULTS }] },
  response: { ...ANSWERS, 422: refusal('The Idempotency-Key was sent with another body before') },
};
const QUEUE_SCHEMA = {
  summary: 'Report the queue depth',
  security: [{ bearer: [] }],
  body: z.toJSONSchema(QueueBody, { io: 'input', target: 'openapi-3.0' }),
  response: ANSWERS,
};
