import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { boundedAnswers } from '../../src/discord/boundedAnswers.ts';
import { createRest } from '../../src/discord/rest.ts';
import { request } from '../../src/network/request.ts';
import { classifyFailure } from '../../src/receivers/discord/sendOutcome.ts';
import { setUpEndless } from '../fixtures/endlessServer.ts';
import { listenLocally } from '../fixtures/localServer.ts';

const MIB = 1_048_576;
const MOST = 8 * MIB;
const JSON_TYPE = { 'content-type': 'application/json' };
const HTML = { 'content-type': 'text/html' };

test.each([
  [200, JSON_TYPE, '{"id":"1"', { why: 'unreadableAnswer', isUncertain: true }],
  [200, HTML, '<html>', { why: 'unreadableAnswer', isUncertain: true }],
  [302, { ...HTML, location: '/' }, '<html>', { why: 'pageInBetween' }],
  [401, JSON_TYPE, '{"code":0', { why: 'pageInBetween' }],
  [403, HTML, '<html>', { why: 'pageInBetween' }],
  [404, JSON_TYPE, '{"code":10003', { why: 'pageInBetween' }],
  [429, { ...HTML, 'retry-after': '3600' }, '<html>', { why: 'rateLimited' }],
  [502, HTML, '<html>', { why: 'discordFailed', isUncertain: true }],
])(
  'an endless %i of %j is a page in between: cut off, and tried again later',
  async (status, headers, begin, outcome) => {
    const server = await setUpEndless(status, headers, begin);
    const rest = createRest(server.url, null);
    const sent = await rest.post('/channels/1/messages', { body: {}, auth: false }).then(() => null, classifyFailure);
    expect(sent).toMatchObject({ outcome: 'retry', ...outcome });
    await expect.poll(server.listening).toBe(0);
    // What the sockets hold comes on top.
    expect(server.bytes()).toBeLessThan(MOST + 8 * MIB);
  },
);

test.each([
  [MOST, null],
  [MOST + 1, { outcome: 'retry', why: 'unreadableAnswer', isUncertain: true }],
])('an answer of %i bytes', async (bytes, failure) => {
  const body = `{"text":"${'x'.repeat(bytes - 11)}"}`;
  const server = createServer((_request, response) => void response.writeHead(200, JSON_TYPE).end(body));
  const { url } = await listenLocally(server);
  const rest = createRest(url, null);
  const answer = rest.get('/gateway', { auth: false });
  if (failure === null) expect(await answer).toHaveProperty('text.length', bytes - 11);
  else expect(await answer.catch(classifyFailure)).toMatchObject(failure);
});

test.each([200, 403])('an answer of %i that stops in the middle of its body ends all the same', async (status) => {
  const server = createServer((_request, response) => void response.writeHead(status, JSON_TYPE).write('{"id":"1"'));
  const { url } = await listenLocally(server);
  const ask = boundedAnswers(request, 200);
  const answer = await ask(`${url}/`, { method: 'GET' });
  await expect(answer.text()).rejects.toMatchObject({ name: 'TimeoutError' });
});
