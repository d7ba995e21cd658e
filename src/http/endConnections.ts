import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Millis } from '../monitor/time.ts';

/**
 * Ends the connections of a server that closes. Node.js closes those that are between requests, no longer looks for callers that are too
 * slow, and waits for all others for as long as they like. Here a connection is closed at once where nobody waits for an answer. A caller that
 * still sends a request, or does not read its answer, has at most `withinMs`. What was sent whole is always answered, and the answer says that
 * its connection ends.
 */
export function endConnections(app: FastifyInstance, withinMs: Millis): void {
  /** The answers that are under way on each connection: several, where the caller does not wait for one before it sends the next request. */
  const open = new Map<Socket, Set<ServerResponse>>();
  let isClosing = false;

  function endUnused(socket: Socket): void {
    if (open.get(socket)?.size === 0) socket.destroySoon();
  }

  function endSlow(): void {
    for (const [socket, answers] of open) if (![...answers].some(isOurs)) socket.destroy();
  }

  app.server.on('connection', (socket) => {
    open.set(socket, new Set());
    socket.once('close', () => open.delete(socket));
    if (isClosing) endUnused(socket);
  });
  app.server.on('request', ({ socket }, answer) => {
    const answers = open.get(socket);
    answers?.add(answer);
    answer.once('close', () => {
      answers?.delete(answer);
      if (isClosing) endUnused(socket);
    });
  });
  app.addHook('preClose', (done) => {
    isClosing = true;
    for (const socket of open.keys()) endUnused(socket);
    setTimeout(endSlow, withinMs).unref();
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) reply.header('connection', 'close');
    done(null, payload);
  });
}

/** The caller has sent everything, and waits for what we have not said yet. */
function isOurs({ req, writableEnded }: ServerResponse): boolean {
  return req.complete && !writableEnded;
}
