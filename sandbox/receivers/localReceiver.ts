import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Null where it is no JSON. */
  readonly body: unknown;
}

export interface ReceiverAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** How a server that is in trouble behaves: an answer, no answer, one that never ends, or a connection that breaks. */
export type Trouble = ReceiverAnswer | 'silence' | 'endless' | 'reset';

export interface LocalReceiver {
  /** Without a slash at its end. */
  readonly url: string;
  /** What it took or refused; what came while it was in trouble is in it too. */
  readonly received: readonly Received[];
  /** Until `heal`. */
  failWith(trouble: Trouble): void;
  heal(): void;
  stop(): Promise<void>;
}

const CHUNK = Buffer.alloc(65_536, 0x20);

/** A server on 127.0.0.1 that keeps what it gets and answers as `answer` says. */
export async function startLocalReceiver(
  answer: (received: Received) => ReceiverAnswer,
  port = 0,
): Promise<LocalReceiver> {
  const received: Received[] = [];
  let trouble: Trouble | null = null;
  const server = createServer((request, response) => {
    take(request).then(
      (one) => {
        received.push(one);
        reply(request, response, trouble ?? answer(one));
      },
      () => request.destroy(),
    );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    failWith(how) {
      trouble = how;
    },
    heal() {
      trouble = null;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

export function json(status: number, body: unknown): ReceiverAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function take(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    text,
    body: jsonIn(text),
  };
}

function reply(request: IncomingMessage, response: ServerResponse, how: Trouble): void {
  if (how === 'silence') return;
  if (how === 'reset') request.socket.resetAndDestroy();
  else if (how === 'endless') talkOn(response);
  else response.writeHead(how.status, how.headers).end(how.body);
}

function talkOn(response: ServerResponse): void {
  response.writeHead(200);
  const more = () => {
    while (!response.destroyed && response.write(CHUNK));
  };
  response.on('drain', more);
  more();
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
