import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Monitor } from '../monitor/monitor.ts';
import type { Clock, Millis } from '../monitor/time.ts';
import type { SolveResult } from '../monitor/types.ts';
import { ANSWERS } from './answers.ts';
import { hashOf } from './idempotencyKey.ts';
import { parsed } from './readJson.ts';
import { rqErrorCode } from './rqErrorCode.ts';
import { type RqJob, RqJobBody } from './rqJobBody.ts';
import { acceptTime, readBody } from './solveResultBody.ts';

export interface RqHookOptions {
  readonly monitor: Pick<Monitor, 'recordOnce'>;
  readonly clock: Clock;
  /** The pipeline that the request's token posts for. */
  readonly pipelineOf: (request: FastifyRequest) => string;
  readonly onResults: (results: readonly SolveResult[]) => void;
}

/** A job that polls once and finds nothing has neither solved nor failed. */
const NOT_READY = /^CAPT?CHA_NOT_READY$/;

const RqHookQuery = z.strictObject(
  {
    captchaType: z
      .string('must be text')
      .min(1, 'must not be empty')
      .max(64, 'must be at most 64 characters')
      .optional(),
  },
  { error: (issue) => (issue.code === 'unrecognized_keys' ? undefined : 'must be given once') },
);

/** Takes what RQ posts when a job has ended. */
export function rqHookRoute(app: FastifyInstance, { monitor, clock, pipelineOf, onResults }: RqHookOptions): void {
  app.post('/v1/hooks/rq', { schema: RQ_SCHEMA }, async (request, reply) => {
    const { captchaType = null } = readBody(RqHookQuery, request.query);
    const job = readBody(RqJobBody, parsed(request.body));
    const now = clock.now();
    const result = resultOf(job, captchaType, now);
    if (result === null) return reply.code(202).send({ accepted: 0 });
    const key = keyOf(job);
    const pipeline = pipelineOf(request);
    const outcome = await monitor.recordOnce({ pipeline, keyHash: key, bodyHash: key, at: now, results: [result] });
    if (outcome === 'counted') onResults([result]);
    return reply.code(202).send({ accepted: 1 });
  });
}

/** Null for a job that does not count. How long a solve took is not known: a job also waits in its queue, and RQ does not say when it began. */
function resultOf({ status, exc_info, ended_at }: RqJob, captchaType: string | null, now: Millis): SolveResult | null {
  const errorCode = status === 'failed' ? rqErrorCode(exc_info ?? null) : null;
  if (errorCode !== null && NOT_READY.test(errorCode)) return null;
  return {
    outcome: status === 'finished' ? 'solved' : 'failed',
    errorCode,
    latencyMs: null,
    costMicros: null,
    captchaType,
    at: ended_at == null ? now : acceptTime(ended_at, now, 'ended_at'),
  };
}

/**
 * One end of one job counts once: a job that is repeated or put back keeps its id, and ends again at another time. The spaces keep it
 * apart from the keys of requests, which have none.
 */
function keyOf({ job_id, ended_at }: RqJob): string {
  return hashOf(`rq job ${job_id} ended ${ended_at ?? ''}`);
}

const RQ_SCHEMA = {
  summary: 'Report a job of RQ: the webhook of RQ 2.10 and newer, method POST',
  security: [{ bearer: [] }],
  querystring: {
    type: 'object',
    properties: { captchaType: { type: 'string', maxLength: 64, description: 'The CAPTCHA type of the jobs' } },
  },
  body: z.toJSONSchema(RqJobBody, { io: 'input', target: 'openapi-3.0' }),
  response: ANSWERS,
};
