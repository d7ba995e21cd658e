import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { createSendBeat } from '../../src/heartbeat/sendBeat.ts';
import { heartbeatTarget } from '../../src/heartbeat/target.ts';
import { setUpEndless } from '../fixtures/endlessServer.ts';
import { listenLocally } from '../fixtures/localServer.ts';

const SECRET = '5a9f3c1e-0b7d-4e52-9a1c-6f0d2b8e7c43';

/** Sends one heartbeat to a server that answers so. */
async function beatTo(answer: RequestListener, path = `/ping/${SECRET}`, timeoutMs?: number) {
  const requests: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  const { url } = await listenLocally(server);
  const send = createSendBeat(heartbeatTarget(`${url}${path}`, 'gatus-token'), timeoutMs);
  return { trouble: await send(new AbortController().signal), requests };
}

test('it is one request with the method, the query and the token that are wanted', async () => {
  const { trouble, requests } = await beatTo(
    (_request, response) => response.end(),
    '/api/v1/endpoints/core_x/external',
  );
  expect(trouble).toBeNull();
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST /api/v1/endpoints/core_x/external?success=true',
  ]);
  expect(requests[0]?.headers.authorization).toBe('Bearer gatus-token');
});

describe('what is answered tells whether it arrived', () => {
  test.each([
    [200, 'OK', null],
    [200, '{"ok":true}', null],
    [204, '', null],
    // What healthchecks.io answers for an address that no check has.
    [200, 'OK (not found)', 'did not take it (not found)'],
    [200, 'OK (rate limited)', 'did not take it (rate limited)'],
    [404, '{"ok":false,"msg":"Monitor not found or not active."}', 'answered 404'],
    [401, 'invalid token', 'answered 401'],
    [500, SECRET, 'answered 500'],
  ])('%d %s', async (status, body, expected) => {
    const { trouble } = await beatTo((_request, response) => response.writeHead(status).end(body));
    expect(trouble).toBe(expected);
  });

  test.each([301, 302, 307, 308])('a redirect (%d) is not followed', async (status) => {
    const { trouble, requests } = await beatTo((_request, response) =>
      response.writeHead(status, { location: '/elsewhere' }).end(),
    );
    expect(trouble).toBe(`answered with a redirect (${status}), which is not followed`);
    expect(requests).toHaveLength(1);
  });
});

describe('what does not answer', () => {
  test('nobody listens', async () => {
    const server = createServer();
    const { url } = await listenLocally(server);
    server.close();
    await once(server, 'close');
    expect(await createSendBeat(heartbeatTarget(url, null))(new AbortController().signal)).toBe(
      'cannot be reached (ECONNREFUSED)',
    );
  });

  test('a connection that breaks', async () => {
    const { trouble } = await beatTo((request) => request.socket.resetAndDestroy());
    expect(trouble).toMatch(/^cannot be reached \(\w+\)$/);
  });

  test('an answer that does not come is given up', async () => {
    expect((await beatTo(() => undefined, '/x', 50)).trouble).toBe('no answer within 0.05 s');
  });

  test('an answer that never ends is read only so far', async () => {
    const server = await setUpEndless(200, {}, 'OK');
    const send = createSendBeat(heartbeatTarget(`http://127.0.0.1:${server.port}/x`, null));
    expect(await send(new AbortController().signal)).toBeNull();
    expect(server.bytes()).toBeLessThan(16 * 1_048_576);
  });

  test('a stop ends the call', async () => {
    const stopping = new AbortController();
    const server = createServer(() => stopping.abort());
    const { url } = await listenLocally(server);
    expect(await createSendBeat(heartbeatTarget(url, null))(stopping.signal)).toMatch(/^cannot be reached/);
  });
});
