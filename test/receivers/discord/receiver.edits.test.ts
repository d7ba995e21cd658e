import { describe, expect, test } from 'vitest';
import type { SentMessage } from '../../../src/monitor/delivery/delivery.ts';
import type { Destination, Guild } from '../../../src/monitor/types.ts';
import { alertOf, balance } from '../../fixtures/embeds.ts';
import { ALERT, delivery, editOf, setUpReceiver } from '../../fixtures/receiver.ts';

const ROLE = { type: 'role', id: '111111111111111111' } as const;
const OVER = { endedAt: ALERT.at + 60_000 };
const edits = /\/messages\/\d+$/;
type Stage = Awaited<ReturnType<typeof setUpReceiver>>;

/** Sends the first message of an incident; answers where it stands. */
async function sendFirst({ send }: Stage, guild: Guild, message = ALERT): Promise<SentMessage> {
  const sent = await send(delivery(1, message), guild);
  if (sent.outcome !== 'delivered') throw new Error(`not delivered: ${JSON.stringify(sent)}`);
  return { incidentId: null, place: sent.place, messageId: sent.messageId, message };
}

describe.each(['toWebhook', 'toChannel'] as const)('an edit of a message that went %s', (way) => {
  test('changes that message, and sends no other', async () => {
    const stage = await setUpReceiver();
    const first = await sendFirst(stage, stage[way]);
    expect(await stage.send(editOf(first, OVER), stage[way])).toEqual({
      outcome: 'delivered',
      messageId: first.messageId,
      place: stage[way].destination,
    });
    const [message, ...others] = stage.discord.messages(stage.channel.id);
    expect(others).toEqual([]);
    expect(message).toMatchObject({ id: first.messageId, embeds: [{ title: '💰 Balance Alert (over)' }] });
  });

  test('keeps the mention in the words and pings nobody anew', async () => {
    const stage = await setUpReceiver(ROLE);
    const first = await sendFirst(stage, stage[way], alertOf(balance(), 'critical'));
    await stage.send(editOf(first, OVER), stage[way]);
    expect(stage.discord.transcript.requests('PATCH').map(({ body }) => body)).toMatchObject([
      { content: '<@&111111111111111111>', allowed_mentions: { parse: [] } },
    ]);
    expect(stage.discord.messages(stage.channel.id)[0]?.content).toBe('<@&111111111111111111>');
  });

  test('of a message that somebody deleted is given up quietly: the place is as good as it was', async () => {
    const stage = await setUpReceiver();
    const first = await sendFirst(stage, stage[way]);
    stage.discord.deleteMessage(stage.channel.id, first.messageId);
    expect(await stage.send(editOf(first, OVER), stage[way])).toEqual({
      outcome: 'giveUp',
      why: 'nothingToEdit',
    });
    expect(await stage.send(delivery(3), stage[way])).toMatchObject({ outcome: 'delivered' });
  });

  test('of a message whose channel was deleted is given up quietly too', async () => {
    const stage = await setUpReceiver();
    const first = await sendFirst(stage, stage[way]);
    stage.discord.deleteChannel(stage.channel.id);
    const outcome = await stage.send(editOf(first, OVER), stage[way]);
    expect(outcome).toEqual({ outcome: 'giveUp', why: 'nothingToEdit' });
  });

  test.each([500, 502])('that Discord answers with %i is one attempt, to be tried again', async (status) => {
    const stage = await setUpReceiver();
    const first = await sendFirst(stage, stage[way]);
    const fault = stage.discord.faults.status({ method: 'PATCH', path: edits }, status);
    expect(await stage.send(editOf(first, OVER), stage[way])).toEqual({
      outcome: 'retry',
      isUncertain: true,
      afterMs: null,
      why: 'discordFailed',
      status,
    });
    expect(fault.hits).toBe(1);
  });

  test('over a connection that breaks is to be tried again, and is true when it is', async () => {
    const stage = await setUpReceiver();
    const first = await sendFirst(stage, stage[way]);
    stage.discord.faults.resetAfterStored({ method: 'PATCH', path: edits, times: 1 });
    const edit = editOf(first, OVER);
    expect(await stage.send(edit, stage[way])).toMatchObject({ outcome: 'retry', why: 'unreachable' });
    expect(await stage.send(edit, stage[way])).toMatchObject({ outcome: 'delivered' });
    expect(stage.discord.messages(stage.channel.id)).toHaveLength(1);
  });
});

test('an edit goes to where the message stands, though the guild has chosen another place since', async () => {
  const stage = await setUpReceiver();
  const first = await sendFirst(stage, stage.toWebhook);
  const outcome = await stage.send(editOf(first, OVER), stage.toChannel);
  expect(outcome).toMatchObject({ outcome: 'delivered', place: stage.toWebhook.destination });
  expect(stage.discord.messages(stage.channel.id)[0]?.embeds[0]?.title).toBe('💰 Balance Alert (over)');
});

test('an edit of a message by a webhook that is not the one of the environment any more is given up quietly', async () => {
  const stage = await setUpReceiver();
  const other = stage.discord.createWebhook(stage.channel.id);
  const place: Destination = { type: 'webhook', webhookId: other.id };
  const target = { incidentId: null, place, messageId: '900000000000000009', message: ALERT };
  expect(await stage.send(editOf(target, OVER), stage.toWebhook)).toEqual({
    outcome: 'giveUp',
    why: 'nothingToEdit',
  });
});

test('an edit without a target asks Discord for nothing', async () => {
  const { discord, send, toChannel } = await setUpReceiver();
  expect(await send(editOf(null), toChannel)).toEqual({ outcome: 'giveUp', why: 'nothingToEdit' });
  expect(discord.transcript.requests()).toEqual([]);
});

test('the token of the webhook is in no line of the log when an edit fails', async () => {
  const stage = await setUpReceiver();
  const first = await sendFirst(stage, stage.toWebhook);
  stage.discord.faults.status({ method: 'PATCH', path: edits, times: 1 }, 500, { message: 'no', code: 0 });
  await stage.send(editOf(first, OVER), stage.toWebhook);
  stage.discord.faults.resetBefore({ method: 'PATCH', path: edits, times: 1 });
  await stage.send(editOf(first, OVER), stage.toWebhook);
  stage.discord.deleteWebhook(stage.webhook.id);
  await stage.send(editOf(first, OVER), stage.toWebhook);
  expect(stage.lines).toHaveLength(3);
  expect(stage.lines.join('\n')).not.toContain(stage.webhook.token);
});
