import { describe, expect, test } from 'vitest';
import { alertOf, balance } from '../../fixtures/embeds.ts';
import { delivery, setUpReceiver } from '../../fixtures/receiver.ts';

const CRITICAL = alertOf(balance(), 'critical');
const ROLE = { type: 'role', id: 'given' } as const;
const NOT_MENTIONABLE = 'nobody was pinged: make the role mentionable, or give the bot Mention Everyone';

const contentOf = ({ discord, channel }: Awaited<ReturnType<typeof setUpReceiver>>) =>
  discord.messages(channel.id).at(-1)?.content;

describe.each(['toWebhook', 'toChannel'] as const)('a mention %s', (way) => {
  test('that works says nothing of it', async () => {
    const stage = await setUpReceiver(ROLE);
    expect(await stage.send(delivery(1, CRITICAL), stage[way])).toMatchObject({ pingFailure: null });
    expect(contentOf(stage)).toBe(`<@&${stage.role.id}>`);
  });

  test('that the bot knows to fail says why under itself, and to us', async () => {
    const stage = await setUpReceiver(ROLE);
    stage.foresee('notMentionable');
    expect(await stage.send(delivery(1, CRITICAL), stage[way])).toMatchObject({ pingFailure: 'notMentionable' });
    expect(contentOf(stage)).toBe(`<@&${stage.role.id}>\n-# ${NOT_MENTIONABLE}`);
  });

  test('of a role that nobody knew to be deleted is known by the answer, and the next message says so', async () => {
    const stage = await setUpReceiver(ROLE);
    stage.discord.deleteRole(stage.toChannel.id, stage.role.id);
    expect(await stage.send(delivery(1, CRITICAL), stage[way])).toMatchObject({ pingFailure: 'notPinged' });
    const next = alertOf(balance(), 'critical');
    await stage.send(delivery(2, { ...next, at: next.at + 1 }), { ...stage[way], pingFailure: 'notPinged' });
    expect(contentOf(stage)).toContain('-# the last ping notified nobody: check the role or person');
  });

  test('that works again says so to us', async () => {
    const stage = await setUpReceiver(ROLE);
    const guild = { ...stage[way], pingFailure: 'notPinged' } as const;
    expect(await stage.send(delivery(1, CRITICAL), guild)).toMatchObject({ pingFailure: null });
  });

  test('is none where nobody is mentioned: a warning knows nothing of pings', async () => {
    const stage = await setUpReceiver(ROLE);
    stage.foresee('roleGone');
    expect(await stage.send(delivery(1), stage[way])).not.toHaveProperty('pingFailure');
    expect(contentOf(stage)).toBe('');
  });
});

test('of a person works with a webhook alone', async () => {
  const person = '200000000000000042';
  const stage = await setUpReceiver({ type: 'user', id: person });
  await stage.send(delivery(1, CRITICAL), stage.toWebhook);
  expect(stage.discord.transcript.requests('POST').map(({ body }) => body)).toMatchObject([
    { content: `<@${person}>`, allowed_mentions: { parse: [], users: [person] } },
  ]);
});

test('a message that is repeated pings nobody anew', async () => {
  const stage = await setUpReceiver(ROLE);
  stage.hideHistory();
  const since = stage.now();
  stage.wait(10 * 60_000);
  const place = { type: 'webhook', webhookId: stage.webhook.id } as const;
  const again = { ...delivery(1, CRITICAL), copies: 1, uncertain: { since, place } };
  expect(await stage.send(again, stage.toWebhook)).not.toHaveProperty('pingFailure');
  const [message] = stage.discord.messages(stage.channel.id);
  expect(message?.content).toBe(`<@&${stage.role.id}>`);
  expect(message?.mention_roles).toEqual([]);
});

test.each([
  [2, { outcome: 'delivered' }, 1],
  [3, { outcome: 'giveUp', why: 'answerLost' }, 0],
])('with %i copies that may have arrived, and nobody who can look', async (copies, outcome, sent) => {
  const stage = await setUpReceiver();
  stage.hideHistory();
  const place = { type: 'webhook', webhookId: stage.webhook.id } as const;
  const again = { ...delivery(1, CRITICAL), copies, uncertain: { since: stage.now(), place } };
  expect(await stage.send(again, stage.toWebhook)).toMatchObject(outcome);
  expect(stage.discord.messages(stage.channel.id)).toHaveLength(sent);
});

test('what was found absent is one copy again, however many there may have been', async () => {
  const stage = await setUpReceiver();
  const place = { type: 'channel', channelId: stage.channel.id } as const;
  const again = { ...delivery(1, CRITICAL), copies: 3, uncertain: { since: stage.now(), place } };
  stage.wait(10 * 60_000);
  const copies: number[] = [];
  const { message, incidentId, isPlain } = again;
  await stage.sendWith(again, stage.toChannel, {
    renew: async () => ({ message, incidentId, isPlain }),
    sending: async (_id, _place, _now, count = 1) => void copies.push(count),
  });
  expect(copies).toEqual([1]);
});

describe('plain words in place of an embed that Discord refused', () => {
  const plain = { ...delivery(1, CRITICAL), isPlain: true };

  test('say what it says, mention whom it mentions, and fit', async () => {
    const stage = await setUpReceiver(ROLE);
    expect(await stage.send(plain, stage.toChannel)).toMatchObject({ outcome: 'delivered', pingFailure: null });
    const [message] = stage.discord.messages(stage.channel.id);
    expect(message?.embeds).toEqual([]);
    expect(message?.content).toContain(`<@&${stage.role.id}>\n**💰 Balance Alert**\nCaptchaAI balance is **$8.42**`);
    expect(message?.content).toContain('Threshold: $10.00');
  });

  test('are found where their answer was lost, and not sent again', async () => {
    const stage = await setUpReceiver(ROLE);
    stage.discord.faults.resetAfterStored({ method: 'POST', path: /^\/channels\//, times: 1 });
    const since = stage.now();
    await stage.send(plain, stage.toChannel);
    stage.wait(10 * 60_000);
    const place = { type: 'channel', channelId: stage.channel.id } as const;
    const again = { ...plain, copies: 1, uncertain: { since, place } };
    expect(await stage.send(again, stage.toChannel)).toMatchObject({ outcome: 'delivered' });
    expect(stage.discord.messages(stage.channel.id)).toHaveLength(1);
  });
});
