import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { askReady } from '../../src/cli/askReady.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has a port.');
  return String(address.port);
}

const answering = (status: number, body: unknown) =>
  serve((_request, response) => response.writeHead(status).end(JSON.stringify(body)));

describe('health', () => {
  test.each([
    ['127.0.0.1', {}],
    ['0.0.0.0', {}],
    ['127.0.0.1', { webhook: 'not used' }],
  ])('of a monitor on %s that is ready', async (host, checks) => {
    const port = await answering(200, { status: 'ready', checks: { database: 'ok', ...checks } });
    expect(await askReady({ HTTP_HOST: host, HTTP_PORT: port })).toEqual({ isReady: true, words: 'ready' });
  });

  test('of one that is not names what is wrong, and nothing else', async () => {
    const port = await answering(503, {
      status: 'notReady',
      checks: { database: 'ok', gateway: 'not used', webhook: 'It was deleted.', alerts: 'Nobody ran /setup.' },
      notes: { commands: 'Discord does not take them.' },
    });
    expect(await askReady({ HTTP_PORT: port })).toEqual({
      isReady: false,
      words: 'not ready: webhook: It was deleted.; alerts: Nobody ran /setup.',
    });
  });

  test.each<[string, RequestListener, string]>([
    ['another program', (_request, response) => response.end('<html>'), 'another program does'],
    ['a redirect', (_request, response) => response.writeHead(302, { location: '/' }).end(), 'another program does'],
    ['one that never answers', () => undefined, 'too late'],
  ])('of %s', async (_name, listener, why) => {
    const port = await serve(listener);
    expect(await askReady({ HTTP_PORT: port }, 200)).toEqual({
      isReady: false,
      words: `not ready: no monitor answers on 127.0.0.1:${port}: ${why}`,
    });
  });

  test.each([
    ['0', 'not ready: HTTP_PORT is 0, so the port of the monitor is not known'],
    ['-1', 'not ready: HTTP_PORT is not a port'],
    ['65536', 'not ready: HTTP_PORT is not a port'],
  ])('where the port is %s', async (port, words) => {
    expect(await askReady({ HTTP_PORT: port })).toEqual({ isReady: false, words });
  });

  test('where nothing listens', async () => {
    const port = await answering(200, {});
    const { port: free } = await new Promise<{ port: string }>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() =>
          resolve({ port: typeof address === 'object' && address !== null ? String(address.port) : port }),
        );
      });
    });
    expect((await askReady({ HTTP_PORT: free })).words).toMatch(/: ECONNREFUSED$/);
  });
});
