import { expect, test } from 'vitest';
import { type Client, inTurn } from '../../src/discord/inTurn.ts';
import type { RequestTurns } from '../../src/discord/requestTurns.ts';

type MakeRequest = Parameters<typeof inTurn>[0];

/** A client whose requests are answered as given; answers what was asked of the turns, in order. */
async function request(client: Client, headers: Record<string, string>, answer: Partial<Response> = {}) {
  const asked: unknown[] = [];
  const turns = {
    async next(counted: string, isFirst: boolean) {
      asked.push(['turn', counted, isFirst]);
      return () => asked.push('answered');
    },
    pause: (counted: string, ms: number) => asked.push(['pause', counted, ms]),
  } as unknown as RequestTurns;
  const makeRequest = (async () => {
    asked.push('left');
    return { status: 200, headers: new Headers(), ...answer };
  }) as unknown as MakeRequest;
  await inTurn(makeRequest, turns, client)('http://127.0.0.1', { headers });
  return asked;
}

const BOT = { Authorization: 'Bot token' };

test.each([
  ['an alert of the bot', 'alerts', BOT, [['turn', 'bot', false], 'left', 'answered']],
  ['an alert through a webhook', 'alerts', {}, [['turn', 'address', false], 'left', 'answered']],
  ['what the gateway asks, before alerts', 'gateway', BOT, [['turn', 'bot', true], 'left', 'answered']],
  ['an answer to an interaction, which Discord does not count', 'gateway', {}, ['left']],
] as const)('%s', async (_what, client, headers, asked) => {
  expect(await request(client, headers)).toEqual(asked);
});

test.each([
  ['for all requests', { 'x-ratelimit-global': 'true', 'retry-after': '2' }, [['pause', 'bot', 2_000]]],
  ['for one channel', { 'retry-after': '2' }, []],
  ['without a time', { 'x-ratelimit-global': 'true' }, []],
])('a refusal %s', async (_what, headers, paused) => {
  const asked = await request('alerts', BOT, { status: 429, headers: new Headers(headers) });
  expect(asked.slice(3)).toEqual(paused);
});
