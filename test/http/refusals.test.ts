import { describe, expect, test } from 'vitest';
import { setUpServer, TOKEN } from '../fixtures/server.ts';

const solved = { outcome: 'solved' };

describe('without the token', () => {
  test.each([
    ['no header', {}],
    ['an empty header', { authorization: '' }],
    ['another token', { authorization: 'Bearer another-token-0123456789' }],
    ['a longer token', { authorization: `Bearer ${TOKEN}x` }],
    ['a shorter token', { authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
    ['the token in capitals', { authorization: `Bearer ${TOKEN.toUpperCase()}` }],
    ['the token alone', { authorization: TOKEN }],
    ['another scheme', { authorization: `Basic ${Buffer.from(`x:${TOKEN}`).toString('base64')}` }],
    ['another header', { 'x-api-key': TOKEN }],
  ])('nothing is taken: %s', async (_name, headers) => {
    const server = await setUpServer();
    for (const url of ['/v1/results', '/v1/queue']) {
      const response = await server.app.inject({ method: 'POST', url, headers, payload: { ...solved } });
      expect(response.statusCode).toBe(401);
      expect(response.headers['www-authenticate']).toMatch(/^Bearer/);
      expect(response.json()).toEqual({ statusCode: 401, message: expect.stringContaining('Authorization: Bearer') });
      expect(response.body).not.toContain(TOKEN);
    }
    expect(await server.kept()).toBe(0);
  });

  test('the answer does not even say what is wrong with a body', async () => {
    const server = await setUpServer();
    for (const payload of ['{', 'x'.repeat(2_000_000)]) {
      const headers = { 'content-type': 'application/json' };
      const response = await server.app.inject({ method: 'POST', url: '/v1/results', headers, payload });
      expect(response.statusCode).toBe(401);
    }
  });

  test.each(['Bearer', 'bearer', 'BEARER', 'bearer  '])(
    'but with the scheme written %s all is well',
    async (scheme) => {
      const server = await setUpServer();
      const headers = { authorization: `${scheme} ${TOKEN}` };
      const response = await server.app.inject({ method: 'POST', url: '/v1/results', headers, payload: solved });
      expect(response.statusCode).toBe(202);
    },
  );

  test('wrong tokens are limited, and the right one still passes', async () => {
    const server = await setUpServer();
    const attempt = () => server.post('/v1/results', solved, { authorization: 'Bearer wrong-token-0123456789' });
    for (let i = 0; i < 60; i += 1) expect((await attempt()).statusCode).toBe(401);
    const refused = await attempt();
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.json()).toEqual({ statusCode: 429, message: expect.stringContaining('bearer token') });
    expect((await server.post('/v1/results', solved)).statusCode).toBe(202);
    expect(await server.kept()).toBe(1);
  });

  test('each is counted by its reason, and none by two', async () => {
    const server = await setUpServer();
    const wrong = { authorization: 'Bearer wrong-token-0123456789' };
    for (let i = 0; i < 61; i += 1) await server.post('/v1/results', solved, wrong);
    await server.app.inject({ method: 'POST', url: '/v1/queue', payload: { depth: 1 } });
    await server.post('/v1/results', '{');
    await server.post('/v1/results', solved);
    const counted = [
      ...(await server.metrics.registry.metrics()).matchAll(/ingest_refused_total\{reason="(\w+)"\} (\d+)/g),
    ];
    expect(counted.map(([, reason, n]) => [reason, n])).toEqual([
      ['wrongToken', '61'],
      ['missingToken', '1'],
      ['invalid', '1'],
    ]);
  });

  test.each([
    ['just before an hour has passed', 3_599_999, [1]],
    ['after an hour', 3_600_000, [1, 3]],
  ])('the log warns once, without the token, and again only %s', async (_name, afterMs, warned) => {
    let elapsedMs = 7;
    const server = await setUpServer({ elapsed: () => elapsedMs });
    const attempt = () => server.post('/v1/results', solved, { authorization: 'Bearer wrong-token-0123456789' });
    for (let i = 0; i < 3; i += 1) await attempt();
    elapsedMs += afterMs;
    await attempt();
    const lines = server
      .logged()
      .split('\n')
      .filter((line) => line.includes('not INGEST_TOKEN'));
    expect(lines.map((line) => JSON.parse(line).requests)).toEqual(warned);
    expect(server.logged()).not.toContain('wrong-token-0123456789');
  });

  test('the token in the address does not count', async () => {
    const server = await setUpServer();
    const url = `/v1/results?token=${TOKEN}&access_token=${TOKEN}`;
    expect((await server.app.inject({ method: 'POST', url, payload: solved })).statusCode).toBe(401);
    expect(server.logged()).not.toContain(TOKEN);
  });
});

describe('too much', () => {
  /** A list of one result, made so long with spaces. */
  const padded = (bytes: number) => `[{"outcome":"solved"}${' '.repeat(bytes - 22)}]`;

  test.each([
    [1_048_576, 202],
    [1_048_577, 413],
  ])('a body of %d bytes gets %d', async (bytes, status) => {
    const server = await setUpServer();
    const response = await server.post('/v1/results', padded(bytes));
    expect(response.statusCode).toBe(status);
    expect(await server.kept()).toBe(status === 202 ? 1 : 0);
  });

  test('bytes are counted, not characters', async () => {
    const server = await setUpServer();
    const body = JSON.stringify({ ...solved, captchaType: '💥'.repeat(300_000) });
    expect((await server.post('/v1/results', body)).statusCode).toBe(413);
  });

  test.each(['application/json', 'application/x-ndjson'])(
    'the answer to a body of %s that is too large names the limit',
    async (type) => {
      const server = await setUpServer();
      const response = await server.post('/v1/results', ' '.repeat(1_048_577), { 'content-type': type });
      expect(response.statusCode).toBe(413);
      expect(response.json().message).toContain('1048576 bytes');
    },
  );

  test.each([
    [4_999, 202],
    [5_000, 202],
    [5_001, 413],
  ])('%d results get %d', async (count, status) => {
    const server = await setUpServer();
    const asList = await server.post('/v1/results', Array(count).fill(solved));
    const asLines = await server.post('/v1/results', '{"outcome":"solved"}\n'.repeat(count), {
      'content-type': 'application/x-ndjson',
    });
    expect([asList.statusCode, asLines.statusCode]).toEqual([status, status]);
    if (status === 413) expect(asList.json().message).toContain('at most 5000');
    expect(await server.kept()).toBe(status === 202 ? 2 * count : 0);
  });

  test('the answer says when to come back', async () => {
    const server = await setUpServer({ requestsPerMinute: 2 });
    for (let i = 0; i < 2; i += 1) expect((await server.post('/v1/results', solved)).statusCode).toBe(202);
    const response = await server.post('/v1/results', solved);
    expect(response.statusCode).toBe(429);
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    expect(response.json()).toMatchObject({ statusCode: 429, message: expect.any(String) });
    expect(await server.kept()).toBe(2);
  });

  test('requests do not take health checks with them', async () => {
    const server = await setUpServer({ requestsPerMinute: 1 });
    await server.post('/v1/results', solved);
    for (let i = 0; i < 3; i += 1) expect((await server.app.inject('/healthz')).statusCode).toBe(200);
  });
});

describe('the wrong kind of request', () => {
  test.each([
    'application/x-www-form-urlencoded',
    'application/xml',
    'multipart/form-data; boundary=x',
    'text/plain',
    'x',
  ])('a body of %s gets 415, which names the right ones', async (type) => {
    const server = await setUpServer();
    for (const url of ['/v1/results', '/v1/queue']) {
      const response = await server.post(url, '{"outcome":"solved"}', { 'content-type': type });
      expect(response.statusCode).toBe(415);
      expect(response.json().message).toBe('Send application/json, application/x-ndjson or application/jsonl.');
    }
  });

  test.each([
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/x-ndjson; charset=utf-8',
    'application/jsonl',
  ])('a body of %s is fine', async (type) => {
    const server = await setUpServer();
    expect((await server.post('/v1/results', solved, { 'content-type': type })).statusCode).toBe(202);
  });

  test.each([
    ['GET', '/', 'There is no GET /.'],
    ['POST', '/v2/results?key=secret', 'There is no POST /v2/results.'],
    ['POST', '/v1/results/', 'There is no POST /v1/results/.'],
  ] as const)('%s %s gets 404, and the answer says where to look', async (method, url, message) => {
    const server = await setUpServer();
    const response = await server.app.inject({ method, url });
    expect(response.statusCode).toBe(404);
    expect(response.json()).toEqual({ statusCode: 404, message: `${message} /openapi.json lists every address.` });
  });

  test.each([
    ['GET', '/v1/results', 'POST', 'Send POST to /v1/results, not GET.'],
    ['PUT', '/v1/queue?x=1', 'POST', 'Send POST to /v1/queue, not PUT.'],
    ['DELETE', '/healthz', 'GET', 'Send GET to /healthz, not DELETE.'],
    ['POST', '/metrics', 'GET', 'Send GET to /metrics, not POST.'],
  ] as const)('%s %s gets 405, which names the right one', async (method, url, allow, message) => {
    const server = await setUpServer();
    const response = await server.app.inject({ method, url });
    expect(response.statusCode).toBe(405);
    expect(response.headers['allow']).toBe(allow);
    expect(response.json()).toEqual({ statusCode: 405, message });
  });

  test.each(['/%zz', '/v1/%ff', '/%'])('the malformed address %s gets 400 in our own form', async (url) => {
    const server = await setUpServer();
    const response = await server.app.inject({ method: 'GET', url });
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    expect(response.json()).toEqual({ statusCode: 400, message: 'The address is malformed.' });
  });

  test.each(['/%zz', '/v1/%ff', '/../../etc/passwd', '/v1//results', `/${'x'.repeat(5_000)}`])(
    'the address %s is refused without our insides',
    async (url) => {
      const server = await setUpServer();
      const response = await server.app.inject({ method: 'GET', url });
      expect([400, 404, 414]).toContain(response.statusCode);
      expect(response.body).not.toMatch(/ {4}at |node_modules|\.ts\b/);
    },
  );
});
