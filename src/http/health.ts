import type { FastifyInstance } from 'fastify';

/** One thing that must work before the monitor can do its job. */
export interface ReadinessCheck {
  readonly name: string;
  /** Worth knowing, but nothing that it could not do its job without. */
  readonly isNote?: true;
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
    const looked = await Promise.all(
      checks.map(async ({ name, isNote = false, check }) => ({ name, isNote, state: (await check()) ?? 'ok' })),
    );
    const ready = looked.every(({ isNote, state }) => isNote || state === 'ok');
    const asObject = (some: typeof looked) => Object.fromEntries(some.map(({ name, state }) => [name, state]));
    const notes = looked.filter(({ isNote, state }) => isNote && state !== 'ok');
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ready' : 'notReady',
      checks: asObject(looked.filter(({ isNote }) => !isNote)),
      ...(notes.length === 0 ? {} : { notes: asObject(notes) }),
    });
  });
}
