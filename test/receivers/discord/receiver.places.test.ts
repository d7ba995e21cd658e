import { describe, expect, test } from 'vitest';
import { inDiscord } from '../../../src/discord/place.ts';
import type { SendOutcome } from '../../../src/monitor/delivery/outcome.ts';
import { alertOf, balance } from '../../fixtures/embeds.ts';
import { delivery, editOf, posts, setUpReceiver } from '../../fixtures/receiver.ts';

const CRITICAL = alertOf(balance(), 'critical');
const NOTE = '-# Posted here instead: the webhook or channel is gone: choose another with `/setup`';

describe('a message that goes elsewhere, because its own place is gone', () => {
  test('says why, pings all the same, and carries buttons', async () => {
    const { discord, channel, role, send, toWebhook } = await setUpReceiver({ type: 'role', id: 'given' });
    const place = { type: 'channel', channelId: channel.id } as const;
    const outcome = await send({ ...delivery(1, CRITICAL), incidentId: 7 }, toWebhook, {
      place,
      why: 'destinationGone',
    });
    const [message] = discord.messages(channel.id);
    expect(outcome).toEqual({
      outcome: 'delivered',
      messageId: message?.id,
      place,
      mentioned: { type: 'role', id: role.id },
      pingFailure: null,
    });
    expect(message?.content).toBe(`<@&${role.id}>\n${NOTE}`);
    expect(JSON.stringify(message?.components)).toContain('m1:acknowledge:7');
  });

  test('reaches its owner by direct message: without buttons, which answer in a server only, and without a role', async () => {
    const { discord, send, sent, toWebhook } = await setUpReceiver({ type: 'role', id: '100000000000000001' });
    const place = { type: 'user', userId: discord.owner.id } as const;
    const outcome = await send({ ...delivery(1, CRITICAL), incidentId: 7 }, toWebhook, {
      place,
      why: 'destinationGone',
    });
    const [message] = discord.messages(discord.openDirectChannel(discord.owner.id).id);
    expect(outcome).toEqual({ outcome: 'delivered', messageId: message?.id, place, mentioned: null });
    expect(message?.content).toBe(NOTE);
    expect(JSON.stringify(message?.components)).not.toContain('custom_id');
    expect(sent).toEqual([place]);
    const edited = await send(
      editOf({ incidentId: 7, place, messageId: message?.id ?? '', message: CRITICAL }, { endedAt: CRITICAL.at }),
      toWebhook,
    );
    expect(edited).toMatchObject({ outcome: 'delivered' });
    const [after] = discord.messages(discord.openDirectChannel(discord.owner.id).id);
    expect(after?.embeds[0]?.title).toBe('💰 Balance Alert (over)');
  });

  test('and is refused there too: that place is remembered', async () => {
    const { channel, discord, send, refused, toWebhook } = await setUpReceiver();
    discord.deleteChannel(channel.id);
    const place = { type: 'channel', channelId: channel.id } as const;
    expect(await send(delivery(), toWebhook, { place, why: 'destinationGone' })).toMatchObject({ outcome: 'giveUp' });
    expect(refused).toEqual([place]);
  });
});

describe('a webhook of a forum', () => {
  const FORUM = 15;

  test('opens a post for the first message, and all that follow go there', async () => {
    const { discord, send, toWebhook, webhook } = await setUpReceiver(null, FORUM);
    const first = await send(delivery(1), toWebhook);
    const opened = inWebhook(first);
    const { threadId = '' } = opened;
    const second = await send(delivery(2), { ...toWebhook, destination: opened });
    expect(second).toMatchObject({ outcome: 'delivered', place: { type: 'webhook', webhookId: webhook.id, threadId } });
    expect(discord.messages(threadId)).toHaveLength(2);
  });

  test('opens another where somebody deleted the post, and does not ask for the old one again', async () => {
    const { discord, send, toWebhook } = await setUpReceiver(null, FORUM);
    const first = await send(delivery(1), toWebhook);
    const opened = inWebhook(first);
    const { threadId = '' } = opened;
    discord.deleteChannel(threadId);
    const to = { ...toWebhook, destination: opened };
    const second = await send(delivery(2), to);
    expect(inWebhook(second).threadId).not.toBe(threadId);
    await send(delivery(3), to);
    const asked = discord.transcript.requests('POST', posts).filter(({ query }) => query['thread_id'] === threadId);
    expect(asked).toHaveLength(1);
  });
});

function inWebhook(outcome: SendOutcome) {
  const place = outcome.outcome === 'delivered' ? inDiscord(outcome.place) : null;
  if (place?.type !== 'webhook') throw new Error(JSON.stringify(outcome));
  const { isPost: _none, ...destination } = place;
  return destination;
}
