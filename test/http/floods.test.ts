import { once } from 'node:events';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { mostConnections, openFilesLimit } from '../../src/http/mostConnections.ts';
import { serverLimits } from '../../src/http/server.ts';
import { dial } from '../fixtures/dial.ts';
import { type ServerFixture, setUpServer, TOKEN } from '../fixtures/server.ts';

const BODY = '{"outcome":"solved"}';
const solved = { outcome: 'solved' };

describe('requests without the token', () => {
  const wrong = { authorization: 'Bearer wrong-token-0123456789' };

  test.each([
    ['a wrong one', wrong],
    ['none', { authorization: '' }],
  ])('leave those with it their whole budget: %s', async (_name, headers) => {
    const server = await setUpServer({ requestsPerMinute: 5 });
    const statuses: number[] = [];
    for (let i = 0; i < 200; i += 1) statuses.push((await server.post('/v1/results', solved, headers)).statusCode);
    expect(statuses).toEqual([...Array(60).fill(401), ...Array(140).fill(429)]);
    for (let i = 0; i < 5; i += 1) expect((await server.post('/v1/results', solved)).statusCode).toBe(202);
    const tooMany = await server.post('/v1/results', solved);
    expect([tooMany.statusCode, Number(tooMany.headers['retry-after']) > 0]).toEqual([429, true]);
    expect(tooMany.json().message).toBe('Too many requests. Send them in batches, or wait.');
    expect(await server.kept()).toBe(5);
  });

  test('have a budget of their own, which those with it leave alone', async () => {
    const server = await setUpServer({ requestsPerMinute: 1 });
    for (let i = 0; i < 100; i += 1) await server.post('/v1/results', solved);
    expect((await server.post('/v1/results', solved, wrong)).statusCode).toBe(401);
  });

  test('that are too many are refused by their head alone, and their connection is closed', async () => {
    const server = await setUpServer();
    for (let i = 0; i < 60; i += 1) await server.post('/v1/results', solved, wrong);
    const { dial } = await listen(server);
    const socket = await dial();
    const answer = text(socket);
    socket.write(
      'POST /v1/results HTTP/1.1\r\nHost: m\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n',
    );
    expect(await answer).toMatch(/^HTTP\/1\.1 429 .*retry-after: [1-9]/is);
  });
});

describe('behind a reverse proxy', () => {
  const PROXY = '10.0.0.7';
  const from = (server: ServerFixture, remoteAddress: string, forwarded: string, authorization = 'Bearer wrong') =>
    server.app
      .inject({
        method: 'POST',
        url: '/v1/results',
        remoteAddress,
        headers: { authorization, 'x-forwarded-for': forwarded },
        payload: solved,
      })
      .then(({ statusCode }) => statusCode);

  test('each caller has budgets of its own where the proxy is trusted', async () => {
    const server = await setUpServer({ trustedProxies: ['10.0.0.0/8'], requestsPerMinute: 1 });
    for (let i = 0; i < 60; i += 1) await from(server, PROXY, '192.0.2.1');
    expect(await from(server, PROXY, '192.0.2.1')).toBe(429);
    expect(await from(server, PROXY, '192.0.2.2')).toBe(401);
    expect(await from(server, PROXY, '192.0.2.1', `Bearer ${TOKEN}`)).toBe(202);
    expect(await from(server, PROXY, '192.0.2.1', `Bearer ${TOKEN}`)).toBe(429);
    expect(await from(server, PROXY, '192.0.2.2', `Bearer ${TOKEN}`)).toBe(202);
  });

  test('what a caller itself puts before its address does not count', async () => {
    const server = await setUpServer({ trustedProxies: [PROXY] });
    for (let i = 0; i < 60; i += 1) await from(server, PROXY, `198.51.100.${i}, 192.0.2.1`);
    expect(await from(server, PROXY, '198.51.100.200, 192.0.2.1')).toBe(429);
  });

  test.each([
    ['nobody is trusted', []],
    ['another one is trusted', ['10.0.0.8']],
  ])('nobody can claim to be somebody else where %s', async (_name, trustedProxies) => {
    const server = await setUpServer({ trustedProxies });
    for (let i = 0; i < 60; i += 1) await from(server, PROXY, `198.51.100.${i}`);
    expect(await from(server, PROXY, '198.51.100.200')).toBe(429);
  });

  test('callers without a token cannot use up what those with it share', async () => {
    const server = await setUpServer({ requestsPerMinute: 3 });
    for (let i = 0; i < 100; i += 1) await from(server, PROXY, '192.0.2.1');
    expect(await from(server, PROXY, '192.0.2.2', `Bearer ${TOKEN}`)).toBe(202);
  });
});

const HEAD = `POST /v1/results HTTP/1.1\r\nHost: m\r\nContent-Type: application/json\r\n`;
const AUTHORISED = `${HEAD}Authorization: Bearer ${TOKEN}\r\nContent-Length: ${BODY.length}\r\n`;
const STALLED: Readonly<Record<string, string>> = {
  'that say nothing': '',
  'that sent half a head': HEAD,
  'that sent a head and wait with the body': `${HEAD}Content-Length: 100\r\n\r\n`,
  'that asked for the health and stay': 'GET /healthz HTTP/1.1\r\nHost: m\r\n\r\n',
};

async function listen(server: ServerFixture) {
  const port = Number(new URL(await server.app.listen({ port: 0, host: '127.0.0.1' })).port);
  return {
    dial: () => dial(port),
    open: () =>
      new Promise<number>((resolve) => {
        server.app.server.getConnections((_err, count) => resolve(count));
      }),
  };
}

/** Posts on a connection that stays open; answers the status, 0 where it was closed instead. */
async function post(socket: Socket): Promise<number> {
  socket.write(`${AUTHORISED}\r\n${BODY}`);
  const answer = await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => [''])]);
  return Number(/^HTTP\/1\.1 (\d+) /.exec(String(answer[0]))?.[1] ?? 0);
}

describe('connections', () => {
  const MOST = 40;
  const startWith = async () => {
    const server = await setUpServer({ limits: { ...serverLimits(), connections: MOST } });
    return { server, ...(await listen(server)) };
  };

  test.each(Object.entries(STALLED))('%s make room for workers, old and new', async (_name, sent) => {
    const { server, dial, open } = await startWith();
    const old = await dial();
    expect(await post(old)).toBe(202);
    for (let i = 0; i < 10; i += 1) {
      for (const socket of await Promise.all(Array.from({ length: MOST }, dial))) socket.write(sent);
      expect(await post(await dial())).toBe(202);
    }
    expect(await post(old)).toBe(202);
    await expect.poll(open).toBeLessThanOrEqual(MOST);
    expect(await server.kept()).toBe(12);
  });

  test('of workers are closed last, the one that was idle for longest first, and none that waits for an answer', async () => {
    const disk = Promise.withResolvers<void>();
    let isSlow = false;
    const server = await setUpServer({
      limits: { ...serverLimits(), connections: 3 },
      add: async (write) => {
        if (isSlow) await disk.promise;
        await write();
      },
    });
    const { dial } = await listen(server);
    const [first, second, third] = [await dial(), await dial(), await dial()];
    for (const socket of [second, first, third]) expect(await post(socket)).toBe(202);
    const closed: string[] = [];
    for (const [name, socket] of Object.entries({ first, second, third })) socket.on('close', () => closed.push(name));
    isSlow = true;
    const waiting = post(third);
    await expect.poll(() => server.waiting()).toBe(1);
    await dial();
    await expect.poll(() => closed).toEqual(['second']);
    const fifth = post(await dial());
    await expect.poll(() => server.waiting()).toBe(2);
    const sixth = post(await dial());
    await expect.poll(() => closed).toEqual(['second', 'first']);
    await expect.poll(() => server.waiting()).toBe(3);
    // All of them wait for an answer: the new one is closed.
    expect(await post(await dial())).toBe(0);
    disk.resolve();
    expect(await Promise.all([waiting, fifth, sixth])).toEqual([202, 202, 202]);
  });

  test.each([
    [Number.POSITIVE_INFINITY, 5_000],
    [20_000, 5_000],
    [5_612, 5_000],
    [5_611, 4_999],
    [1_024, 412],
    [256, 100],
  ])('with %d open files allowed, %d are kept', (openFiles, most) => {
    expect(mostConnections(openFiles)).toBe(most);
  });

  test('are bounded by the open files that this process may have', () => {
    expect(openFilesLimit()).toBeGreaterThanOrEqual(256);
  });
});
