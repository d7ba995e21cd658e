import { expect, test } from 'vitest';
import { reachesDiscord } from '../../src/discord/reach.ts';
import { createRest } from '../../src/discord/rest.ts';
import { setUpDiscord } from '../fixtures/discord.ts';

async function setUp(token: string | null = null) {
  const { discord } = await setUpDiscord();
  return { discord, reach: () => reachesDiscord(createRest(discord.apiBase, token)) };
}

test('a Discord that answers is reached, with one question and no token', async () => {
  const { discord, reach } = await setUp('a-token-of-the-tests');
  expect(await reach()).toBe(true);
  const asked = discord.transcript.requests();
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /gateway']);
  expect(asked[0]?.headers['authorization']).toBeUndefined();
});

test.each([400, 401, 403, 404, 500, 502, 503])(
  'one that answers with %i is reached: our network works',
  async (status) => {
    const { discord, reach } = await setUp();
    const fault = discord.faults.status({ path: '/gateway' }, status, { message: 'no', code: 0 });
    expect(await reach()).toBe(true);
    expect(fault.hits).toBe(1);
  },
);

test('a page instead of an answer is an answer', async () => {
  const { discord, reach } = await setUp();
  discord.faults.status({ path: '/gateway' }, 502, '<html>bad gateway</html>');
  expect(await reach()).toBe(true);
});

test.each([
  [
    'for a long time',
    (at: Awaited<ReturnType<typeof setUp>>) =>
      at.discord.faults.rateLimited({ path: '/gateway' }, { retryAfterMs: 60_000 }),
  ],
  ['as a banned address', (at: Awaited<ReturnType<typeof setUp>>) => at.discord.faults.banned({ path: '/gateway' })],
])('one that limits us %s is reached', async (_name, limit) => {
  const stage = await setUp();
  const fault = limit(stage);
  expect(await stage.reach()).toBe(true);
  expect(fault.hits).toBe(1);
});

test.each(['resetBefore', 'endBefore'] as const)('a connection that breaks (%s) reaches nobody', async (how) => {
  const { discord, reach } = await setUp();
  const fault = discord.faults[how]({ path: '/gateway' });
  expect(await reach()).toBe(false);
  expect(fault.hits).toBe(1);
});

test('where nobody listens, nobody is reached', async () => {
  const { discord, reach } = await setUp();
  await discord.stop();
  expect(await reach()).toBe(false);
});
