import type { FastifyInstance } from 'fastify';

/** One thing that must work before the monitor can do its job. */
export interface ReadinessCheck {
  readonly name: string;
  /** Null if it works, else a sentence that says what is wrong. */
  readonly check: () => Promise<string | null>;
}

/** `/healthz`: the process lives. `/readyz`: it can do its job, or what keeps it from that. */
export async function healthRoutes(
  app: FastifyInstance,
  { checks }: { checks: readonly ReadinessCheck[] },
): Promise<void> {
  app.get('/healthz', { schema: { summary: 'The process lives' } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { summary: 'Everything that alerts need works' } }, async (_request, reply) => {
    const entries = await Promise.all(checks.map(async ({ name, check }) => [name, (await check()) ?? 'ok'] as const));
    const ready = entries.every(([, state]) => state === 'ok');
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'notReady', checks: Object.fromEntries(entries) });
  });
}
