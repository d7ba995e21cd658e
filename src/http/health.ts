import type { FastifyInstance } from 'fastify';
import type { Millis } from '../monitor/time.ts';
import { onceASecond } from './onceASecond.ts';
import type { CheckState, Readiness, ReadReadiness } from './readiness.ts';
import { NOT_USED } from './readyAnswer.ts';

export interface HealthOptions {
  readonly readiness: ReadReadiness;
  readonly metricsText: () => Promise<string>;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * `/healthz`: the process lives. `/readyz`: it can do its job, or what keeps it from that. `/metrics`: for Prometheus. Anyone who can
 * reach the port may ask, so the answers are computed at most once a second.
 */
export async function healthRoutes(
  app: FastifyInstance,
  { readiness, metricsText, elapsed }: HealthOptions,
): Promise<void> {
  const alive = JSON.stringify({ status: 'ok' });
  const metrics = onceASecond(metricsText, elapsed);
  const openApi = onceASecond(async () => JSON.stringify(app.swagger()), elapsed);
  app.get('/healthz', { schema: { summary: 'The process lives' } }, async (_request, reply) =>
    reply.type(JSON_TYPE).send(alive),
  );
  app.get('/readyz', { schema: { summary: 'Everything that alerts need works' } }, async (_request, reply) => {
    const looked = await readiness();
    return reply
      .code(looked.isReady ? 200 : 503)
      .type(JSON_TYPE)
      .send(bodyOf(looked));
  });
  app.get('/metrics', { schema: { summary: 'Prometheus metrics' } }, async (_request, reply) =>
    reply.type('text/plain; version=0.0.4').send(await metrics()),
  );
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(JSON_TYPE).send(await openApi()),
  );
}

function bodyOf({ isReady, checks, roles }: Readiness): string {
  const notes = checks.filter(({ isNote, trouble }) => isNote && trouble !== null);
  return JSON.stringify({
    status: isReady ? 'ready' : 'notReady',
    checks: asObject(checks.filter(({ isNote }) => !isNote)),
    ...(notes.length === 0 ? {} : { notes: asObject(notes) }),
    ...(roles === null ? {} : { roles }),
  });
}

function asObject(checks: readonly CheckState[]) {
  return Object.fromEntries(checks.map(({ name, isUsed, trouble }) => [name, isUsed ? (trouble ?? 'ok') : NOT_USED]));
}
