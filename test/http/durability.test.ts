import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { CommitUnknownError } from '../../src/monitor/errors.ts';
import { dial } from '../fixtures/dial.ts';
import { PIPELINE, type ServerFixture, setUpServer, TOKEN } from '../fixtures/server.ts';

const solved = { outcome: 'solved' };

describe('a 202', () => {
  test('comes only after the commit', async () => {
    const disk = Promise.withResolvers<void>();
    const writing = Promise.withResolvers<void>();
    const server = await setUpServer({
      add: async (write) => {
        writing.resolve();
        await disk.promise;
        await write();
      },
    });
    let answered = false;
    const response = server.post('/v1/results', solved).then((answer) => {
      answered = true;
      return answer;
    });

    await writing.promise;
    expect((await server.app.inject('/healthz')).statusCode).toBe(200);
    expect(answered).toBe(false);
    expect(await server.kept()).toBe(0);

    disk.resolve();
    expect((await response).statusCode).toBe(202);
    expect(await server.kept()).toBe(1);
  });

  test('of a queue comes only after the commit', async () => {
    const disk = Promise.withResolvers<void>();
    let answered = false;
    const server = await setUpServer({ report: (write) => disk.promise.then(write) });
    const response = server.post('/v1/queue', { depth: 1 }).then((answer) => {
      answered = true;
      return answer;
    });
    expect((await server.app.inject('/healthz')).statusCode).toBe(200);
    expect(answered).toBe(false);
    disk.resolve();
    expect((await response).statusCode).toBe(202);
  });

  test('is given to all who came while the disk was busy, with one further commit', async () => {
    const disk = Promise.withResolvers<void>();
    const writing = Promise.withResolvers<void>();
    let commits = 0;
    const server = await setUpServer({
      add: async (write) => {
        commits += 1;
        writing.resolve();
        await disk.promise;
        await write();
      },
    });
    const first = server.post('/v1/results', solved);
    await writing.promise;
    const others = Array.from({ length: 50 }, () => server.post('/v1/results', [solved, { outcome: 'failed' }]));
    await server.app.inject('/healthz');
    disk.resolve();
    const answers = await Promise.all([first, ...others]);
    expect(answers.every(({ statusCode }) => statusCode === 202)).toBe(true);
    expect(await server.kept()).toBe(101);
    expect(commits).toBeLessThan(10);
  });
});

describe('a disk that fails', () => {
  const SECRET = 'SQLITE_FULL: database or disk is full: /var/lib/monitor.db';

  test('gets a 503 with Retry-After, nothing is kept and nothing counted', async () => {
    const server = await setUpServer({ add: () => Promise.reject(new Error(SECRET)) });
    const response = await server.post('/v1/results', [solved, solved]);
    expect(response.statusCode).toBe(503);
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    expect(response.json()).toEqual({ statusCode: 503, message: expect.stringContaining('Nothing was stored') });
    expect(response.body).not.toContain('SQLITE');
    expect(await server.kept()).toBe(0);
    expect(await server.metrics.registry.metrics()).not.toContain('captchaai_monitor_results_total{');
    expect(server.logged()).toContain('results not saved');
  });

  test('without saying what became of it gets a 503 that claims nothing', async () => {
    const unknown = () => Promise.reject(new CommitUnknownError(new Error(SECRET)));
    const server = await setUpServer({ add: unknown, report: unknown });
    for (const response of [await server.post('/v1/results', solved), await server.post('/v1/queue', { depth: 1 })]) {
      expect(response.statusCode).toBe(503);
      expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
      expect(response.json().message).toMatch(/^The database did not confirm that this was saved\..*Idempotency-Key/);
      expect(response.body).not.toContain('SQLITE');
    }
  });

  test('and works again takes the next results, and the failed ones do not come back', async () => {
    let broken = true;
    const server = await setUpServer({ add: (write) => (broken ? Promise.reject(new Error(SECRET)) : write()) });
    expect((await server.post('/v1/results', solved)).statusCode).toBe(503);
    broken = false;
    expect((await server.post('/v1/results', solved)).statusCode).toBe(202);
    expect(await server.kept()).toBe(1);
  });

  test('gets a 503 with Retry-After for the queue too', async () => {
    const server = await setUpServer({ report: () => Promise.reject(new Error(SECRET)) });
    const response = await server.post('/v1/queue', { depth: 1 });
    expect(response.body).not.toContain('SQLITE');
    expect(response.statusCode).toBe(503);
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    expect(response.json()).toEqual({ statusCode: 503, message: expect.stringContaining('Nothing was stored') });
    expect(server.logged()).toContain('queue not saved');
  });
});

describe('a failure of ours that nobody foresaw', () => {
  test('shows a reference and nothing else, and the log has it', async () => {
    const check = () => Promise.reject(new Error('the inside of our program'));
    const server = await setUpServer({ checks: [{ name: 'broken', check }] });
    const response = await server.app.inject('/readyz');
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain('inside');
    const reference = /look for (\S+) in the log/.exec(response.json().message)?.[1];
    expect(server.logged()).toContain(`"reference":"${reference}"`);
    expect(server.logged()).toContain('the inside of our program');
  });
});

describe('over a real socket', () => {
  const HEAD = `POST /v1/results HTTP/1.1\r\nHost: monitor\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: application/json\r\n`;
  const BODY = JSON.stringify(solved);

  async function listenAndDial(server: ServerFixture): Promise<{ port: number; socket: Socket }> {
    const address = await server.app.listen({ port: 0, host: '127.0.0.1' });
    const port = Number(new URL(address).port);
    return { port, socket: await dial(port) };
  }

  async function post(port: number): Promise<number> {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const response = await fetch(`http://127.0.0.1:${port}/v1/results`, { method: 'POST', headers, body: BODY });
    await response.text();
    return response.status;
  }

  test('a request that is sent slowly does not hold up the next one, and is taken when it is whole', async () => {
    const server = await setUpServer();
    const { port, socket } = await listenAndDial(server);
    socket.write(`${HEAD}Content-Length: ${BODY.length}\r\n\r\n${BODY.slice(0, 5)}`);
    expect(await post(port)).toBe(202);
    expect(await server.kept()).toBe(1);
    socket.write(BODY.slice(5));
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 202 /);
    expect(await server.kept()).toBe(2);
  });

  test.each([
    ['in its head', HEAD.slice(0, 30)],
    ['before its body', `${HEAD}Content-Length: ${BODY.length}\r\n\r\n`],
    ['in its body', `${HEAD}Content-Length: ${BODY.length}\r\n\r\n${BODY.slice(0, 5)}`],
  ])('a request that is broken off %s leaves nothing and does not hurt the next one', async (_name, sent) => {
    const server = await setUpServer();
    const { port, socket } = await listenAndDial(server);
    await new Promise((resolve) => socket.write(sent, resolve));
    expect(await post(port)).toBe(202);
    socket.resetAndDestroy();
    expect(await post(port)).toBe(202);
    expect(await server.kept()).toBe(2);
    expect(server.logged()).not.toContain('request failed');
  });

  test('a caller that leaves before the answer leaves its result behind, whole', async () => {
    const disk = Promise.withResolvers<void>();
    const writing = Promise.withResolvers<void>();
    const server = await setUpServer({
      add: async (write) => {
        writing.resolve();
        await disk.promise;
        await write();
      },
    });
    const { port, socket } = await listenAndDial(server);
    socket.write(`${HEAD}Content-Length: ${BODY.length}\r\n\r\n${BODY}`);
    await writing.promise;
    socket.resetAndDestroy();
    disk.resolve();
    expect(await post(port)).toBe(202);
    expect(await server.kept()).toBe(2);
  });

  test('bytes that are no HTTP get 400', async () => {
    const server = await setUpServer();
    const { port, socket } = await listenAndDial(server);
    socket.write('\x16\x03\x01 hello\r\n\r\n');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await post(port)).toBe(202);
  });

  test.each([
    ['at once', false],
    ['after it has stopped listening', true],
  ])('a server that stops answers what is under way, and waits for nobody else: %s', async (_name, isLate) => {
    const disk = Promise.withResolvers<void>();
    const writing = Promise.withResolvers<void>();
    const server = await setUpServer({
      add: async (write) => {
        writing.resolve();
        await disk.promise;
        await write();
      },
    });
    const { port } = await listenAndDial(server);
    const response = post(port);
    await writing.promise;
    const closed = server.app.close();
    while (isLate && server.app.server.listening) await nextTurn();
    disk.resolve();
    expect(await response).toBe(202);
    await closed;
    expect(await server.disk.results.period(PIPELINE, 0, Number.MAX_SAFE_INTEGER)).toMatchObject({ solved: 1 });
  });
});
