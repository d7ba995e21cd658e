import { ChannelType, type ForumChannel, type TextChannel, ThreadAutoArchiveDuration } from 'discord.js';
// @ts-expect-error the package comes without types for its schemas
import * as spec from 'discord-api-spec/zod';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BOT_PERMISSIONS, PERMISSION } from '../../sandbox/discord/world/permissions.ts';
import { logIn, manualClock, setUpDiscord } from '../fixtures/discord.ts';

const HOUR = 3_600_000;

async function setUpThreads(permissions = DEFAULT_BOT_PERMISSIONS | PERMISSION.createPublicThreads) {
  const clock = manualClock();
  const world = await setUpDiscord({ now: clock.now, rateLimits: false });
  const { discord, call, channel } = world;
  const guild = discord.addGuild({ name: 'Threads', member: false });
  discord.inviteBot(guild.id, permissions);
  const home = discord.addChannel(guild.id, { name: 'alerts' });
  const forum = discord.addChannel(guild.id, { name: 'incidents', type: 15, tags: ['critical', 'open'] });
  const send = async (channelId: string, content = 'alert') =>
    (await call('POST', `/channels/${channelId}/messages`, { content })).body;
  const start = (channelId: string, messageId: string, body: object = { name: 'Error rate' }) =>
    call('POST', `/channels/${channelId}/messages/${messageId}/threads`, body);
  const post = (body: object) => call('POST', `/channels/${forum.id}/threads`, { name: 'Error rate', ...body });
  return { ...world, other: channel, clock, guild, home, forum, send, start, post };
}

function tagIds({ discord, forum }: Awaited<ReturnType<typeof setUpThreads>>): readonly string[] {
  const channel = discord.channel(forum.id);
  return channel?.type === ChannelType.GuildForum ? channel.available_tags.map(({ id }) => id) : [];
}

function fits(schema: { safeParse(value: unknown): { error?: { issues: unknown } } }, body: unknown): void {
  const text = JSON.stringify(body).replaceAll(/"(\d{4}-\d\d-\d\dT[\d:.]+)\+00:00"/g, '"$1Z"');
  expect(schema.safeParse(JSON.parse(text)).error?.issues).toBeUndefined();
}

describe('a thread that is started from a message', () => {
  test('has its id, and is there once', async () => {
    const { send, start, home, discord } = await setUpThreads();
    const { id } = await send(home.id);
    const made = await start(home.id, id, { name: 'Error rate', auto_archive_duration: 60 });
    expect(made).toMatchObject({
      status: 201,
      body: { id, parent_id: home.id, type: 11, name: 'Error rate', thread_metadata: { auto_archive_duration: 60 } },
    });
    fits(spec.ThreadResponseSchema, made.body);
    expect(await start(home.id, id)).toMatchObject({ status: 400, body: { code: 160_004 } });
    expect(discord.messages(home.id)).toMatchObject([{ id, flags: 32, thread: { id } }]);
    expect(discord.threads(home.id)).toEqual([{ id, name: 'Error rate' }]);
    expect(await send(id, 'in it')).toMatchObject({ channel_id: id, content: 'in it' });
    discord.deleteChannel(id);
    expect(await send(id, 'in it')).toMatchObject({ code: 10_003 });
  });

  test.each<[string, bigint, object, number]>([
    ['needs Create Public Threads', DEFAULT_BOT_PERMISSIONS, { name: 'x' }, 50_013],
    ['needs a name', DEFAULT_BOT_PERMISSIONS | PERMISSION.createPublicThreads, {}, 50_035],
    [
      'has a name of 100 letters at most',
      DEFAULT_BOT_PERMISSIONS | PERMISSION.createPublicThreads,
      { name: 'x'.repeat(101) },
      50_035,
    ],
    [
      'stays open for one of four times',
      DEFAULT_BOT_PERMISSIONS | PERMISSION.createPublicThreads,
      { name: 'x', auto_archive_duration: 61 },
      50_035,
    ],
  ])('%s', async (_name, permissions, body, code) => {
    const { send, start, home } = await setUpThreads(permissions);
    const { id } = await send(home.id);
    expect(await start(home.id, id, body)).toMatchObject({ body: { code } });
  });

  test('needs a message, in a channel of text', async () => {
    const { start, home, send, post } = await setUpThreads();
    expect(await start(home.id, '1234567890123456789')).toMatchObject({ body: { code: 10_008 } });
    const { body: thread } = await post({ message: { content: 'first' } });
    const { id } = await send(thread.id, 'second');
    expect(await start(thread.id, id)).toMatchObject({ body: { code: 50_024 } });
  });

  test('a webhook posts in it, and makes none in a channel of text', async () => {
    const { discord, send, start, home, call } = await setUpThreads();
    const { id } = await send(home.id);
    await start(home.id, id);
    const webhook = discord.createWebhook(home.id);
    const execute = (query: string, body: object) =>
      call('POST', `/webhooks/${webhook.id}/${webhook.token}?wait=true${query}`, body, { authorization: '' });
    expect(await execute(`&thread_id=${id}`, { content: 'x' })).toMatchObject({ body: { channel_id: id } });
    expect(await execute('', { content: 'x', thread_name: 'y' })).toMatchObject({ body: { code: 220_003 } });
  });
});

describe('archived and locked', () => {
  test('a thread is archived once nothing was said for long enough; who may write in it opens it again', async () => {
    const { clock, send, start, home, call, discord, guild } = await setUpThreads();
    const { id } = await send(home.id);
    await start(home.id, id, { name: 'x', auto_archive_duration: 60 });
    const own = await send(id, 'in it');
    clock.advance(HOUR - 1);
    const active = () => call('GET', `/guilds/${guild.id}/threads/active`);
    expect((await active()).body.threads).toMatchObject([{ id }]);
    fits(spec.ThreadsResponseSchema, (await active()).body);
    clock.advance(1);
    expect((await active()).body.threads).toEqual([]);
    const archived = await call('GET', `/channels/${home.id}/threads/archived/public`);
    expect(archived.body).toMatchObject({ threads: [{ id, thread_metadata: { archived: true } }], has_more: false });
    expect(await send(id, 'late')).toMatchObject({ code: 50_083 });
    expect(await call('PATCH', `/channels/${id}/messages/${own.id}`, { content: 'y' })).toMatchObject({
      body: { code: 50_083 },
    });
    expect(await call('PATCH', `/channels/${id}`, { name: 'z' })).toMatchObject({ body: { code: 50_083 } });
    expect(await call('PATCH', `/channels/${id}`, { archived: false })).toMatchObject({
      status: 200,
      body: { thread_metadata: { archived: false } },
    });
    expect(await send(id, 'late')).toMatchObject({ content: 'late' });
    discord.updateChannel(id, { archived: true, locked: true });
    expect(await call('PATCH', `/channels/${id}`, { archived: false })).toMatchObject({ body: { code: 50_013 } });
    discord.updateChannel(id, { archived: false });
    expect(await send(id, 'locked')).toMatchObject({ code: 160_005 });
    expect(await call('PATCH', `/channels/${id}`, { locked: false })).toMatchObject({ body: { code: 50_013 } });
  });

  test('a webhook wakes an archived thread, and changes nothing in it', async () => {
    const { discord, forum, call } = await setUpThreads();
    const webhook = discord.createWebhook(forum.id);
    const path = `/webhooks/${webhook.id}/${webhook.token}`;
    const execute = (query: string, body: object) => call('POST', `${path}?wait=true${query}`, body);
    const { body: first } = await execute('', { content: 'x', thread_name: 'Post' });
    expect(first.id).toBe(first.channel_id);
    discord.updateChannel(first.id, { archived: true });
    expect(await call('PATCH', `${path}/messages/${first.id}?thread_id=${first.id}`, { content: 'y' })).toMatchObject({
      body: { code: 50_083 },
    });
    expect(await execute(`&thread_id=${first.id}`, { content: 'z' })).toMatchObject({ status: 200 });
    discord.updateChannel(first.id, { locked: true });
    expect(await execute(`&thread_id=${first.id}`, { content: 'z' })).toMatchObject({ body: { code: 160_005 } });
  });
});

describe('a post of a forum', () => {
  test('is a thread with its first message, and both have one id', async () => {
    const world = await setUpThreads();
    const { post, discord, call } = world;
    const [critical, open] = tagIds(world);
    const made = await post({ message: { content: 'first' }, applied_tags: [critical] });
    const { id } = made.body;
    expect(made).toMatchObject({
      status: 201,
      body: { applied_tags: [critical], message: { id, channel_id: id, content: 'first' } },
    });
    fits(spec.CreatedThreadResponseSchema, made.body);
    expect(discord.messages(id)).toHaveLength(1);
    const changed = await call('PATCH', `/channels/${id}`, { applied_tags: [critical, open] });
    expect(changed.body).toMatchObject({ applied_tags: [critical, open] });
  });

  test('has tags of its forum alone, and one where the forum wants that', async () => {
    const { post, discord, guild, call } = await setUpThreads();
    expect(await post({ message: { content: 'x' }, applied_tags: ['1234567890123456789'] })).toMatchObject({
      body: { code: 50_035 },
    });
    const strict = discord.addChannel(guild.id, { name: 'strict', type: 15, requiresTag: true });
    const body = { name: 'x', message: { content: 'x' } };
    expect(await call('POST', `/channels/${strict.id}/threads`, body)).toMatchObject({ body: { code: 40_067 } });
    expect(discord.threads(strict.id)).toEqual([]);
    const webhook = discord.createWebhook(strict.id);
    const path = `/webhooks/${webhook.id}/${webhook.token}?wait=true`;
    expect(await call('POST', path, { content: 'x', thread_name: 'y' })).toMatchObject({ body: { code: 40_067 } });
  });

  test('needs Send Messages there', async () => {
    const { post } = await setUpThreads(DEFAULT_BOT_PERMISSIONS & ~PERMISSION.sendMessages);
    expect(await post({ message: { content: 'x' } })).toMatchObject({ body: { code: 50_013 } });
  });
});

test('discord.js starts threads and posts, and hears of both', async () => {
  const world = await setUpThreads();
  const { discord, home, forum } = world;
  const client = await logIn(discord);
  const channel = (await client.channels.fetch(home.id)) as TextChannel;
  const thread = await (await channel.send('alert')).startThread({
    name: 'Error rate',
    autoArchiveDuration: ThreadAutoArchiveDuration.OneDay,
  });
  await thread.send('in it');
  expect(discord.messages(thread.id)).toMatchObject([{ type: 21 }, { content: 'in it' }]);
  const [critical = ''] = tagIds(world);
  const posts = ((await client.channels.fetch(forum.id)) as ForumChannel).threads;
  const post = await posts.create({ name: 'Queue', message: { content: 'first' }, appliedTags: [critical] });
  expect(await post.fetchStarterMessage()).toMatchObject({ content: 'first' });
  expect(post.appliedTags).toEqual([critical]);
});
