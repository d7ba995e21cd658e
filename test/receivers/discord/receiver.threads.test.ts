import { PermissionFlagsBits as P } from 'discord.js';
import { ChannelType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { type DiscordPlace, inDiscord } from '../../../src/discord/place.ts';
import type { ChartEntry, DeedEntry } from '../../../src/monitor/alerts/message.ts';
import type { Delivery, SentMessage } from '../../../src/monitor/delivery/delivery.ts';
import type { SendOutcome } from '../../../src/monitor/delivery/outcome.ts';
import type { Destination } from '../../../src/monitor/types.ts';
import { alertOf, balance, latency } from '../../fixtures/embeds.ts';
import { ALERT, delivery, editOf, setUpReceiver } from '../../fixtures/receiver.ts';

const MINUTE = 60_000;
const A_WHILE = 10 * MINUTE;
const ANA = { userId: '200000000000000001', name: 'ana' };
const START = /^\/channels\/\d+\/messages\/\d+\/threads$/;
const OPEN = /^\/channels\/\d+\/threads$/;

type Stage = Awaited<ReturnType<typeof setUpReceiver>>;

const entry = (more: Partial<DeedEntry> = {}): DeedEntry => ({
  type: 'entry',
  what: 'acknowledged',
  by: ANA,
  at: ALERT.at,
  ...more,
});

const CHART: ChartEntry = { type: 'entry', what: 'chart', at: ALERT.at };

function delivered(outcome: SendOutcome) {
  if (outcome.outcome !== 'delivered') throw new Error(JSON.stringify(outcome));
  return outcome;
}

/** The first message of an incident, in the channel or through the webhook. */
async function first(stage: Stage, way: 'toChannel' | 'toWebhook' = 'toChannel'): Promise<SentMessage> {
  stage.overwrite(stage.channel.id, { allow: P.CreatePublicThreads });
  const { place, messageId } = delivered(await stage.send({ ...delivery(), incidentId: 7 }, stage[way]));
  return { incidentId: 7, place, messageId, message: ALERT };
}

const contents = ({ discord }: Stage, channelId: string) =>
  discord.messages(channelId).map(({ content, embeds }) => content || (embeds[0]?.title ?? ''));

describe('a thread', () => {
  test.each(['toChannel', 'toWebhook'] as const)('is opened from the first message, once (%s)', async (way) => {
    const stage = await setUpReceiver();
    const target = await first(stage, way);
    const opened = {
      outcome: 'delivered',
      messageId: target.messageId,
      place: { type: 'channel', channelId: target.messageId },
    };
    expect(await stage.openThread(target)).toEqual(opened);
    expect(await stage.openThread(target)).toEqual(opened);
    expect(stage.discord.threads(stage.channel.id)).toEqual([{ id: target.messageId, name: '💰 Balance Alert' }]);
  });

  test('is named by the pipeline too, in at most 100 characters', async () => {
    const stage = await setUpReceiver();
    const target = await first(stage);
    await stage.openThread({ ...target, message: { ...ALERT, subject: `shop ${'x'.repeat(120)}` } });
    const [thread] = stage.discord.threads(stage.channel.id);
    expect(thread?.name).toMatch(/^💰 Balance Alert · shop x+…$/);
    expect(thread?.name).toHaveLength(100);
  });

  test.each<[string, (stage: Stage, target: SentMessage) => void, object]>([
    [
      'the permission is missing',
      (stage) => stage.overwrite(stage.channel.id, { deny: P.CreatePublicThreads }),
      { outcome: 'giveUp', why: 'notAllowed' },
    ],
    [
      'the channel is gone',
      (stage) => stage.discord.deleteChannel(stage.channel.id),
      { outcome: 'giveUp', why: 'destinationGone' },
    ],
    [
      'Discord fails',
      (stage) => stage.discord.faults.status({ method: 'POST', path: START }, 503),
      { outcome: 'retry', why: 'discordFailed' },
    ],
  ])('is not opened where %s', async (_name, harm, outcome) => {
    const stage = await setUpReceiver();
    const target = await first(stage);
    harm(stage, target);
    expect(await stage.openThread(target)).toMatchObject(outcome);
  });

  test('takes what people do as a line that pings nobody', async () => {
    const stage = await setUpReceiver();
    const target = await first(stage);
    const { place } = delivered(await stage.openThread(target));
    const say = (id: number, more: Partial<DeedEntry>) => stage.sendIn(place, delivery(id, entry(more)), true);
    await say(10, {});
    await say(11, { what: 'note', text: 'restarted <@1>\n**all** workers' });
    await say(12, { what: 'takenBack' });
    expect(contents(stage, target.messageId).slice(1)).toEqual([
      '👤 <@200000000000000001> is on it',
      '📝 <@200000000000000001>: restarted \\<@\u200b1> \\*\\*all\\*\\* workers',
      '👤 <@200000000000000001> is no longer on it',
    ]);
    expect(stage.discord.messages(target.messageId).flatMap(({ mentions }) => mentions)).toEqual([]);
  });

  test.each(['toChannel', 'toWebhook'] as const)('takes the chart of its incident as a picture (%s)', async (way) => {
    const stage = await setUpReceiver();
    const target = await first(stage, way);
    const { place: opened } = delivered(await stage.openThread(target));
    const { messageId } = target;
    const firstPlace = inDiscord(target.place);
    const place = firstPlace.type === 'webhook' ? { ...firstPlace, threadId: messageId } : opened;
    expect(await stage.sendIn(place, delivery(10, CHART), true)).toMatchObject({ outcome: 'delivered' });
    const chart = stage.discord.messages(messageId).at(-1);
    expect(chart?.content).toMatch(/^📈 The chart until <t:\d+:f>$/);
    expect(chart?.attachments).toMatchObject([{ filename: 'chart.png', description: 'Errors, 1 h' }]);
    expect(chart?.mentions).toEqual([]);
  });

  test('has no line where its chart was not drawn', async () => {
    const stage = await setUpReceiver();
    const target = await first(stage);
    const { place } = delivered(await stage.openThread(target));
    stage.stopDrawing();
    const before = contents(stage, target.messageId);
    expect(await stage.sendIn(place, delivery(10, CHART), true)).toEqual({ outcome: 'giveUp', why: 'nothingToEdit' });
    expect(contents(stage, target.messageId)).toEqual(before);
  });

  test('has its chart later where drawing takes too long now', async () => {
    const stage = await setUpReceiver();
    const target = await first(stage);
    const { place } = delivered(await stage.openThread(target));
    stage.stopDrawing('late');
    const outcome = await stage.sendIn(place, delivery(10, CHART), true);
    expect(outcome).toEqual({ outcome: 'retry', afterMs: null, why: 'unknownFailure' });
  });

  test('that sleeps is woken, for a message and for an edit', async () => {
    const stage = await setUpReceiver();
    const target = await first(stage);
    const { place } = delivered(await stage.openThread(target));
    stage.discord.updateChannel(target.messageId, { archived: true });
    const said = delivered(await stage.sendIn(place, delivery(10, ALERT), true));
    stage.discord.updateChannel(target.messageId, { archived: true });
    const reminder = { incidentId: 7, place, messageId: said.messageId, message: ALERT };
    expect(await stage.send(editOf(reminder, { endedAt: ALERT.at }), stage.toChannel)).toMatchObject({
      outcome: 'delivered',
    });
    expect(stage.discord.channel(target.messageId)).toMatchObject({ thread_metadata: { archived: false } });
    expect(contents(stage, target.messageId)).toHaveLength(2);
  });

  test('that somebody locked stays closed', async () => {
    const stage = await setUpReceiver();
    const target = await first(stage);
    const { place } = delivered(await stage.openThread(target));
    stage.discord.updateChannel(target.messageId, { archived: true, locked: true });
    expect(await stage.sendIn(place, delivery(10, ALERT), true)).toEqual({ outcome: 'giveUp', why: 'threadClosed' });
  });

  test('that was deleted is nowhere: not even a webhook writes beside it', async () => {
    const stage = await setUpReceiver();
    const target = await first(stage, 'toWebhook');
    await stage.openThread(target);
    const place: DiscordPlace = { type: 'webhook', webhookId: stage.webhook.id, threadId: target.messageId };
    expect(await stage.sendIn(place, delivery(10, ALERT), true)).toMatchObject({ outcome: 'delivered', place });
    stage.discord.deleteChannel(target.messageId);
    for (const id of [11, 12])
      expect(await stage.sendIn(place, delivery(id, ALERT), true)).toEqual({
        outcome: 'giveUp',
        why: 'destinationGone',
      });
    expect(contents(stage, stage.channel.id)).toHaveLength(1);
  });

  test.each([
    ['that Discord stored is found', true],
    ['that Discord did not store is sent', false],
  ])('a line in it %s after its answer was lost', async (_name, stored) => {
    const stage = await setUpReceiver();
    const target = await first(stage);
    const { place } = delivered(await stage.openThread(target));
    const { faults } = stage.discord;
    const match = { method: 'POST', path: /\/messages$/, times: 1 };
    if (stored) faults.resetAfterStored(match);
    else faults.resetBefore(match);
    const line = delivery(10, entry());
    const since = stage.now();
    expect(await stage.sendIn(place, line, true)).toMatchObject({ outcome: 'retry', isUncertain: true });
    stage.wait(A_WHILE);
    const again = await stage.sendIn(place, { ...line, uncertain: { since, place } }, true);
    expect(again).toMatchObject({ outcome: 'delivered', place });
    expect(contents(stage, target.messageId).slice(1)).toEqual(['👤 <@200000000000000001> is on it']);
  });
});

const NAMES = ['critical', 'warning', 'open', 'acknowledged', 'recovered', 'team'];

/** A forum with the tags of the product and one of somebody's. */
async function setUpForum(facts: Parameters<Stage['addForum']>[0] = { tags: NAMES }) {
  const stage = await setUpReceiver();
  const forum = stage.addForum(facts);
  const place: DiscordPlace = { type: 'forum', channelId: forum.id };
  const tagsOf = (postId: string) => {
    const [home, thread] = [stage.discord.channel(forum.id), stage.discord.channel(postId)];
    const names = home?.type === ChannelType.GuildForum ? home.available_tags : [];
    const ids = thread !== null && 'applied_tags' in thread ? (thread.applied_tags ?? []) : [];
    return ids.map((id) => names.find((tag) => tag.id === id)?.name);
  };
  return { ...stage, forum, place, tagsOf };
}

const incident: Delivery = { ...delivery(), incidentId: 7 };

describe('a post of a forum', () => {
  test('is the incident, with its buttons, its name and its tags', async () => {
    const stage = await setUpForum();
    const outcome = delivered(await stage.sendIn(stage.place, incident));
    const { messageId } = outcome;
    expect(outcome.place).toEqual({ type: 'channel', channelId: messageId });
    expect(stage.discord.threads(stage.forum.id)).toEqual([{ id: messageId, name: '💰 Balance Alert' }]);
    expect(stage.tagsOf(messageId)).toEqual(['warning', 'open']);
    const [message] = stage.discord.messages(messageId);
    expect(message).toMatchObject({ id: messageId, embeds: [{ title: '💰 Balance Alert' }] });
    expect(message?.components).not.toHaveLength(0);
  });

  test('follows its incident in its tags: worse, somebody on it, over; those of people stay', async () => {
    const stage = await setUpForum();
    const { messageId, place } = delivered(await stage.sendIn(stage.place, incident));
    const own = { place, messageId, threadId: null, threadClosed: null };
    const worse = { ...delivery(11, alertOf(balance(), 'critical')), incidentId: 7, first: own };
    await stage.sendIn(place, worse, true);
    expect(stage.tagsOf(messageId)).toEqual(['open', 'critical']);
    const target: SentMessage = { incidentId: 7, place, messageId, message: ALERT };
    const onIt = { by: ANA, at: ALERT.at, severity: 'critical' as const };
    await stage.send(editOf(target, { acknowledged: onIt }), stage.toChannel);
    expect(stage.tagsOf(messageId)).toEqual(['critical', 'acknowledged']);
    stage.discord.updateChannel(messageId, { archived: true });
    await stage.send(editOf(target, { acknowledged: onIt, endedAt: ALERT.at }), stage.toChannel);
    expect(stage.tagsOf(messageId)).toEqual(['critical', 'recovered']);
    const patches = () => stage.discord.transcript.requests('PATCH', new RegExp(`^/channels/${messageId}$`)).length;
    const before = patches();
    await stage.send(editOf(target, { acknowledged: onIt, endedAt: ALERT.at }), stage.toChannel);
    expect(patches()).toBe(before);
  });

  test('that says again how bad its incident is, by what is known when it is edited', async () => {
    const stage = await setUpForum();
    const { messageId, place } = delivered(await stage.sendIn(stage.place, incident));
    const target: SentMessage = { incidentId: 7, place, messageId, message: ALERT };
    const incidentNow = {
      isOpen: true,
      severity: 'critical',
      acknowledged: null,
      escalated: { since: null, sent: [] },
      first: null,
    };
    await stage.send({ ...editOf(target), incidentNow } as unknown as Delivery, stage.toChannel);
    expect(stage.tagsOf(messageId)).toEqual(['critical', 'open']);
  });

  test('tells the same where its tags cannot be set', async () => {
    const stage = await setUpForum();
    const { messageId, place } = delivered(await stage.sendIn(stage.place, incident));
    stage.discord.faults.status({ method: 'GET', path: new RegExp(`^/channels/${stage.forum.id}$`) }, 403, {
      code: 50_001,
      message: 'Missing Access',
    });
    const target: SentMessage = { incidentId: 7, place, messageId, message: ALERT };
    expect(await stage.send(editOf(target, { endedAt: 1 }), stage.toChannel)).toMatchObject({ outcome: 'delivered' });
    const first = { place, messageId, threadId: null, threadClosed: null };
    expect(await stage.sendIn(place, { ...incident, first }, true)).toMatchObject({ outcome: 'delivered' });
  });

  test.each<[string, Parameters<Stage['addForum']>[0], (stage: Stage, id: string) => void, string]>([
    ['it wants a tag and has none of ours', { tags: ['team'], requiresTag: true }, () => undefined, 'tagRequired'],
    ['the bot may not post', {}, (stage, id) => stage.overwrite(id, { deny: P.SendMessages }), 'notAllowed'],
    ['it is gone', {}, (stage, id) => stage.discord.deleteChannel(id), 'destinationGone'],
  ])('is not opened where %s', async (_name, facts, harm, why) => {
    const stage = await setUpForum(facts);
    harm(stage, stage.forum.id);
    expect(await stage.sendIn(stage.place, incident)).toEqual({ outcome: 'giveUp', why });
  });

  test('is not opened where the channel is no forum', async () => {
    const stage = await setUpForum();
    const place: DiscordPlace = { type: 'forum', channelId: stage.channel.id };
    expect(await stage.sendIn(place, incident)).toEqual({ outcome: 'giveUp', why: 'channelKind' });
  });

  test.each([
    ['has its tags, which the bot sees', () => undefined, ['warning', 'open']],
    ['has none where the bot does not see the forum', hideForum, []],
  ] as const)('of a webhook %s', async (_name, harm, tags) => {
    const stage = await setUpForum();
    const webhook = stage.discord.createWebhook(stage.forum.id);
    harm(stage);
    const place: DiscordPlace = { type: 'webhook', webhookId: webhook.id, isPost: true };
    await stage.knowWebhook(webhook, stage.forum.id);
    const { messageId } = delivered(await stage.sendIn(place, incident));
    expect(stage.tagsOf(messageId)).toEqual(tags);
  });

  test.each([
    ['has the tags of its end where the bot may manage threads', P.ManageThreads, ['recovered'], 1],
    ['keeps its first tags where the bot may not, which is tried once', 0n, ['warning', 'open'], 1],
  ] as const)('of a webhook %s', async (_name, allow, tags, tries) => {
    const stage = await setUpForum();
    if (allow !== 0n) stage.overwrite(stage.forum.id, { allow });
    const webhook = stage.discord.createWebhook(stage.forum.id);
    await stage.knowWebhook(webhook, stage.forum.id);
    const sent = delivered(await stage.sendIn({ type: 'webhook', webhookId: webhook.id, isPost: true }, incident));
    const target: SentMessage = { incidentId: 7, place: sent.place, messageId: sent.messageId, message: ALERT };
    for (const _edit of [1, 2])
      expect(await stage.send(editOf(target, { endedAt: 1 }), stage.toWebhook)).toMatchObject({ outcome: 'delivered' });
    expect(stage.tagsOf(sent.messageId)).toEqual(expect.arrayContaining([...tags]));
    expect(stage.discord.transcript.requests('PATCH', `/channels/${sent.messageId}`)).toHaveLength(tries);
  });

  test('that a webhook opened for all alerts gets the tags of no incident', async () => {
    const stage = await setUpForum();
    stage.overwrite(stage.forum.id, { allow: P.ManageThreads });
    const webhook = stage.discord.createWebhook(stage.forum.id);
    await stage.knowWebhook(webhook, stage.forum.id);
    const sent = delivered(await stage.sendIn({ type: 'webhook', webhookId: webhook.id }, incident));
    const target: SentMessage = { incidentId: 7, place: sent.place, messageId: sent.messageId, message: ALERT };
    const guild = { ...stage.toWebhook, destination: sent.place as Destination };
    expect(await stage.send(editOf(target, { endedAt: 1 }), guild)).toMatchObject({ outcome: 'delivered' });
    expect(stage.tagsOf(sent.messageId)).toEqual([]);
  });

  test('of a webhook is one an incident, with its name', async () => {
    const stage = await setUpReceiver(null, 15);
    const place: DiscordPlace = { type: 'webhook', webhookId: stage.webhook.id, isPost: true };
    const [a, b] = [delivered(await stage.sendIn(place, incident)), delivered(await stage.sendIn(place, delivery(2)))];
    expect(a.place).toEqual({ type: 'webhook', webhookId: stage.webhook.id, threadId: a.messageId });
    expect(stage.discord.threads(stage.channel.id)).toEqual(
      [a, b].map(({ messageId }) => ({ id: messageId, name: '💰 Balance Alert' })),
    );
    const target: SentMessage = { incidentId: 7, place: a.place, messageId: a.messageId, message: ALERT };
    stage.discord.updateChannel(a.messageId, { archived: true });
    expect(await stage.send(editOf(target, { endedAt: ALERT.at }), stage.toWebhook)).toMatchObject({
      outcome: 'delivered',
    });
    expect(JSON.stringify(stage.discord.messages(a.messageId))).toContain('(over)');
  });
});

function hideForum({ discord, forum }: Awaited<ReturnType<typeof setUpForum>>): void {
  discord.faults.status({ method: 'GET', path: new RegExp(`^/channels/${forum.id}$`) }, 403, {
    code: 50_001,
    message: 'Missing Access',
  });
}

describe.each(['forum', 'webhook'] as const)('a post whose answer was lost (%s)', (way) => {
  /** The answer is lost before or after Discord opened the post; answers the delivery as it is tried again. */
  async function lose(stored: boolean) {
    const stage = await setUpReceiver(null, 15);
    const { id: channelId } = stage.channel;
    const place: DiscordPlace =
      way === 'forum' ? { type: 'forum', channelId } : { type: 'webhook', webhookId: stage.webhook.id, isPost: true };
    const match = { method: 'POST', path: way === 'forum' ? OPEN : /^\/webhooks\//, times: 1 };
    if (stored) stage.discord.faults.resetAfterStored(match);
    else stage.discord.faults.resetBefore(match);
    const since = stage.now();
    // Another one, of about the same time.
    await stage.sendIn(place, incident).then((outcome) => expect(outcome).toMatchObject({ isUncertain: true }));
    const other = delivered(await stage.sendIn(place, delivery(8, alertOf(latency()))));
    return { ...stage, place, other, again: { ...incident, uncertain: { since, place } } };
  }

  test.each([
    ['that Discord opened is found, also once it sleeps, and not opened again', true],
    ['that Discord did not open is opened', false],
  ])('%s', async (_name, stored) => {
    const stage = await lose(stored);
    stage.wait(stored ? 2 * MINUTE : A_WHILE);
    for (const { id } of stage.discord.threads(stage.channel.id)) {
      if (stored && id !== stage.other.messageId) stage.discord.updateChannel(id, { archived: true });
    }
    const { messageId, place } = delivered(await stage.sendIn(stage.place, stage.again));
    const posts = stage.discord.threads(stage.channel.id).map(({ id }) => id);
    expect(posts).toHaveLength(2);
    expect(posts).toContain(messageId);
    expect(messageId).not.toBe(stage.other.messageId);
    expect(place).toEqual(
      way === 'forum'
        ? { type: 'channel', channelId: messageId }
        : { type: 'webhook', webhookId: stage.webhook.id, threadId: messageId },
    );
  });

  test('is opened again with a note where the bot is shown nothing; a webhook is shown its own', async () => {
    const stage = await lose(true);
    stage.overwrite(stage.channel.id, { deny: P.ReadMessageHistory });
    stage.wait(A_WHILE);
    delivered(await stage.sendIn(stage.place, stage.again));
    const texts = stage.discord
      .threads(stage.channel.id)
      .map(({ id }) => stage.discord.messages(id)[0]?.embeds[0]?.footer?.text ?? '');
    expect(texts.filter((text) => text.includes('sent again'))).toHaveLength(way === 'forum' ? 1 : 0);
    expect(texts).toHaveLength(way === 'forum' ? 3 : 2);
  });
});
