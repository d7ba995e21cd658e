import { REST } from '@discordjs/rest';
import { Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { setUpDiscord } from '../fixtures/discord.ts';

async function setUpRest(options = {}) {
  const world = await setUpDiscord({ rateLimits: false });
  const rest = new REST({ api: world.discord.apiBase, retries: 0, ...options }).setToken(world.discord.bot.token);
  const route = Routes.channelMessages(world.channel.id);
  const send = () => rest.post(route, { body: { content: 'x' } });
  const stored = () => world.discord.messages(world.channel.id).length;
  return { ...world, send, stored, match: { method: 'POST', path: /^\/channels\/\d+\/messages$/ } };
}

test('a status with a body, as often as asked', async () => {
  const { discord, send, match, stored } = await setUpRest();
  const fault = discord.faults.status({ ...match, times: 1 }, 503, { message: 'upstream', code: 0 });
  await expect(send()).rejects.toMatchObject({ name: 'HTTPError', status: 503 });
  await send();
  expect([fault.hits, stored()]).toEqual([1, 1]);
});

test('until cleared', async () => {
  const { discord, send, match } = await setUpRest();
  const fault = discord.faults.status(match, 502, '<html>Bad gateway</html>');
  await expect(send()).rejects.toMatchObject({ status: 502 });
  await expect(send()).rejects.toMatchObject({ status: 502 });
  fault.clear();
  await send();
  expect(fault.hits).toBe(2);
  expect(discord.transcript.responses('POST').map((one) => one.fault)).toEqual(['status 502', 'status 502', null]);
});

test('the answer to a banned address has no rate-limit header', async () => {
  const { discord, call, channel, match } = await setUpRest();
  discord.faults.banned(match);
  const { status, headers, body } = await call('POST', `/channels/${channel.id}/messages`, { content: 'x' });
  expect([status, body.code, headers.get('retry-after'), headers.get('x-ratelimit-bucket')]).toEqual([
    429,
    0,
    null,
    null,
  ]);
});

test('only what fits is struck', async () => {
  const { discord, send, call, path } = { ...(await setUpRest()), path: '/users/@me' };
  const fault = discord.faults.status({ when: ({ body }) => JSON.stringify(body)?.includes('"x"') ?? false }, 500);
  expect((await call('GET', path)).status).toBe(200);
  await expect(send()).rejects.toMatchObject({ status: 500 });
  expect(fault.hits).toBe(1);
});

test.each([
  ['a reset before', 'resetBefore', 0, 'ECONNRESET'],
  ['a reset after storing', 'resetAfterStored', 1, 'ECONNRESET'],
  ['an end before', 'endBefore', 0, 'UND_ERR_SOCKET'],
  ['an end after storing', 'endAfterStored', 1, 'UND_ERR_SOCKET'],
] as const)('%s', async (_name, kind, kept, code) => {
  const { discord, send, match, stored } = await setUpRest();
  discord.faults[kind](match);
  await expect(send()).rejects.toSatisfy(
    (err: { code?: string; cause?: { code?: string } }) => (err.code ?? err.cause?.code) === code,
  );
  expect(stored()).toBe(kept);
  expect(discord.transcript.responses('POST')[0]).toMatchObject({ status: null });
});

test('a client that gives up waiting does not know that the message is there', async () => {
  const { discord, send, match, stored } = await setUpRest({ timeout: 50 });
  discord.faults.delayAfterStored(match, new Promise(() => undefined));
  await expect(send()).rejects.toMatchObject({ name: 'AbortError' });
  expect(stored()).toBe(1);
});

test('a delay before processing lasts as long as the test wants', async () => {
  const { discord, send, match, stored } = await setUpRest();
  const gate = Promise.withResolvers<void>();
  discord.faults.delayBefore(match, gate.promise);
  const sending = send();
  await discord.transcript.waitFor((entry) => entry.kind === 'request' && entry.method === 'POST');
  expect(stored()).toBe(0);
  gate.resolve();
  await sending;
  expect(stored()).toBe(1);
});

test('a truncated body fails although the message is stored', async () => {
  const { discord, send, match, stored } = await setUpRest();
  discord.faults.truncateBody(match);
  await expect(send()).rejects.toThrow();
  expect(stored()).toBe(1);
});

test('a body that stalls keeps the client waiting after the headers', async () => {
  const { discord, send, match } = await setUpRest();
  discord.faults.stallBody({ ...match, times: 1 });
  let settled = false;
  const sending = send().finally(() => {
    settled = true;
  });
  await discord.transcript.waitFor((entry) => entry.kind === 'response');
  // A whole request later.
  await fetch(`${discord.apiBase}/v10/gateway`);
  expect(settled).toBe(false);
  sending.catch(() => undefined);
});

test('everything can be cleared at once', async () => {
  const { discord, send, match } = await setUpRest();
  discord.faults.status(match, 500);
  discord.faults.resetBefore(match);
  discord.faults.clear();
  await send();
});

test('what is waited for and does not come is reported with what came instead', async () => {
  const { discord, send } = await setUpRest();
  await send();
  const waiting = discord.transcript.waitFor((entry) => entry.kind === 'close', { timeoutMs: 5 });
  await expect(waiting).rejects.toThrow(/Nothing on the wire fitted within 5 ms[\s\S]*POST \/channels/);
});
