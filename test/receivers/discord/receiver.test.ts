import { PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { delivery, posts, setUpReceiver } from '../../fixtures/receiver.ts';

test('a message that Discord stored is delivered, and its id is known', async () => {
  const { discord, channel, send, toWebhook } = await setUpReceiver();
  const outcome = await send(delivery(), toWebhook);
  expect(outcome).toEqual({
    outcome: 'delivered',
    messageId: discord.messages(channel.id)[0]?.id,
    place: toWebhook.destination,
    mentioned: null,
  });
});

test('the bot repeats a message under the same nonce, and Discord shows it once', async () => {
  const { discord, channel, send, toChannel } = await setUpReceiver();
  const first = await send(delivery(), toChannel);
  const again = await send(delivery(), toChannel);
  expect(again).toEqual(first);
  expect(discord.messages(channel.id)).toHaveLength(1);
});

test.each([
  [500, 'discordFailed'],
  [502, 'discordFailed'],
  [503, 'discordFailed'],
])('a %i is one attempt, to be tried again later', async (status, why) => {
  const { discord, send, toWebhook } = await setUpReceiver();
  const fault = discord.faults.status({ method: 'POST', path: posts }, status, '<html>bad gateway</html>');
  expect(await send(delivery(), toWebhook)).toEqual({
    outcome: 'retry',
    afterMs: null,
    why,
    status,
    isUncertain: true,
  });
  expect(fault.hits).toBe(1);
});

test('a long 429 is handed back with its time instead of being waited for', async () => {
  const { discord, send, toWebhook } = await setUpReceiver();
  const fault = discord.faults.rateLimited({ method: 'POST', path: posts }, { retryAfterMs: 60_000 });
  const outcome = await send(delivery(), toWebhook);
  expect(outcome).toMatchObject({ outcome: 'retry', why: 'rateLimited' });
  expect(outcome.outcome === 'retry' && outcome.afterMs).toBeGreaterThanOrEqual(60_000);
  expect(fault.hits).toBe(1);
});

test('the 429 of a banned address, without a time, is asked once and not again for a minute', async () => {
  const { discord, send, toWebhook } = await setUpReceiver();
  const fault = discord.faults.banned({ method: 'POST', path: posts });
  expect(await send(delivery(), toWebhook)).toEqual({ outcome: 'retry', afterMs: 60_000, why: 'rateLimited' });
  expect(fault.hits).toBe(1);
});

test('a connection that breaks is one attempt', async () => {
  const { discord, send, toWebhook } = await setUpReceiver();
  const fault = discord.faults.resetBefore({ method: 'POST', path: posts });
  expect(await send(delivery(), toWebhook)).toEqual({
    outcome: 'retry',
    afterMs: null,
    why: 'unreachable',
    isUncertain: true,
  });
  expect(fault.hits).toBe(1);
});

test('a deleted webhook is given up after one call', async () => {
  const { discord, webhook, send, toWebhook } = await setUpReceiver();
  discord.deleteWebhook(webhook.id);
  expect(await send(delivery(1), toWebhook)).toEqual({ outcome: 'giveUp', why: 'destinationGone' });
  expect(discord.transcript.requests('POST', posts)).toHaveLength(1);
});

test('a channel that the bot may not write to is given up', async () => {
  const { discord, channel, send, toChannel } = await setUpReceiver();
  discord.updateChannel(channel.id, {
    overwrites: [{ id: toChannel.id, type: 'role', deny: PermissionFlagsBits.SendMessages }],
  });
  const outcome = await send(delivery(), toChannel);
  expect(outcome).toEqual({ outcome: 'giveUp', why: 'notAllowed' });
});

test('the token of the webhook is in no line of the log, whatever fails', async () => {
  const { discord, webhook, send, lines, toWebhook } = await setUpReceiver();
  discord.faults.resetBefore({ method: 'POST', path: posts, times: 1 });
  await send(delivery(), toWebhook);
  discord.faults.status({ method: 'POST', path: posts, times: 1 }, 500, { message: 'no', code: 0 });
  await send(delivery(), toWebhook);
  discord.deleteWebhook(webhook.id);
  await send(delivery(), toWebhook);
  expect(lines).toHaveLength(3);
  expect(lines.join('\n')).not.toContain(webhook.token);
});

test('a 401 that Discord gives once does not silence the bot for good', async () => {
  const { discord, channel, send, toChannel } = await setUpReceiver();
  discord.faults.status({ method: 'POST', path: /^\/channels\//, times: 1 }, 401, {
    message: '401: Unauthorized',
    code: 0,
  });
  expect(await send(delivery(1), toChannel)).toMatchObject({ outcome: 'retry', why: 'discordBusy', status: 401 });
  expect(await send(delivery(2), toChannel)).toMatchObject({ outcome: 'delivered' });
  expect(discord.messages(channel.id)).toHaveLength(1);
});
