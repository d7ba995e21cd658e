import type { FastifyInstance } from 'fastify';
import type { Millis } from '../monitor/time.ts';
import { onceASecond } from './onceASecond.ts';

/** One thing that must work before the monitor can do its job. */
export interface ReadinessCheck {
  readonly name: string;
  /** Worth knowing, but nothing that it could not do its job without. */
  readonly isNote?: true;
  /** False: that part is not set up, and nothing depends on it. */
  readonly isUsed?: boolean;
  /** Null if it works, else a sentence that says what is wrong. */
  readonly check: () => Promise<string | null>;
}

const NOT_USED = 'not used';

export interface HealthOptions {
  readonly checks: readonly ReadinessCheck[];
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
  { checks, metricsText, elapsed }: HealthOptions,
): Promise<void> {
  const alive = JSON.stringify({ status: 'ok' });
  const readiness = onceASecond(() => lookAt(checks), elapsed);
  const metrics = onceASecond(metricsText, elapsed);
  const openApi = onceASecond(async () => JSON.stringify(app.swagger()), elapsed);
  app.get('/healthz', { schema: { summary: 'The process lives' } }, async (_request, reply) =>
    reply.type(JSON_TYPE).send(alive),
  );
  app.get('/readyz', { schema: { summary: 'Everything that alerts need works' } }, async (_request, reply) => {
    const { isReady, body } = await readiness();
    return reply
      .code(isReady ? 200 : 503)
      .type(JSON_TYPE)
      .send(body);
  });
  app.get('/metrics', { schema: { summary: 'Prometheus metrics' } }, async (_request, reply) =>
    reply.type('text/plain; version=0.0.4').send(await metrics()),
  );
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(JSON_TYPE).send(await openApi()),
  );
}

async function lookAt(checks: readonly ReadinessCheck[]): Promise<{ isReady: boolean; body: string }> {
  const looked = await Promise.all(
    checks.map(async ({ name, isNote = false, isUsed = true, check }) => ({
      name,
      isNote,
      state: isUsed ? ((await check()) ?? 'ok') : NOT_USED,
    })),
  );
  const isReady = looked.every(({ isNote, state }) => isNote || state === 'ok' || state === NOT_USED);
  const asObject = (some: typeof looked) => Object.fromEntries(some.map(({ name, state }) => [name, state]));
  const notes = looked.filter(({ isNote, state }) => isNote && state !== 'ok');
  const body = JSON.stringify({
    status: isReady ? 'ready' : 'notReady',
    checks: asObject(looked.filter(({ isNote }) => !isNote)),
    ...(notes.length === 0 ? {} : { notes: asObject(notes) }),
  });
  return { isReady, body };
}
