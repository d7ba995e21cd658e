import { describe, expect, test } from 'vitest';
import { limitsOf } from '../../src/discord/limitedRoute.ts';
import { PacedError, withinLimits } from '../../src/discord/withinLimits.ts';
import type { RateLimitStore, Taken } from '../../src/monitor/ports/rateLimitStore.ts';

type MakeRequest = Parameters<typeof withinLimits>[0];

const API = 'http://127.0.0.1:9/api/v10';
const POSTED = `${API}/channels/12/messages`;
const unknown = async () => null;

test.each([
  ['POST', '/channels/12/messages', 'messages of channel 12', [5, 30]],
  ['PATCH', '/channels/12/messages/34', 'edits in channel 12', [5]],
  ['POST', '/channels/12/messages/34/threads', 'threads of channel 12', [30]],
  ['POST', '/channels/12/threads', 'threads of channel 12', [30]],
  ['POST', '/webhooks/56/secret?wait=true&thread_id=7', 'messages of webhook 56', [5, 30]],
  ['PATCH', '/webhooks/56/secret/messages/34', 'edits of webhook 56', []],
])('%s %s falls under a limit of its place, without a secret', async (method, path, name, requests) => {
  const limits = await limitsOf(method, `${API}${path}`, unknown);
  expect(limits.map((limit) => [limit.name, limit.allowances.map((one) => one.requests)])).toEqual([[name, requests]]);
});

test.each([
  ['GET', '/channels/12/messages'],
  ['DELETE', '/channels/12/messages/34'],
  ['PATCH', '/channels/12'],
  ['POST', '/users/@me/channels'],
  ['PUT', '/applications/1/commands'],
  ['GET', '/webhooks/56/secret/messages/34'],
])('%s %s falls under none that a burst could reach', async (method, path) => {
  expect(await limitsOf(method, `${API}${path}`, unknown)).toEqual([]);
});

const known = async (webhookId: string) => (webhookId === '56' ? '9' : null);

test.each([
  [
    'POST',
    '/webhooks/56/secret?wait=true',
    [
      ['messages of webhook 56', [5]],
      ['webhooks in channel 9', [30]],
    ],
  ],
  ['PATCH', '/webhooks/56/secret/messages/34', [['edits of webhook 56', []]]],
  ['POST', '/channels/12/messages', [['messages of channel 12', [5, 30]]]],
])(
  'where it is known in which channel a webhook posts, %s %s also falls under what webhooks share there',
  async (method, path, names) => {
    const limits = await limitsOf(method, `${API}${path}`, known);
    expect(limits.map((limit) => [limit.name, limit.allowances.map((one) => one.requests)])).toEqual(names);
  },
);

/** A request that is answered as given, or fails; answers what was asked of the count. */
async function request(answer: Partial<Response> | Error, taken: Taken | Error = { ticket: 77 }, url = POSTED) {
  const asked: unknown[] = [];
  const limits: RateLimitStore = {
    async take(name) {
      asked.push(['take', name]);
      if (taken instanceof Error) throw taken;
      return taken;
    },
    async answered(name, ticket, now, closedMs) {
      asked.push(['answered', name, ticket, now, closedMs]);
    },
  };
  const makeRequest = (async () => {
    asked.push('left');
    if (answer instanceof Error) throw answer;
    return { status: 200, headers: new Headers(), ...answer };
  }) as unknown as MakeRequest;
  const done = withinLimits(makeRequest, { limits, channelOf: unknown, clock: { now: () => 5 } })(url, {
    method: 'POST',
  });
  const failure = await done.then(
    ({ headers }) => headers.get('X-RateLimit-Remaining'),
    (err: unknown) => err,
  );
  return { asked, failure };
}

const TAKEN = ['take', 'messages of channel 12'];
const answered = (closedMs: number) => ['answered', 'messages of channel 12', 77, 5, closedMs];

describe('a request', () => {
  test.each([
    ['that leaves something', 200, { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset-after': '3' }, 0],
    ['that was the last one', 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '2.5' }, 2_500],
    [
      'that was the last one, for a time that nobody can read',
      200,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': 'soon' },
      0,
    ],
    ['that was refused', 429, { 'retry-after': '1.25', 'x-ratelimit-remaining': '0' }, 1_250],
    ['that was refused for what the whole bot sends', 429, { 'retry-after': '9', 'x-ratelimit-global': 'true' }, 0],
    ['that was refused without a time', 429, {}, 0],
  ])('%s', async (_what, status, headers, closedMs) => {
    const { asked, failure } = await request({ status, headers: new Headers(headers) });
    expect([asked, failure]).toEqual([[TAKEN, 'left', answered(closedMs)], null]);
  });

  test('that Discord would refuse does not leave, and says how long to wait', async () => {
    const { asked, failure } = await request({}, { waitMs: 700 });
    expect(asked).toEqual([TAKEN]);
    expect(failure).toBeInstanceOf(PacedError);
    expect(failure).toMatchObject({ waitMs: 700 });
  });

  test('whose answer is lost is under way no longer', async () => {
    const lost = new Error('reset');
    expect(await request(lost)).toEqual({ asked: [TAKEN, 'left', answered(0)], failure: lost });
  });

  test('leaves where the count cannot be asked for', async () => {
    expect(await request({}, new Error('no database'))).toEqual({ asked: [TAKEN, 'left'], failure: null });
  });

  test('that no limit of a place is about is not counted', async () => {
    expect((await request({}, { ticket: 1 }, `${API}/users/@me/channels`)).asked).toEqual(['left']);
  });
});

describe('a message of a webhook', () => {
  const OWN = 'messages of webhook 56';
  const SHARED = 'webhooks in channel 9';

  /** Answers what was noted of each limit; `taken`: what the count says for each. */
  async function post(headers: Record<string, string>, taken: Readonly<Record<string, Taken>>, status = 200) {
    const noted: [string, number][] = [];
    let hasLeft = false;
    const limits: RateLimitStore = {
      take: async (name) => taken[name] ?? { ticket: 1 },
      async answered(name, _ticket, _now, closedMs) {
        noted.push([name, closedMs]);
      },
    };
    const makeRequest = (async () => {
      hasLeft = true;
      return { status, headers: new Headers(headers) };
    }) as unknown as MakeRequest;
    const send = withinLimits(makeRequest, { limits, channelOf: known, clock: { now: () => 5 } });
    const failure = await send(`${API}/webhooks/56/secret`, { method: 'POST' }).then(
      () => null,
      (err: unknown) => err,
    );
    return { noted, hasLeft, failure };
  }

  test.each([
    ['its own', 'user', 0],
    ['that of the channel', 'shared', 9_000],
  ])('that Discord refuses by a limit that is %s closes it alone, or all', async (_name, scope, closedMs) => {
    const { noted } = await post({ 'retry-after': '9', 'x-ratelimit-scope': scope }, {}, 429);
    expect(noted).toEqual([
      [OWN, 9_000],
      [SHARED, closedMs],
    ]);
  });

  test.each([
    [OWN, []],
    [SHARED, [[OWN, 0]]],
  ])('waits where there is no room by %s, and is not counted as under way elsewhere', async (full, expected) => {
    const { noted, hasLeft, failure } = await post({}, { [full]: { waitMs: 700 } });
    expect(failure).toMatchObject({ waitMs: 700 });
    expect([hasLeft, noted]).toEqual([false, expected]);
  });
});
