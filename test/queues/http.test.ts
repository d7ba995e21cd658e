import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isJsonPointer, valueAt } from '../../src/queues/jsonPointer.ts';
import type { Credentials, Measures, QueueOptions } from '../../src/queues/queueOptions.ts';
import { countIn, timeIn } from '../../src/queues/readNumber.ts';
import { setUpEndless } from '../fixtures/endlessServer.ts';
import { listenLocally } from '../fixtures/localServer.ts';
import { NOTHING_KNOWN, readingOf, readQueue } from '../fixtures/readQueue.ts';
import { runs } from '../fixtures/runs.ts';
import { CERTIFICATE } from '../fixtures/selfSigned.ts';

const DEPTH: Measures = { depth: '/data/depth', workers: null, busy: null, oldest: null };
const json = (url: string, measures = DEPTH, credentials: Credentials = null): QueueOptions => ({
  type: 'json',
  url,
  measures,
  credentials,
});

/** A server that answers every request like that, and keeps what it was asked. */
async function setUpAnswer(answer: RequestListener) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  const { url } = await listenLocally(server);
  return { url, asked, server };
}

const says = (body: unknown, status = 200, headers = {}) =>
  setUpAnswer((_request, response) => response.writeHead(status, headers).end(JSON.stringify(body)));

describe('JSON over HTTP', () => {
  test('is read at its pointers, with one request', async () => {
    const { url, asked } = await says({ data: { depth: 12, 'a/b': { '~': ['3', 4] }, since: '2026-04-20T12:00:00Z' } });
    const measures = {
      depth: '/data/depth',
      workers: '/data/a~1b/~0/0',
      busy: '/data/a~1b/~0/1',
      oldest: '/data/since',
    };
    expect(await readingOf(json(`${url}/stats?queue=captcha`, measures))).toEqual({
      depth: 12,
      workers: 3,
      busy: 4,
      oldestAt: Date.UTC(2026, 3, 20, 12),
    });
    expect(asked.map(({ url: path, method }) => `${method} ${path}`)).toEqual(['GET /stats?queue=captcha']);
  });

  test.each<[string, unknown]>([
    ['is missing', { data: {} }],
    ['is null', { data: { depth: null } }],
    ['is negative', { data: { depth: -1 } }],
    ['is text', { data: { depth: 'many' } }],
    ['is empty text', { data: { depth: ' ' } }],
    ['is a list', { data: { depth: [1] } }],
    ['is true', { data: { depth: true } }],
    ['stands in something else', { data: 'depth' }],
  ])('whose depth %s is unknown, and not 0', async (_name, body) => {
    const { url } = await says(body);
    expect(await readingOf(json(url))).toEqual(NOTHING_KNOWN);
  });

  test.each([
    [{ token: 'a-bearer-token' }, 'Bearer a-bearer-token'],
    [{ user: 'ann', password: 'pä:ss' }, `Basic ${Buffer.from('ann:pä:ss').toString('base64')}`],
    [null, undefined],
  ])('is asked with %j', async (credentials, header) => {
    const { url, asked } = await says({ data: { depth: 1 } });
    await readingOf(json(url, DEPTH, credentials));
    expect(asked[0]?.headers.authorization).toBe(header);
  });

  test.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [400, 'unexpectedAnswer'],
    [500, 'serverError'],
    [503, 'serverError'],
  ])('a status of %d is %s, whatever its body says', async (status, why) => {
    const { url } = await says({ data: { depth: 5 } }, status);
    expect(await readQueue(json(url))).toEqual({ ok: false, why });
  });

  test('a redirect is not followed, so that no secret goes elsewhere', async () => {
    const other = await says({ data: { depth: 5 } });
    const { url } = await says({}, 302, { location: other.url });
    expect(await readQueue(json(url, DEPTH, { token: 'a-bearer-token' }))).toEqual({ ok: false, why: 'redirect' });
    expect(other.asked).toEqual([]);
  });

  test('what is no JSON, and a page, is unreadable', async () => {
    const { url } = await setUpAnswer((_request, response) => response.end('<html>Please sign in</html>'));
    expect(await readQueue(json(url))).toEqual({ ok: false, why: 'unexpectedAnswer' });
  });

  test('an endless answer is left after a mebibyte', async () => {
    const { url, bytes, listening } = await setUpEndless(200, { 'content-type': 'application/json' }, '{"data":');
    expect(await readQueue(json(url))).toEqual({ ok: false, why: 'unexpectedAnswer' });
    await expect.poll(listening).toBe(0);
    expect(bytes()).toBeLessThan(20 * 1_048_576);
  });

  test('a server that does not answer in time is given up', async () => {
    const { url } = await setUpAnswer(() => undefined);
    expect(await readQueue(json(url), 200)).toEqual({ ok: false, why: 'timeout' });
  });

  test('a certificate that nobody trusts is told apart from a server that is away', async () => {
    const { port } = await listenLocally(createTlsServer(CERTIFICATE, (_request, response) => response.end('{}')));
    expect(await readQueue(json(`https://localhost:${port}`))).toEqual({ ok: false, why: 'certificate' });
  });

  test('is unknown while its server is down, and known again', async () => {
    const { url, server } = await says({ data: { depth: 5 } });
    expect(await readingOf(json(url))).toMatchObject({ depth: 5 });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await readQueue(json(url))).toEqual({ ok: false, why: 'unreachable' });
    await new Promise<void>((resolve) => server.listen(Number(new URL(url).port), '127.0.0.1', resolve));
    expect(await readingOf(json(url))).toMatchObject({ depth: 5 });
  });
});

describe('a JSON pointer', () => {
  test.each([
    ['', true],
    ['/', true],
    ['/a/0/b~0c~1d', true],
    ['a', false],
    ['/a~', false],
    ['/a~2', false],
    ['#/a', false],
  ])('%j is one: %s', (text, isOne) => {
    expect(isJsonPointer(text)).toBe(isOne);
  });

  test('finds every value of a document, and nothing that JSON does not have', () => {
    const document = { a: [{ 'x/y': 1 }], '': { '': 2 } };
    expect(valueAt(document, '/a/0/x~1y')).toBe(1);
    expect(valueAt(document, '//')).toBe(2);
    expect(valueAt(document, '')).toBe(document);
    for (const pointer of ['/a/1', '/toString', '/a/0/x~1y/0', '/__proto__']) {
      expect(valueAt(document, pointer), pointer).toBeUndefined();
    }
  });

  test('escapes any name', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        expect(isJsonPointer(pointer)).toBe(true);
        expect(valueAt({ ...JSON.parse(JSON.stringify({ [name]: 7 })) }, pointer)).toBe(
          name === '__proto__' ? undefined : 7,
        );
      }),
      runs(200),
    );
  });
});

test.each<[unknown, number | null]>([
  ['12', 12],
  ['12.6', 13],
  [0, 0],
  [12n, 12],
  [-1, null],
  ['NaN', null],
  ['', null],
  [Number.POSITIVE_INFINITY, null],
  [1e300, null],
  [null, null],
])('a count of %s is %s', (value, count) => {
  expect(countIn(value)).toBe(count);
});

test.each<[unknown, number | null]>([
  [1_776_686_400, 1_776_686_400_000],
  ['1776686400.5', 1_776_686_400_500],
  [1_776_686_400_000, 1_776_686_400_000],
  ['2026-04-20T12:00:00Z', Date.UTC(2026, 3, 20, 12)],
  [new Date(5), 5],
  [new Date(Number.NaN), null],
  [0, null],
  ['soon', null],
  [undefined, null],
])('a time of %s is %s', (value, at) => {
  expect(timeIn(value)).toBe(at);
});
