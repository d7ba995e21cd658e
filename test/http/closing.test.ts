import { once } from 'node:events';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { serverLimits } from '../../src/http/server.ts';
import { dial } from '../fixtures/dial.ts';
import { type ServerFixtureOptions, setUpServer, TOKEN } from '../fixtures/server.ts';

const BODY = '{"outcome":"solved"}';
const HEAD = 'POST /v1/results HTTP/1.1\r\nHost: m\r\n';
const TYPE = 'Content-Type: application/json\r\n';
const AUTHORISED = `${HEAD}${TYPE}Authorization: Bearer ${TOKEN}\r\nContent-Length: ${BODY.length}\r\n\r\n`;
const UNAUTHORISED = `${HEAD}${TYPE}Content-Length: ${BODY.length}\r\n\r\n`;
const ASK = 'GET /openapi.json HTTP/1.1\r\nHost: m\r\n\r\n';

/** Longer than any test takes. */
const NEVER_MS = 3_600_000;
const SOON_MS = 20;

async function start(closeMs: number, options: ServerFixtureOptions = {}) {
  const server = await setUpServer({ ...options, limits: { ...serverLimits(), closeMs } });
  const port = Number(new URL(await server.app.listen({ port: 0, host: '127.0.0.1' })).port);
  /** Those of the server, the newest last. */
  const sockets: Socket[] = [];
  server.app.server.on('connection', (socket) => sockets.push(socket));
  return {
    ...server,
    /** Resolves when the server has read what is sent. */
    async send(sent: string): Promise<Socket> {
      const socket = await dial(port);
      await expect.poll(() => sockets.length).toBeGreaterThan(0);
      const other = sockets.pop();
      socket.write(sent);
      await expect.poll(() => other?.bytesRead).toBe(sent.length);
      return socket;
    },
    /** Resolves when the answers to what is sent, which nobody reads, fill what the system holds of them. */
    async sendAndReadNothing(sent: string): Promise<void> {
      const socket = await dial(port);
      await expect.poll(() => sockets.length).toBe(1);
      const [other] = sockets;
      socket.pause().write(sent);
      let before = 0;
      const isStuck = () => {
        const written = other?.bytesWritten ?? 0;
        const isSame = written === before;
        before = written;
        return isSame && (other?.writableLength ?? 0) > 0;
      };
      await expect.poll(isStuck).toBe(true);
    },
  };
}

/** Holds up what is to be written. */
function slowDisk() {
  const disk = Promise.withResolvers<void>();
  return {
    resolve: disk.resolve,
    async add(write: () => Promise<void>) {
      await disk.promise;
      await write();
    },
  };
}

const received = async (socket: Socket) => String((await once(socket, 'data'))[0]);

describe('a server that closes', () => {
  test.each<[name: string, sent: string, answer: RegExp | null]>([
    ['sent nothing', '', null],
    ['sent half a head', HEAD, null],
    ['sent half a head that has the token', AUTHORISED.slice(0, -2), null],
    ['was answered 401 without its body', UNAUTHORISED, /^HTTP\/1\.1 401 /],
    ['was answered 401 with half of its body', `${UNAUTHORISED}{`, /^HTTP\/1\.1 401 /],
    [
      'was answered 200 without the body that it announced',
      'GET /healthz HTTP/1.1\r\nHost: m\r\nContent-Length: 9\r\n\r\n',
      /^HTTP\/1\.1 200 /,
    ],
    ['is between two requests', AUTHORISED + BODY, /^HTTP\/1\.1 202 /],
    ['was answered and sent half a head more', `${AUTHORISED}${BODY}${HEAD}`, /^HTTP\/1\.1 202 /],
  ])('ends at once the connection of a caller that %s', async (_name, sent, answer) => {
    const server = await start(NEVER_MS);
    const socket = await server.send(sent);
    if (answer !== null) expect(await received(socket)).toMatch(answer);
    await server.app.close();
  });

  test.each([
    ['nothing of its body', AUTHORISED],
    ['half of its body', `${AUTHORISED}{`],
    [
      'half of a packed body',
      `${HEAD}${TYPE}Authorization: Bearer ${TOKEN}\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n`,
    ],
    ['half of the body of its second request', `${AUTHORISED}${BODY}${AUTHORISED}{`],
  ])('waits for a caller that sent its token and %s, but not for ever', async (_name, sent) => {
    const server = await start(SOON_MS);
    await server.send(sent);
    await server.app.close();
    expect(server.waiting()).toBe(0);
  });

  test('takes what is sent meanwhile', async () => {
    const server = await start(NEVER_MS);
    const socket = await server.send(AUTHORISED + BODY.slice(0, 9));
    const closed = server.app.close();
    socket.write(BODY.slice(9));
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 202 .*connection: close/is);
    await closed;
    expect(await server.kept()).toBe(1);
  });

  test('does not wait for a caller that does not read its answers', async () => {
    const server = await start(SOON_MS);
    await server.sendAndReadNothing(ASK.repeat(2_000));
    await server.app.close();
  });

  test.each([
    ['and nothing else', ''],
    ['and half of the next one', HEAD],
  ])('answers a request that is being saved %s, however long others stall', async (_name, more) => {
    const disk = slowDisk();
    const server = await start(SOON_MS, { add: disk.add });
    const stalled = await server.send(`${AUTHORISED}{`);
    const waiting = await server.send(`${AUTHORISED}${BODY}${more}`);
    await expect.poll(server.waiting).toBe(1);
    const closed = server.app.close();
    // The time of the slow ones is over.
    await once(stalled.resume(), 'close');
    disk.resolve();
    expect(await text(waiting)).toMatch(/^HTTP\/1\.1 202 .*connection: close/is);
    await closed;
    expect(await server.kept()).toBe(1);
  });
});
