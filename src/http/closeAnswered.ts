import type { FastifyInstance } from 'fastify';

/**
 * A server that stops closes the connections that are idle, and then waits for all others. One whose request is answered only after that would
 * stay open for as long as its caller likes, and the process with it: the answer says that it ends.
 */
export function closeAnswered(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) reply.header('connection', 'close');
    done(null, payload);
  });
}
