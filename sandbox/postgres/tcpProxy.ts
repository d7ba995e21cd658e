import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server, and breaks what passes through it on demand. */
export interface TcpProxy {
  readonly port: number;
  /** New connections go there, as after a name has got another address. */
  pointTo(port: number): void;
  /** Ends every connection that there is. */
  cut(): void;
  /** Until it is over, nothing that is sent arrives on either side, and neither side learns of it. */
  swallow(on: boolean): void;
  /** Ends a connection once its client has sent this text: before the server got it, or before the client got the answer. */
  cutAt(text: string, when: 'beforeServer' | 'beforeAnswer'): Promise<void>;
  /** Resolves once so many connections were asked for, whatever became of them. */
  asked(times: number): Promise<void>;
  stop(): Promise<void>;
}

interface Trap {
  readonly text: string;
  readonly when: 'beforeServer' | 'beforeAnswer';
  readonly sprung: () => void;
}

export async function startTcpProxy(target: number): Promise<TcpProxy> {
  let port = target;
  let swallowing = false;
  let trap: Trap | null = null;
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let answering = true;
    const cutBoth = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', cutBoth).on('close', () => {
        sockets.delete(socket);
        cutBoth();
      });
    }
    client.on('data', (data) => {
      if (swallowing) return;
      const sprung = trap !== null && data.includes(trap.text) ? trap : null;
      if (sprung === null) return void upstream.write(data);
      trap = null;
      answering = false;
      if (sprung.when === 'beforeAnswer') {
        // The answer means that the server has done it.
        upstream.once('data', () => {
          cutBoth();
          sprung.sprung();
        });
        upstream.write(data);
        return;
      }
      cutBoth();
      sprung.sprung();
    });
    upstream.on('data', (data) => {
      if (answering && !swallowing) client.write(data);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');

  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
    pointTo(next) {
      port = next;
    },
    cut,
    swallow(on) {
      swallowing = on;
    },
    cutAt: (text, when) =>
      new Promise((resolve) => {
        trap = { text, when, sprung: resolve };
      }),
    async asked(times) {
      for (let seen = 0; seen < times; seen += 1) await once(server, 'connection');
    },
    async stop() {
      server.close();
      cut();
      await once(server, 'close');
    },
  };
}
