import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { REST as ClientsRest } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { boundedAnswers } from '../../src/discord/boundedAnswers.ts';
import { createInvalidRequests } from '../../src/discord/invalidRequests.ts';
import { createRest, restOptions } from '../../src/discord/rest.ts';
import type { SendRequest } from '../../src/network/request.ts';

const MINUTE = 60_000;
const API = 'http://127.0.0.1:9/api';

/** A count of so many invalid requests, all at 0. */
function setup(invalid: number) {
  let now = 0;
  const requests = createInvalidRequests(() => now);
  const client = new EventEmitter();
  requests.watch(client);
  const add = () => void client.emit('invalidRequestWarning');
  for (let i = 0; i < invalid; i += 1) add();
  return {
    requests,
    add,
    waitAt(at: number) {
      now = at;
      return requests.waitMs();
    },
  };
}

test.each([
  ['just below half of what Discord bans for', 4_999, 0, 0],
  ['at half of it', 5_000, 0, 10 * MINUTE],
  ['a moment before ten minutes have passed', 5_000, 10 * MINUTE - 1, 1],
  ['once ten minutes have passed', 5_000, 10 * MINUTE, 0],
])('how long to send no more requests: %s', (_name, invalid, at, expected) => {
  expect(setup(invalid).waitAt(at)).toBe(expected);
});

test('those of the last ten minutes count together, whenever the first one was', () => {
  const { add, waitAt } = setup(4_000);
  expect(waitAt(9 * MINUTE)).toBe(0);
  for (let i = 0; i < 4_000; i += 1) add();
  expect(waitAt(9 * MINUTE)).toBe(MINUTE);
  expect(waitAt(11 * MINUTE)).toBe(0);
  for (let i = 0; i < 1_000; i += 1) add();
  expect(waitAt(11 * MINUTE)).toBe(8 * MINUTE);
});

test.each([
  ['just below half in all', 2_999, [{ ageMs: MINUTE, requests: 2_000 }], 0],
  ['at half in all', 3_000, [{ ageMs: MINUTE, requests: 2_000 }], 9 * MINUTE],
  [
    'of several others',
    0,
    [
      { ageMs: 2 * MINUTE, requests: 2_500 },
      { ageMs: MINUTE, requests: 2_500 },
    ],
    8 * MINUTE,
  ],
  ['of one other alone, which is over half', 0, [{ ageMs: MINUTE, requests: 7_000 }], 9 * MINUTE],
  ['what is over ten minutes old', 3_000, [{ ageMs: 10 * MINUTE, requests: 2_000 }], 0],
  ['by a clock that is ahead', 3_000, [{ ageMs: -MINUTE, requests: 2_000 }], 10 * MINUTE],
])('what others were refused counts too: %s', (_what, own, others, expected) => {
  const { requests, waitAt } = setup(own);
  requests.learn(others);
  expect(waitAt(0)).toBe(expected);
});

test('what others do not know of yet is written once', () => {
  const { requests, add, waitAt } = setup(2);
  waitAt(3_000);
  add();
  expect(requests.unwritten()).toEqual([3_000, 3_000, 0]);
  requests.written(2);
  expect(requests.unwritten()).toEqual([0]);
});

test('what is remembered does not grow without end', () => {
  const { requests, add, waitAt } = setup(0);
  for (let second = 1; second < 20_000; second += 1) {
    expect(waitAt(second * 1_000)).toBe(0);
    add();
  }
  expect(requests.unwritten().length).toBeLessThanOrEqual(5_000);
});

/** Answers every request with a status. */
const answering =
  (status: number, headers: Record<string, string> = {}): SendRequest =>
  async () => ({
    status,
    headers: new Headers({ 'content-type': 'application/json', ...headers }),
    body: Readable.from([Buffer.from('{}')]),
    cancel: () => undefined,
  });
const SHARED = { 'x-ratelimit-scope': 'shared' };
const ask = (client: { get(route: '/gateway'): Promise<unknown> }) => client.get('/gateway').catch(() => undefined);

describe.each([
  ['our client', (send: SendRequest) => createRest(API, 'token', { send })],
  [
    'the client of discord.js',
    (send: SendRequest) =>
      new ClientsRest({ ...restOptions(API), makeRequest: boundedAnswers(send) }).setToken('token'),
  ],
])('a request of %s', (_name, createClient) => {
  test.each([
    ['where the token is refused', 401, {}, 1],
    ['where it is not allowed', 403, {}, 1],
    ['where we are too fast', 429, { 'x-ratelimit-scope': 'user' }, 1],
    ['where others are too fast, which does not count', 429, SHARED, 0],
    ['where something is not there, which does not count', 404, {}, 0],
    ['where all is well', 200, {}, 0],
  ])('%s', async (_what, status, headers, counted) => {
    for (const before of [4_998, 4_999]) {
      const { requests } = setup(before);
      const client = createClient(answering(status, headers));
      requests.watch(client);
      await ask(client);
      expect(requests.waitMs() > 0).toBe(before + counted === 5_000);
    }
  });
});

test('a request that does not count hides no other one', async () => {
  const { requests } = setup(4_999);
  const answers = [answering(429, SHARED), answering(403)];
  const client = createRest(API, 'token', {
    send: (url) => (answers.shift() ?? answering(200))(url),
  });
  requests.watch(client);
  await Promise.all([ask(client), ask(client)]);
  expect(requests.waitMs()).toBe(10 * MINUTE);
});

test('requests of both clients count together', async () => {
  const { requests } = setup(4_998);
  const send = answering(403);
  const clients = [
    createRest(API, 'token', { send }),
    new ClientsRest({ ...restOptions(API), makeRequest: boundedAnswers(send) }).setToken('token'),
  ];
  for (const client of clients) {
    requests.watch(client);
    expect(requests.waitMs()).toBe(0);
    await ask(client);
  }
  expect(requests.waitMs()).toBe(10 * MINUTE);
});
