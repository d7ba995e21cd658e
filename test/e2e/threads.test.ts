import { writeFileSync } from 'node:fs';
import { PermissionFlagsBits as P } from 'discord.js';
import type { APIMessage } from 'discord-api-types/v10';
import { expect } from 'vitest';
import type { AppProcess } from '../../sandbox/appProcess.ts';
import type { Stage } from '../fixtures/faultyProgram.ts';
import { evaluated } from '../fixtures/program.ts';
import { buttonId, textOf } from '../fixtures/spike.ts';
import { test } from '../fixtures/test.ts';

const UTC = { TIME_ZONE: 'UTC' };
const MINUTE_MS = 60_000;
const BACKED_UP = { depth: 700, activeWorkers: 4 };
const EMPTY = { depth: 3, activeWorkers: 4 };
const TAGS = ['critical', 'warning', 'open', 'acknowledged', 'recovered'];

/** Picks in a menu of `/setup`; answers the screen as it is then. */
async function setUp({ owner }: Stage, menu: string, value: string): Promise<string> {
  const screen = await (await owner.slash('setup')).reply();
  return textOf(await (await owner.select(screen.id, `m1:${menu}`, [value])).reply());
}

async function running(stage: Stage): Promise<AppProcess> {
  const app = await stage.start(UTC);
  await app.logged('connected to Discord');
  return app;
}

/** What a request is held up by until the process that made it is killed; whether Discord did what was asked. */
function hold({ discord }: Stage, path: RegExp, stored: boolean) {
  const match = { method: 'POST', path, times: 1 };
  const never = new Promise(() => undefined);
  return stored ? discord.faults.delayAfterStored(match, never) : discord.faults.delayBefore(match, never);
}

/** On a busy machine the first chart of a process takes longer than a message of its server may wait, and is drawn later. */
const DRAWN = { timeout: 60_000 };
const CHART = '📈 The chart until now, as a picture';

const lines = ({ discord }: Stage, threadId: string) =>
  discord.messages(threadId).map(({ content, embeds, attachments }) => {
    const isPicture = attachments[0]?.content_type === 'image/png' && (attachments[0].size ?? 0) > 5_000;
    return content.replace(/<t:\d+:f>/, isPicture ? 'now, as a picture' : 'now') || (embeds[0]?.title ?? '');
  });

async function alertIn(stage: Stage, channelId: string): Promise<APIMessage> {
  await expect.poll(() => stage.discord.messages(channelId).length, { timeout: 20_000 }).toBe(1);
  return stage.discord.messages(channelId)[0] as APIMessage;
}

/** Until the queue has been well for long enough. */
async function recover(stage: Stage, app: AppProcess): Promise<void> {
  expect(await stage.post(app, '/v1/queue', EMPTY)).toBe(202);
  await evaluated(app, 1);
  writeFileSync(stage.files.clock, String(10 * MINUTE_MS));
  expect(await stage.post(app, '/v1/queue', EMPTY)).toBe(202);
}

test.for([
  ['before Discord did it', false],
  ['after Discord did it', true],
] as const)(
  'a thread an incident, and a line for each thing that was done, though the process is killed %s',
  async ([_name, stored], { setUpFaultyProgram }) => {
    const stage = await setUpFaultyProgram('bot');
    const { discord, channel, owner } = stage;
    const first = await running(stage);
    expect(await setUp(stage, 'setupThreads', 'thread')).toContain('the bot needs: Create Public Threads');
    const allow = P.CreatePublicThreads;
    discord.updateChannel(channel.id, { overwrites: [{ id: discord.bot.userId, type: 'member', allow }] });

    const opening = hold(stage, /\/messages\/\d+\/threads$/, stored);
    expect(await stage.post(first, '/v1/queue', BACKED_UP)).toBe(202);
    const alert = await alertIn(stage, channel.id);
    await expect.poll(() => opening.hits).toBe(1);
    await first.end('SIGKILL');

    const second = await running(stage);
    await expect.poll(() => discord.threads(channel.id)).toEqual([{ id: alert.id, name: '📊 Queue Backup' }]);
    await expect.poll(() => lines(stage, alert.id).slice(1), DRAWN).toEqual([CHART]);
    const saying = hold(stage, new RegExp(`^/channels/${alert.id}/messages$`), stored);
    await (await owner.button(alert.id, buttonId(alert, 'Acknowledge'))).reply();
    await expect.poll(() => saying.hits).toBe(1);
    await second.end('SIGKILL');

    const third = await running(stage);
    const onIt = `👤 <@${discord.owner.id}> is on it`;
    await expect.poll(() => lines(stage, alert.id).slice(1), DRAWN).toEqual([CHART, onIt]);
    const form = await owner.button(alert.id, buttonId(alert, 'Note'));
    await (await owner.submitModal(form, { text: 'restarting the workers' })).reply();
    const note = `📝 <@${discord.owner.id}>: restarting the workers`;
    await expect.poll(() => lines(stage, alert.id).slice(1)).toEqual([CHART, onIt, note]);

    // It sleeps by the time that the incident ends.
    discord.updateChannel(alert.id, { archived: true });
    await recover(stage, third);
    await expect
      .poll(() => lines(stage, alert.id).slice(1), DRAWN)
      .toEqual([CHART, onIt, note, '✅ Pipeline Recovered', CHART]);
    await expect.poll(() => textOf(discord.messages(channel.id)[0] as APIMessage)).toContain('(over)');
    expect(discord.messages(channel.id)).toHaveLength(1);
    expect(discord.threads(channel.id)).toHaveLength(1);
  },
);

test.for([
  ['before Discord did it', false],
  ['after Discord did it', true],
] as const)(
  'a post an incident, with its tags, though the process is killed %s',
  async ([_name, stored], { setUpFaultyProgram }) => {
    const stage = await setUpFaultyProgram('bot');
    const { discord, guild, channel } = stage;
    const forum = discord.addChannel(guild.id, { name: 'incidents', type: 15, tags: TAGS });
    const first = await running(stage);
    expect(await setUp(stage, 'setupThreads', 'post')).toContain('Pick a forum');
    expect(await setUp(stage, 'setupForum', forum.id)).toContain(`Each incident is a post in <#${forum.id}>`);

    const opening = hold(stage, new RegExp(`^/channels/${forum.id}/threads$`), stored);
    expect(await stage.post(first, '/v1/queue', BACKED_UP)).toBe(202);
    await expect.poll(() => opening.hits, { timeout: 20_000 }).toBe(1);
    await first.end('SIGKILL');

    const second = await running(stage);
    await expect.poll(() => discord.threads(forum.id).length, { timeout: 20_000 }).toBe(1);
    const [post] = discord.threads(forum.id);
    const postId = post?.id ?? '';
    const tags = () => {
      const [home, thread] = [discord.channel(forum.id), discord.channel(postId)];
      const available = home !== null && 'available_tags' in home ? home.available_tags : [];
      const applied = thread !== null && 'applied_tags' in thread ? (thread.applied_tags ?? []) : [];
      return applied.map((id) => available.find((tag) => tag.id === id)?.name).toSorted();
    };
    expect(tags()).toEqual(['critical', 'open']);
    const alert = discord.messages(postId)[0] as APIMessage;
    const inPost = discord.as({ userId: discord.owner.id, guildId: guild.id, channelId: postId });
    await (await inPost.button(alert.id, buttonId(alert, 'Acknowledge'))).reply();
    await expect.poll(tags).toEqual(['acknowledged', 'critical']);
    const onIt = `👤 <@${discord.owner.id}> is on it`;
    await expect
      .poll(() => lines(stage, postId).toSorted(), DRAWN)
      .toEqual([onIt, CHART, '📊 Queue Backup'].toSorted());

    discord.updateChannel(postId, { archived: true });
    await recover(stage, second);
    await expect.poll(tags, { timeout: 20_000 }).toEqual(['critical', 'recovered']);
    await expect.poll(() => lines(stage, postId).slice(3), DRAWN).toEqual(['✅ Pipeline Recovered', CHART]);
    expect(discord.threads(forum.id)).toHaveLength(1);
    expect(discord.messages(channel.id)).toEqual([]);
  },
);

test('once somebody deletes the thread, or the forum, the channel has everything, and /setup says why', async ({
  setUpFaultyProgram,
}) => {
  const stage = await setUpFaultyProgram('bot');
  const { discord, guild, channel, owner } = stage;
  const forum = discord.addChannel(guild.id, { name: 'incidents', type: 15 });
  const app = await running(stage);
  await setUp(stage, 'setupThreads', 'post');
  await setUp(stage, 'setupForum', forum.id);
  discord.deleteChannel(forum.id);
  expect(await stage.post(app, '/v1/queue', BACKED_UP)).toBe(202);
  const alert = await alertIn(stage, channel.id);
  expect(alert.content).toContain('the webhook or channel is gone');
  const screen = textOf(await (await owner.slash('setup')).reply());
  expect(screen).toContain('The forum no longer exists');
  await (await owner.button(alert.id, buttonId(alert, 'Acknowledge'))).reply();
  await recover(stage, app);
  await expect.poll(() => lines(stage, channel.id).at(-1), { timeout: 20_000 }).toBe('✅ Pipeline Recovered');
  expect(discord.messages(channel.id)).toHaveLength(2);
});
