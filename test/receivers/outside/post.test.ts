import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { post, type Way } from '../../../src/receivers/outside/post.ts';
import { setUpEndless } from '../../fixtures/endlessServer.ts';
import { listenLocally } from '../../fixtures/localServer.ts';
import { CERTIFICATE } from '../../fixtures/selfSigned.ts';

const send = (url: string, way: Partial<Way> = {}) =>
  post({ url, headers: {}, body: '{"ä":1}' }, { allowPrivate: false, ...way }, new AbortController().signal);

/** A host whose name says so. */
const says = (...addresses: string[]): Pick<Way, 'resolve'> => ({
  resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
});

async function setUpServer() {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    request.resume().on('end', () => response.writeHead(202).end());
  });
  const { port } = await listenLocally(server);
  return { port, requests: () => requests };
}

describe('private addresses', () => {
  test.each([
    'http://127.0.0.1:9/',
    'http://127.1:9/',
    'http://0x7f000001:9/',
    'http://2130706433:9/',
    'http://[::1]:9/',
    'http://[::ffff:127.0.0.1]:9/',
    'https://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data',
  ])('%s is not connected to', async (url) => {
    expect(await send(url)).toEqual({ failed: 'privateAddress' });
  });

  test.each([
    ['one', ['127.0.0.1']],
    ['one among others', ['192.0.2.1', '127.0.0.1']],
    ['a mapped one', ['::ffff:10.0.0.1']],
  ])('a name that means %s is not connected to', async (_what, addresses) => {
    const { port, requests } = await setUpServer();
    expect(await send(`http://receiver.example:${port}/`, says(...addresses))).toEqual({ failed: 'privateAddress' });
    expect(requests()).toBe(0);
  });

  test('what was looked at is what is connected to: the name is looked up once', async () => {
    const { port, requests } = await setUpServer();
    let lookups = 0;
    const resolve: Way['resolve'] = async () => {
      lookups += 1;
      // Of no host: https://www.rfc-editor.org/rfc/rfc5737. A second look would have found this machine.
      return [{ address: lookups === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }];
    };
    const answer = await send(`http://receiver.example:${port}/`, { resolve, timeoutMs: 100 });
    expect(answer).toEqual({ failed: expect.stringMatching(/^(?:timedOut|unreachable)$/) });
    expect({ lookups, requests: requests() }).toEqual({ lookups: 1, requests: 0 });
  });

  test('where they are allowed, they are', async () => {
    const { port, requests } = await setUpServer();
    expect(await send(`http://localhost:${port}/`, { allowPrivate: true })).toEqual({ status: 202, retryAfter: null });
    expect(requests()).toBe(1);
  });

  test('a connection that was allowed is not used by a receiver that is not', async () => {
    const { port, requests } = await setUpServer();
    const url = `http://localhost:${port}/`;
    expect(await send(url, { allowPrivate: true })).toMatchObject({ status: 202 });
    expect(await send(url, says('127.0.0.1'))).toEqual({ failed: 'privateAddress' });
    expect(requests()).toBe(1);
  });
});

test.each([
  ['a name that nobody knows', { resolve: () => Promise.reject(new Error('ENOTFOUND')) }],
  ['a name without an address', says()],
])('%s is unreachable', async (_what, way) => {
  expect(await send('https://receiver.example/', way)).toEqual({ failed: 'unreachable' });
});

test('what cannot be sent is unreachable, and not thrown', async () => {
  const signal = new AbortController().signal;
  const headers = { authorization: 'Bearer a\nb' };
  const outgoing = { url: 'http://127.0.0.1:9/', headers, body: '' };
  expect(await post(outgoing, { allowPrivate: true }, signal)).toEqual({ failed: 'unreachable' });
});

test('of a body that never ends only the beginning is read', async () => {
  const server = await setUpEndless(202, { 'retry-after': '5' });
  expect(await send(server.url, { allowPrivate: true })).toEqual({ status: 202, retryAfter: '5' });
  expect(server.bytes()).toBeLessThan(16 * 1_048_576);
  await expect.poll(server.listening).toBe(0);
});

test('a body that stops in the middle changes nothing', async () => {
  const server = createServer((request, response) => {
    response.writeHead(202, { 'content-length': '100' });
    response.write('half', () => request.socket.destroy());
  });
  const { url } = await listenLocally(server);
  expect(await send(url, { allowPrivate: true })).toEqual({ status: 202, retryAfter: null });
});

describe('over TLS', () => {
  async function setUpTls() {
    const names: (string | false | null)[] = [];
    const server = createTlsServer(CERTIFICATE, (request, response) => {
      request.resume().on('end', () => response.writeHead(204).end());
    });
    server.on('secureConnection', ({ servername }) => names.push(servername ?? null));
    const { port } = await listenLocally(server);
    return { url: `https://localhost:${port}/`, names };
  }

  test('a server whose certificate nobody signed gets nothing', async () => {
    const { url } = await setUpTls();
    expect(await send(url, { allowPrivate: true })).toEqual({ failed: 'unreachable' });
  });

  test('the certificate is that of the name, not of the address that it was looked up as', async () => {
    const trusted = getCACertificates('default');
    onTestFinished(() => setDefaultCACertificates(trusted));
    setDefaultCACertificates([CERTIFICATE.cert]);
    const { url, names } = await setUpTls();
    expect(await send(url, { allowPrivate: true })).toEqual({ status: 204, retryAfter: null });
    expect(names).toEqual(['localhost']);
    expect(await send(url.replace('localhost', '127.0.0.1'), { allowPrivate: true })).toEqual({
      failed: 'unreachable',
    });
  });
});
