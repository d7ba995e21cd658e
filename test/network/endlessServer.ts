import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

const CHUNK = Buffer.alloc(65_536, 0x20);

/** Begins an answer and never stops talking. Counts what callers took of it, and how many still listen. */
export async function startEndless(status: number, headers: Record<string, string>, begin = '') {
  let bytes = 0;
  let listening = 0;
  const server = createServer((request, response) => {
    request.resume();
    listening += 1;
    response.on('close', () => {
      listening -= 1;
    });
    response.writeHead(status, headers);
    response.write(begin);
    const more = () => {
      while (!response.destroyed && response.write(CHUNK)) bytes += CHUNK.length;
    };
    response.on('drain', more);
    more();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}`, bytes: () => bytes, listening: () => listening };
}
