import { REST } from '@discordjs/rest';
import { Routes } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { manualClock, setUpDiscord } from '../fixtures/discord.ts';

async function setUpWebhooks() {
  const clock = manualClock();
  const world = await setUpDiscord({ now: clock.now });
  const post = (webhook = world.discord.createWebhook(world.channel.id)) => {
    const path = `/webhooks/${webhook.id}/${webhook.token}`;
    return () => world.call('POST', path, { content: 'x' }, { authorization: '' });
  };
  return { ...world, clock, post };
}

test('five webhook messages in two seconds, counted in the headers', async () => {
  const { post, clock } = await setUpWebhooks();
  const send = post();
  const remaining: (string | null)[] = [];
  for (let n = 0; n < 5; n++) remaining.push((await send()).headers.get('x-ratelimit-remaining'));
  expect(remaining).toEqual(['4', '3', '2', '1', '0']);

  clock.advance(1400);
  const refused = await send();
  expect(refused).toMatchObject({
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: 0.6, global: false, code: 0 },
  });
  expect(Object.fromEntries(refused.headers)).toMatchObject({
    'retry-after': '1',
    'x-ratelimit-scope': 'user',
    'x-ratelimit-limit': '5',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset-after': '0.600',
    'x-ratelimit-reset': ((clock.now() + 600) / 1000).toFixed(3),
  });
  clock.advance(599);
  expect((await send()).status).toBe(429);
  clock.advance(1);
  expect((await send()).status).toBe(204);
});

test('the bucket is the same for all webhooks, the count is not', async () => {
  const { post } = await setUpWebhooks();
  const first = await post()();
  const second = await post()();
  expect(first.headers.get('x-ratelimit-bucket')).toBe(second.headers.get('x-ratelimit-bucket'));
  expect(second.headers.get('x-ratelimit-remaining')).toBe('4');
});

test('thirty a minute over all webhooks of a channel, shown in no header', async () => {
  const { post, clock } = await setUpWebhooks();
  const senders = Array.from({ length: 6 }, () => post());
  for (let n = 0; n < 30; n++) expect((await senders[n % 6]?.())?.status).toBe(204);
  clock.advance(20_000);
  const refused = await senders[0]?.();
  expect(refused).toMatchObject({
    status: 429,
    body: { message: 'The resource is being rate limited.', retry_after: 40 },
  });
  expect(Object.fromEntries(refused?.headers ?? [])).toMatchObject({
    'x-ratelimit-scope': 'shared',
    'x-ratelimit-remaining': '4',
    'retry-after': '40',
  });
  clock.advance(40_000);
  expect((await senders[0]?.())?.status).toBe(204);
});

test('failed requests count too', async () => {
  const { call, channel } = await setUpWebhooks();
  for (let n = 0; n < 5; n++) expect((await call('POST', `/channels/${channel.id}/messages`, {})).status).toBe(400);
  expect((await call('POST', `/channels/${channel.id}/messages`, { content: 'x' })).status).toBe(429);
});

test('fifty a second over everything, answers to interactions excepted', async () => {
  const { call, discord } = await setUpWebhooks();
  const paths = ['/users/@me', '/applications/@me'];
  for (let n = 0; n < 50; n++) expect((await call('GET', paths[n % 2] ?? '')).status).toBe(200);
  const refused = await call('GET', '/gateway/bot');
  expect(refused).toMatchObject({ status: 429, body: { global: true, retry_after: 1 } });
  expect(refused.headers.get('x-ratelimit-global')).toBe('true');
  expect(refused.headers.get('x-ratelimit-bucket')).toBeNull();
  expect((await call('POST', `/interactions/${discord.owner.id}/x/callback`, { type: 5 })).status).toBe(404);
  expect((await call('POST', `/webhooks/${discord.bot.applicationId}/x`, { content: 'x' })).status).toBe(401);
});

describe('@discordjs/rest', () => {
  test('waits until the window is over, without ever seeing a 429', async () => {
    const { discord, channel } = await setUpDiscord({ rateLimits: { createMessage: { limit: 3, windowMs: 300 } } });
    const rest = new REST({ api: discord.apiBase }).setToken(discord.bot.token);
    const sends = Array.from({ length: 5 }, (_, n) =>
      rest.post(Routes.channelMessages(channel.id), { body: { content: String(n) } }),
    );
    await Promise.all(sends);
    const responses = discord.transcript.responses('POST', Routes.channelMessages(channel.id));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const [first, , , fourth] = responses.map(({ at }) => at);
    expect((fourth ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(290);
  });

  test('waits as a 429 says, and then gets through', async () => {
    const { discord, channel } = await setUpDiscord();
    const fault = discord.faults.rateLimited({ method: 'POST', times: 1 }, { retryAfterMs: 400, scope: 'shared' });
    const rest = new REST({ api: discord.apiBase }).setToken(discord.bot.token);
    const started = Date.now();
    await rest.post(Routes.channelMessages(channel.id), { body: { content: 'x' } });
    // The header says whole seconds, rounded up.
    expect(Date.now() - started).toBeGreaterThanOrEqual(1000);
    expect(fault.hits).toBe(1);
  });
});

test('switched off, everything gets through and headers are still there', async () => {
  const { call, channel } = await setUpDiscord({ rateLimits: false });
  for (let n = 0; n < 8; n++) {
    const { status, headers } = await call('POST', `/channels/${channel.id}/messages`, { content: 'x' });
    expect([status, headers.get('x-ratelimit-remaining')]).toEqual([200, '5']);
  }
});
