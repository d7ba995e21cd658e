import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { ServerLimits } from '../../src/http/server.ts';
import { dial } from '../fixtures/dial.ts';
import { NOW, type ServerFixture, setUpServer, TOKEN } from '../fixtures/server.ts';

const DAY = 86_400_000;
const KB = 1_024;
const BODY = '{"outcome":"solved"}';
const THRESHOLDS: ServerLimits = {
  headersMs: 10_000,
  requestMs: 10_000,
  idleMs: 20_000,
  checkEveryMs: 1_000,
  closeMs: 1_000,
  connections: 50,
  bodyBytes: 64 * KB * KB,
};
const HASTY: ServerLimits = { ...THRESHOLDS, headersMs: 100, requestMs: 200, checkEveryMs: 20 };

let server: ServerFixture;
let port: number;

async function listen(limits = THRESHOLDS, add?: (write: () => Promise<void>) => Promise<void>): Promise<void> {
  server = await setUpServer({ limits, ...(add === undefined ? {} : { add }) });
  port = Number(new URL(await server.app.listen({ port: 0, host: '127.0.0.1' })).port);
}

beforeEach(() => listen());

/** Sends bytes and answers all that comes back until the server closes. */
async function exchange(...parts: readonly (string | Buffer)[]): Promise<string> {
  const socket = await dial(port);
  for (const part of parts) socket.write(part);
  return text(socket).catch(() => '');
}

const head = (...lines: readonly string[]) =>
  [
    'POST /v1/results HTTP/1.1',
    'Host: m',
    `Authorization: Bearer ${TOKEN}`,
    'Connection: close',
    ...lines,
    '',
    '',
  ].join('\r\n');
const JSON_TYPE = 'Content-Type: application/json';
const request = (body: string | Buffer, ...lines: readonly string[]) => {
  const type = lines.some((line) => /^content-type:/i.test(line)) ? [] : [JSON_TYPE];
  return Buffer.concat([
    Buffer.from(head(...type, `Content-Length: ${Buffer.byteLength(body)}`, ...lines)),
    Buffer.from(body),
  ]);
};
const statusesOf = (answer: string) => [...answer.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));

/** After whatever came, nothing is kept, nothing broke, and the next request is served. */
async function expectUnhurt(): Promise<void> {
  expect(await server.kept()).toBe(0);
  expect(server.logged()).not.toMatch(/request failed|"level":"(error|fatal)"/);
  expect(statusesOf(await exchange(request(BODY)))).toEqual([202]);
  expect(await server.kept()).toBe(1);
}

describe('a body', () => {
  const valid = Buffer.from(BODY);
  const inText = (...bytes: readonly number[]) =>
    Buffer.concat([Buffer.from('{"outcome":"failed","errorCode":"'), Buffer.from(bytes), Buffer.from('"}')]);

  test.each<[name: string, body: string | Buffer, headers: readonly string[], status: number, message: RegExp]>([
    ['in UTF-16', Buffer.from(BODY, 'utf16le'), ['Content-Type: application/json; charset=utf-16'], 415, /UTF-8/],
    ['in UTF-16 that says nothing of it', Buffer.from(`\ufeff${BODY}`, 'utf16le'), [], 400, /UTF-8/],
    ['in Latin-1', inText(0xfc), ['Content-Type: application/json; charset=latin1'], 415, /UTF-8/],
    ['in Latin-1 that says nothing of it', inText(0xfc), [], 400, /not valid UTF-8/],
    ['in a charset that is none', valid, ['Content-Type: application/json; charset="x y"'], 415, /UTF-8/],
    ['with half a character', inText(0xe2, 0x82), [], 400, /not valid UTF-8/],
    ['with an overlong character', inText(0xc0, 0xaf), [], 400, /not valid UTF-8/],
    ['with half a surrogate pair', inText(0xed, 0xa0, 0x80), [], 400, /not valid UTF-8/],
    ['with a byte that no character has', inText(0xff), [], 400, /not valid UTF-8/],
    ['of bytes that are no UTF-8 as NDJSON', inText(0xff), ['Content-Type: application/x-ndjson'], 400, /UTF-8/],
    ['with a null byte in it', inText(0), [], 400, /not JSON/],
    ['compressed in a way that nobody reads', BODY, ['Content-Encoding: br'], 415, /uncompressed or with gzip/],
    ['compressed twice', gzipSync(gzipSync(BODY)), ['Content-Encoding: gzip, gzip'], 415, /uncompressed or with gzip/],
    ['that says gzip and is none', BODY, ['Content-Encoding: gzip'], 400, /not valid gzip/],
    ['of half a gzip', gzipSync(BODY).subarray(0, 20), ['Content-Encoding: gzip'], 400, /not valid gzip/],
    [
      'that unpacks into too much',
      gzipSync(' '.repeat(1_048_577)),
      ['Content-Encoding: gzip'],
      413,
      /larger than 1048576/,
    ],
    [
      'that unpacks into a thousand times as much',
      gzipSync(Buffer.alloc(300 * 1_048_576)),
      ['Content-Encoding: gzip'],
      413,
      /larger than 1048576/,
    ],
    ['with two marks of byte order', `\ufeff\ufeff${BODY}`, [], 400, /not JSON/],
    ['deeply nested', `${'['.repeat(500_000)}${']'.repeat(500_000)}`, [], 400, /\[0\] must be an object/],
    ['deeply nested in a field', `{"at":${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}}`, [], 400, /^outcome must/],
    ['with NaN', '{"outcome":"solved","costUsd":NaN}', [], 400, /not JSON/],
    ['with Infinity', '{"outcome":"solved","latencyMs":Infinity}', [], 400, /not JSON/],
    ['with a number beyond all numbers', '{"outcome":"solved","latencyMs":1e999}', [], 400, /^latencyMs must/],
    ['with one below all numbers', '{"outcome":"solved","costUsd":-1e999}', [], 400, /^costUsd must/],
    ['with a time beyond all times', '{"outcome":"solved","at":1e21}', [], 400, /^at must be a time/],
    [
      'with a whole number that is not exact',
      '{"outcome":"solved","at":9007199254740993}',
      [],
      400,
      /^at must be a time/,
    ],
    ['of the year 1970', '{"outcome":"solved","at":0}', [], 400, /^at is more than 7 days ago/],
    [
      'of the year 3000',
      '{"outcome":"solved","at":"3000-01-01T00:00:00Z"}',
      [],
      400,
      /^at is more than 5 minutes ahead/,
    ],
    ['just too old', `{"outcome":"solved","at":${NOW - 7 * DAY - 1}}`, [], 400, /^at is more than 7 days ago/],
    ['just too far ahead', `{"outcome":"solved","at":${NOW + 300_001}}`, [], 400, /^at is more than 5 minutes ahead/],
    ['with __proto__', '{"outcome":"solved","__proto__":{"outcome":"failed"}}', [], 400, /^__proto__ is not a known/],
    ['of nothing but __proto__', '{"__proto__":{"outcome":"solved"}}', [], 400, /outcome must|__proto__/],
    ['with constructor', '{"outcome":"solved","constructor":{"prototype":{}}}', [], 400, /^constructor is not a known/],
    ['with a field twice', '{"outcome":"failed","outcome":"solved"}', [], 400, /names a field twice/],
    ['with a field twice, once in disguise', '{"outcome":"failed","\\u006futcome":"solved"}', [], 400, /twice/],
    ['with a field twice in one of several', `[${BODY},{"outcome":"solved","at":null,"at":null}]`, [], 400, /twice/],
    [
      'with a field twice as NDJSON',
      `${BODY}\n{"outcome":"solved","outcome":"solved"}`,
      ['Content-Type: application/x-ndjson'],
      400,
      /^Line 2 names a field twice/,
    ],
    ['of lines that are sent as JSON', `${BODY}\n${BODY}`, [], 400, /not JSON/],
    [
      'of a list that is sent as lines',
      `[\n${BODY}\n]`,
      ['Content-Type: application/x-ndjson'],
      400,
      /^Line 1 is not JSON/,
    ],
    [
      'of lines with Unicode line ends',
      `${BODY}\u2028${BODY}`,
      ['Content-Type: application/x-ndjson'],
      400,
      /^Line 1 is/,
    ],
    ['of lines with old line ends', `${BODY}\r${BODY}`, ['Content-Type: application/x-ndjson'], 400, /^Line 1 is not/],
    ['of a line with a list', `[${BODY}]`, ['Content-Type: application/x-ndjson'], 400, /^\[0\] must be an object/],
    [
      'of another type',
      BODY,
      ['Content-Type: text/plain'],
      415,
      /application\/json, application\/x-ndjson or application\/jsonl/,
    ],
    ['of a type that is none', BODY, ['Content-Type: ;;,'], 415, /application\/json/],
  ])('%s is refused', async (_name, body, headers, status, message) => {
    const answer = await exchange(request(body, ...headers));
    expect(statusesOf(answer)).toEqual([status]);
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))).message).toMatch(message);
    await expectUnhurt();
  });

  test.each<[name: string, body: string, headers: readonly string[]]>([
    ['with a mark of byte order, as Windows writes it', `\ufeff${BODY}`, []],
    ['of lines with a mark of byte order', `\ufeff${BODY}\r\n`, ['Content-Type: application/x-ndjson']],
    ['that says it is UTF-8', BODY, ['Content-Type: application/json; charset="UTF-8"']],
    ['that says it is ASCII', BODY, ['Content-Type: application/json;charset=us-ascii']],
    ['that says it is not compressed', BODY, ['Content-Encoding: identity']],
    ['with colons and quotes in text', '{"outcome":"failed","errorCode":"a:\\"b\\":{\\\\"}', []],
  ])('%s is taken', async (_name, body, headers) => {
    expect(statusesOf(await exchange(request(body, ...headers)))).toEqual([202]);
    expect(await server.kept()).toBe(1);
  });
});

test('a body one byte too large is refused before it is read', async () => {
  const socket = await dial(port);
  const answer = text(socket);
  socket.write(head(JSON_TYPE, `Content-Length: ${KB * KB + 1}`));
  expect(await answer).toContain('larger than 1048576 bytes');
  await expectUnhurt();
});

describe('what is no proper HTTP', () => {
  const length = `Content-Length: ${BODY.length}`;
  test.each<[name: string, sent: string, statuses: readonly number[]]>([
    ['a length that is no number', head(JSON_TYPE, 'Content-Length: 2O') + BODY, [400]],
    ['a negative length', head(JSON_TYPE, 'Content-Length: -1') + BODY, [400]],
    ['two lengths', head(JSON_TYPE, length, 'Content-Length: 5') + BODY, [400]],
    ['a length beyond all numbers', head(JSON_TYPE, `Content-Length: ${'9'.repeat(30)}`) + BODY, [400]],
    ['a length and chunks', head(JSON_TYPE, length, 'Transfer-Encoding: chunked') + BODY, [400]],
    ['a length beyond what is taken', head(JSON_TYPE, 'Content-Length: 999999999'), [413]],
    [
      'chunks whose size is no number',
      `${head(JSON_TYPE, 'Transfer-Encoding: chunked')}xyz\r\n${BODY}\r\n0\r\n\r\n`,
      [400],
    ],
    [
      'a chunk that is longer than it says',
      `${head(JSON_TYPE, 'Transfer-Encoding: chunked')}3\r\n${BODY}\r\n0\r\n\r\n`,
      [400],
    ],
    ['a chunk of endless size', `${head(JSON_TYPE, 'Transfer-Encoding: chunked')}${'f'.repeat(20)}\r\n${BODY}`, [400]],
    ['an encoding that nobody knows', `${head(JSON_TYPE, 'Transfer-Encoding: gzip')}${BODY}`, [400]],
    ['a method that nobody knows', 'BREW / HTTP/1.1\r\nHost: m\r\nConnection: close\r\n\r\n', [400]],
    ['a method that is not served', 'PROPFIND /v1/results HTTP/1.1\r\nHost: m\r\nConnection: close\r\n\r\n', [405]],
    ['no host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', [400]],
    ['another version', 'GET /healthz HTTP/3.7\r\nHost: m\r\n\r\n', [400]],
    ['a version of the future', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400]],
    ['a line end in a header', `${head('X: a\rb')}`, [400]],
    ['a null byte in a header', `${head('X: a\0b')}`, [400]],
    ['spaces before a colon', `${head('X : a')}`, [400]],
    ['headers beyond all measure', `${head(`X: ${'x'.repeat(20_000)}`)}`, [431]],
  ])('%s is refused', async (_name, sent, statuses) => {
    expect(statusesOf(await exchange(sent))).toEqual(statuses);
    await expectUnhurt();
  });

  test('a body that is longer than it says counts as it says at most, and the rest is refused', async () => {
    const keepAlive = head(JSON_TYPE, length).replace('Connection: close\r\n', '');
    expect(statusesOf(await exchange(`${keepAlive}${BODY}{"outcome":"failed"}\r\n\r\n`))).toEqual([400]);
    expect(await server.period()).toMatchObject({ failed: 0 });
    expect(await server.kept()).toBeLessThanOrEqual(1);
  });

  test('requests that come one behind the other are each answered, in their order', async () => {
    const keepAlive = (body: string) => request(body).toString().replace('Connection: close\r\n', '');
    const bodies = [BODY, '{', BODY, '{"outcome":"maybe"}'];
    const answer = await exchange(bodies.map(keepAlive).join('') + request(BODY));
    expect(statusesOf(answer)).toEqual([202, 400, 202, 400, 202]);
    expect(await server.kept()).toBe(3);
  });
});

describe('a caller that takes its time', () => {
  beforeEach(() => listen(HASTY));

  /** Writes a piece each time the last one has gone, until it is cut off. */
  async function trickle(start: string, piece: string): Promise<string> {
    const socket = await dial(port);
    const answer = text(socket).catch(() => '');
    socket.write(start);
    const timer = setInterval(() => socket.write(piece), 10);
    socket.on('close', () => clearInterval(timer));
    onTestFinished(() => clearInterval(timer));
    return answer;
  }

  test.each<[name: string, start: string, piece: string]>([
    ['over its headers', head().slice(0, -2), 'X-A: b\r\n'],
    ['over one header', head().slice(0, -2), 'x'],
    ['over its body', head(JSON_TYPE, 'Content-Length: 100000'), ' '],
    ['over its chunks', head(JSON_TYPE, 'Transfer-Encoding: chunked'), '1\r\n \r\n'],
  ])('%s is cut off', async (_name, start, piece) => {
    // Whoever still writes when it is cut off may lose the answer.
    expect([[], [408]]).toContainEqual(statusesOf(await trickle(start, piece)));
    await expectUnhurt();
  });

  test.each([
    ['nothing at all', ''],
    ['half a line', 'POST /v1/res'],
    ['a head without its body', head(JSON_TYPE, 'Content-Length: 5')],
  ])('and sends %s is cut off', async (_name, sent) => {
    const socket = await dial(port);
    const answer = text(socket).catch(() => '');
    socket.write(sent);
    expect([[], [408]]).toContainEqual(statusesOf(await answer));
    await expectUnhurt();
  });

  test('is cut off also where it reads no answer', async () => {
    await listen({ ...THRESHOLDS, idleMs: 100 });
    const closed = new Promise((resolve) => server.app.server.once('connection', (one) => one.once('close', resolve)));
    const socket = await dial(port);
    socket.pause();
    socket.write('GET /openapi.json HTTP/1.1\r\nHost: m\r\n\r\n'.repeat(5_000));
    await closed;
    await expectUnhurt();
  });
});

describe('too many', () => {
  test('large bodies at once get 503 with Retry-After, and there is room again when they have gone', async () => {
    await listen({ ...THRESHOLDS, bodyBytes: 200 * KB });
    const slow = await dial(port);
    slow.write(head(JSON_TYPE, `Content-Length: ${150 * KB}`));
    const large = `${BODY}${' '.repeat(60 * KB)}`;
    // The first one's headers were read once a later request was served.
    expect(statusesOf(await exchange(request(BODY)))).toEqual([202]);
    const refused = await exchange(request(large));
    expect(statusesOf(refused)).toEqual([503]);
    expect(refused).toMatch(/retry-after: [1-9]/i);
    expect(refused).toContain('Nothing was stored');
    expect(statusesOf(await exchange(head(JSON_TYPE, 'Transfer-Encoding: chunked')))).toEqual([503]);
    expect(await server.kept()).toBe(1);
    const gone = new Promise((resolve) => server.app.server.getConnections((_err, count) => resolve(count)));
    expect(await gone).toBe(1);
    slow.resetAndDestroy();
    await expect.poll(async () => statusesOf(await exchange(request(large)))).toEqual([202]);
  });
});
