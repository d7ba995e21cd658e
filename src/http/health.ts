import type { FastifyInstance } from 'fastify';

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

/** `/healthz`: the process lives. `/readyz`: it can do its job, or what keeps it from that. */
export async function healthRoutes(
  app: FastifyInstance,
  { checks }: { checks: readonly ReadinessCheck[] },
): Promise<void> {
  app.get('/healthz', { schema: { summary: 'The process lives' } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { summary: 'Everything that alerts need works' } }, async (_request, reply) => {
    const looked = await Promise.all(
      checks.map(async ({ name, isNote = false, isUsed = true, check }) => ({
        name,
        isNote,
        state: isUsed ? ((await check()) ?? 'ok') : NOT_USED,
      })),
    );
    const ready = looked.every(({ isNote, state }) => isNote || state === 'ok' || state === NOT_USED);
    const asObject = (some: typeof looked) => Object.fromEntries(some.map(({ name, state }) => [name, state]));
    const notes = looked.filter(({ isNote, state }) => isNote && state !== 'ok');
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ready' : 'notReady',
      checks: asObject(looked.filter(({ isNote }) => !isNote)),
      ...(notes.length === 0 ? {} : { notes: asObject(notes) }),
    });
  });
}
