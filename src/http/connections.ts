import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** So many may be accepted in one turn of the event loop, before what is closed in it has gone: Node.js lets 511 wait. */
export const HEADROOM = 512;

/**
 * Keeps the server's connections at `most`: a new one always gets in, and another one is closed for it. First to go is the oldest that never
 * sent a request with the token, then the authorised one that has been idle for longest. Node.js itself would close the new one.
 */
export function limitConnections(server: Server, most: number) {
  /** Oldest first. */
  const unauthorised = new Set<Socket>();
  /** Between requests; idle for longest first. */
  const idle = new Set<Socket>();
  /** How many authorised requests are under way on each. */
  const busy = new Map<Socket, number>();

  function forget(socket: Socket): void {
    unauthorised.delete(socket);
    idle.delete(socket);
    busy.delete(socket);
  }

  function evict(newcomer: Socket): void {
    const [oldest = newcomer] = unauthorised;
    const [idlest = newcomer] = idle;
    const socket = oldest === newcomer ? idlest : oldest;
    forget(socket);
    socket.destroy();
  }

  server.maxConnections = most + HEADROOM;
  server.on('connection', (socket) => {
    unauthorised.add(socket);
    socket.once('close', () => forget(socket));
    if (unauthorised.size + idle.size + busy.size > most) evict(socket);
  });

  return {
    /** An authorised request has begun on a connection. */
    began(socket: Socket): void {
      const underWay = busy.get(socket) ?? 0;
      if (unauthorised.delete(socket) || idle.delete(socket) || underWay > 0) busy.set(socket, underWay + 1);
    },
    /** It has been answered, or nobody waits for its answer. */
    ended(socket: Socket): void {
      const underWay = busy.get(socket) ?? 0;
      if (underWay > 1) busy.set(socket, underWay - 1);
      else if (busy.delete(socket)) idle.add(socket);
    },
  };
}

export type Connections = ReturnType<typeof limitConnections>;
