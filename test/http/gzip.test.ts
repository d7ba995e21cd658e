import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { setUpServer, TOKEN } from '../fixtures/server.ts';

const LINES = '{"outcome":"solved"}\n{"outcome":"failed","errorCode":"TIMEOUT"}\n';

test.each([
  ['gzip', 'application/jsonl'],
  ['GZIP', 'application/x-ndjson'],
  ['x-gzip', 'application/jsonl; charset=utf-8'],
])('a body with Content-Encoding %s and type %s is unpacked and kept', async (encoding, type) => {
  const server = await setUpServer();
  const response = await server.app.inject({
    method: 'POST',
    url: '/v1/results',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': type, 'content-encoding': encoding },
    payload: gzipSync(LINES),
  });
  expect([response.statusCode, response.json()]).toEqual([202, { accepted: 2 }]);
  expect(await server.kept()).toBe(2);
});

test('the same over a socket, also where the packed body comes in pieces', async () => {
  const server = await setUpServer();
  const address = await server.app.listen({ host: '127.0.0.1', port: 0 });
  const many = Array.from({ length: 5_000 }, (_, i) => `{"outcome":"failed","errorCode":"CODE ${(i * 7919) % 5_000}"}`);
  const packed = gzipSync(many.join('\n'));
  const pieces = Array.from({ length: 10 }, (_, i) => {
    const size = Math.ceil(packed.length / 10);
    return packed.subarray(i * size, (i + 1) * size);
  });
  const response = await fetch(`${address}/v1/results`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/jsonl',
      'content-encoding': 'gzip',
    },
    body: ReadableStream.from(pieces),
    duplex: 'half',
  });
  expect([response.status, await response.json()]).toEqual([202, { accepted: 5_000 }]);
});
