import { once } from 'node:events';
import { createServer } from 'node:net';

/** Listens on an address for a moment. @throws what keeps it from that; `listenErrorWords` has the sentence. */
export async function tryToListen(host: string, port: number): Promise<void> {
  const server = createServer();
  server.listen({ host, port, exclusive: true });
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}
