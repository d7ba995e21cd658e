import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { readUpTo } from '../../src/network/readUpTo.ts';
import { request } from '../../src/network/request.ts';
import { listenLocally } from '../fixtures/localServer.ts';

const MOST_BYTES = 1_000;

async function setUp(listener: RequestListener) {
  const requests: IncomingMessage[] = [];
  const server = createServer((asked, response) => {
    requests.push(asked);
    listener(asked, response);
  });
  const { url } = await listenLocally(server);
  return { url, server, requests };
}

async function textOf({ body }: Awaited<ReturnType<typeof request>>): Promise<string> {
  return (await readUpTo(body, MOST_BYTES)).bytes.toString('utf8');
}

test('the head and the body of an answer can be read, and so can what was sent', async () => {
  const { url, requests } = await setUp(async (asked, response) => {
    const sent = await asked.toArray();
    response.writeHead(201, { 'x-one': 'a', 'set-cookie': ['b', 'c'] }).end(`got ${Buffer.concat(sent)}`);
  });
  const answer = await request(`${url}/path?query`, { method: 'PUT', headers: { 'x-two': '2' }, body: 'çe' });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('X-One')).toBe('a');
  expect(answer.headers.has('x-none')).toBe(false);
  expect(await textOf(answer)).toBe('got çe');
  expect(requests[0]).toMatchObject({ method: 'PUT', url: '/path?query' });
  expect(requests[0]?.headers).toMatchObject({
    'x-two': '2',
    'content-length': '3',
    'user-agent': 'captchaai-discord-monitor',
  });
});

test('an address may be in capitals', async () => {
  const { url } = await setUp((_asked, response) => void response.end('here'));
  expect(await textOf(await request(url.replace('http:', 'HTTP:')))).toBe('here');
  await expect(request(url.replace('http:', 'HTTPS:'))).rejects.toMatchObject({ code: 'EPROTO' });
});

test('the caller can have another name', async () => {
  const { url, requests } = await setUp((_asked, response) => void response.end());
  await textOf(await request(url, { headers: { 'User-Agent': 'another' } }));
  expect(requests[0]?.headers['user-agent']).toBe('another');
});

test('a redirect is an answer like any other', async () => {
  const { url, requests } = await setUp((_asked, response) => void response.writeHead(302, { location: '/on' }).end());
  expect((await request(url)).status).toBe(302);
  expect(requests).toHaveLength(1);
});

test('one connection serves one request after the other', async () => {
  const { url, requests } = await setUp((_asked, response) => void response.end('all'));
  for (let i = 0; i < 3; i += 1) await textOf(await request(url));
  expect(new Set(requests.map(({ socket }) => socket.remotePort)).size).toBe(1);
});

test.each([
  ['before the head', () => undefined],
  [
    'in the middle',
    (_asked: unknown, response: Parameters<RequestListener>[1]) => void response.writeHead(200).write('x'),
  ],
])('what the signal says ends it: %s', async (_name, listener) => {
  const { url } = await setUp(listener);
  const signal = AbortSignal.timeout(50);
  await expect(request(url, { signal }).then(textOf)).rejects.toBe(await reasonOf(signal));
});

async function reasonOf(signal: AbortSignal): Promise<unknown> {
  if (!signal.aborted) await once(signal, 'abort');
  return signal.reason;
}

test('a body that nobody wants is ended, with its connection', async () => {
  const { url, requests } = await setUp((_asked, response) => void response.writeHead(200).write('x'));
  (await request(url)).cancel();
  await expect.poll(() => requests[0]?.socket.destroyed).toBe(true);
});

test.each([
  ['nobody listens', 'http://127.0.0.1:1', 'ECONNREFUSED'],
  ['there is no such name', 'http://nowhere.invalid', 'ENOTFOUND'],
])('where %s, the error has Node’s own code', async (_name, url, code) => {
  await expect(request(url)).rejects.toMatchObject({ code });
});

test('what is no header is refused, and does not end the process', async () => {
  await expect(request('http://127.0.0.1:1', { headers: { 'x-one': 'a\nb' } })).rejects.toMatchObject({
    code: 'ERR_INVALID_CHAR',
  });
});
