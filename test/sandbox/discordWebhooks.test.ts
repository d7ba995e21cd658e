import { EmbedBuilder, WebhookClient } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { logIn, manualClock, NOW, setUpDiscord } from '../fixtures/discord.ts';

const link = { type: 1, components: [{ type: 2, style: 5, label: 'Open', url: 'https://example.org' }] };
const button = { type: 1, components: [{ type: 2, style: 1, label: 'Mute', custom_id: 'mute' }] };

async function setUpWebhook(applicationOwned = false) {
  const clock = manualClock();
  const world = await setUpDiscord({ now: clock.now });
  const webhook = world.discord.createWebhook(world.channel.id, { name: 'Alerts', applicationOwned });
  const path = `/webhooks/${webhook.id}/${webhook.token}`;
  const execute = (body: unknown, query = '?wait=true') =>
    world.call('POST', `${path}${query}`, body, { authorization: '' });
  return { ...world, clock, webhook, path, execute };
}

test('a WebhookClient sends, edits and deletes', async () => {
  const { discord, webhook, channel } = await setUpWebhook();
  const client = new WebhookClient({ id: webhook.id, token: webhook.token }, { rest: { api: discord.apiBase } });
  const embed = new EmbedBuilder().setTitle(' Low balance ').setTimestamp(NOW).addFields({ name: 'a', value: 'b' });
  const sent = await client.send({ content: 'hello', embeds: [embed], username: 'Watch' });
  expect(sent).toMatchObject({
    webhook_id: webhook.id,
    channel_id: channel.id,
    author: { id: webhook.id, username: 'Watch', bot: true, discriminator: '0000' },
    timestamp: '2026-01-02T03:04:05.678000+00:00',
    edited_timestamp: null,
    embeds: [{ type: 'rich', title: 'Low balance', timestamp: '2026-01-02T03:04:05.678000+00:00' }],
  });
  await client.editMessage(sent.id, { content: 'changed' });
  expect(discord.messages(channel.id)).toMatchObject([
    { content: 'changed', embeds: [{ title: 'Low balance' }], edited_timestamp: expect.any(String) },
  ]);
  await client.deleteMessage(sent.id);
  expect(discord.messages(channel.id)).toEqual([]);
  await expect(client.editMessage(sent.id, 'x')).rejects.toMatchObject({ code: 10008, status: 404 });
});

test('without wait there is no body; the URL is what people paste', async () => {
  const { execute, webhook, path, discord, call } = await setUpWebhook();
  expect(webhook.url).toBe(`${discord.apiBase}${path}`);
  expect(await execute({ content: 'x' }, '')).toMatchObject({ status: 204, body: '' });
  const { body } = await call('GET', path, undefined, { authorization: '' });
  expect(body).toMatchObject({ id: webhook.id, token: webhook.token, application_id: null, name: 'Alerts', type: 1 });
  expect(body.user).toBeUndefined();
});

test('a deleted webhook is unknown, a wrong token is invalid', async () => {
  const { discord, webhook, execute, call, path } = await setUpWebhook();
  expect(await call('POST', `${path}x`, { content: 'x' })).toMatchObject({
    status: 401,
    body: { message: 'Invalid Webhook Token', code: 50027 },
  });
  discord.deleteWebhook(webhook.id);
  expect(await execute({ content: 'x' })).toMatchObject({
    status: 404,
    body: { message: 'Unknown Webhook', code: 10015 },
  });
});

test('deleting the channel takes its webhooks along', async () => {
  const { discord, channel, execute } = await setUpWebhook();
  discord.deleteChannel(channel.id);
  expect(await execute({ content: 'x' })).toMatchObject({ status: 404, body: { code: 10015 } });
});

test('webhooks reach only their own messages', async () => {
  const { discord, channel, call, path } = await setUpWebhook();
  const { body } = await call('POST', `/channels/${channel.id}/messages`, { content: 'from the bot' });
  expect(await call('GET', `${path}/messages/${body.id}`)).toMatchObject({ status: 404, body: { code: 10008 } });
  expect(discord.messages(channel.id)).toHaveLength(1);
});

describe('components', () => {
  test.each([
    ['dropped in silence without the query', '?wait=true', link, 200, 0],
    ['kept with the query when they are links', '?wait=true&with_components=true', link, 200, 1],
    ['refused with the query when they would send interactions', '?wait=true&with_components=true', button, 400, 0],
  ])('of a webhook made by a person are %s', async (_name, query, component, status, kept) => {
    const { execute } = await setUpWebhook();
    const { status: got, body } = await execute({ content: 'x', components: [component] }, query);
    expect(got).toBe(status);
    if (status === 200) expect(body.components).toHaveLength(kept);
    else expect(body.code).toBe(50035);
  });

  test('of a webhook of the app are kept, and clicks reach it', async () => {
    const { execute, discord, owner } = await setUpWebhook(true);
    await logIn(discord);
    const { body } = await execute({ content: 'x', components: [button] });
    expect(body.components).toEqual([{ type: 1, id: 1, components: [{ ...button.components[0], id: 2 }] }]);
    void owner.button(body.id, 'mute');
    const [entry] = discord.transcript.gateway('toBot', 'INTERACTION_CREATE');
    expect(entry?.payload.d).toMatchObject({
      type: 3,
      data: { custom_id: 'mute', component_type: 2 },
      message: { id: body.id },
    });
  });
});

describe('mentions', () => {
  async function setUpRoles(applicationOwned: boolean) {
    const world = await setUpWebhook(applicationOwned);
    const open = world.discord.addRole(world.guild.id, { name: 'open', mentionable: true });
    const shut = world.discord.addRole(world.guild.id, { name: 'shut' });
    const content = `<@&${open.id}> <@&${shut.id}> <@${world.discord.owner.id}> @everyone`;
    return { ...world, open: open.id, shut: shut.id, content };
  }
  const pinged = (body: { mentions: { id: string }[]; mention_roles: string[]; mention_everyone: boolean }) => ({
    users: body.mentions.length,
    roles: body.mention_roles,
    everyone: body.mention_everyone,
  });

  test('only users are pinged when nothing is said', async () => {
    const { execute, content } = await setUpRoles(false);
    expect(pinged((await execute({ content })).body)).toEqual({ users: 1, roles: [], everyone: false });
  });

  test('a webhook made by a person pings any role', async () => {
    const { execute, content, open, shut } = await setUpRoles(false);
    const { body } = await execute({ content, allowed_mentions: { parse: ['roles', 'everyone'] } });
    expect(pinged(body)).toEqual({ users: 0, roles: [open, shut], everyone: true });
  });

  test('a webhook of the app pings what the bot may ping', async () => {
    const { execute, content, open, shut, discord, guild } = await setUpRoles(true);
    const mentions = { content, allowed_mentions: { parse: ['everyone'], roles: [open, shut] } };
    expect(pinged((await execute(mentions)).body)).toEqual({ users: 0, roles: [open], everyone: false });
    discord.updateRole(guild.id, guild.botRoleId ?? '', { permissions: (1n << 10n) | (1n << 11n) | (1n << 17n) });
    expect(pinged((await execute(mentions)).body)).toEqual({ users: 0, roles: [open, shut], everyone: true });
  });

  test('embeds never ping', async () => {
    const { execute, content } = await setUpRoles(false);
    const { body } = await execute({
      embeds: [{ description: content }],
      allowed_mentions: { parse: ['users', 'roles', 'everyone'] },
    });
    expect(pinged(body)).toEqual({ users: 0, roles: [], everyone: false });
  });

  test.each([
    [
      'both kinds of permission',
      { parse: ['roles'], roles: ['12345678901234567'] },
      'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    ],
    ['the same id twice', { roles: ['12345678901234567', '12345678901234567'] }, 'SET_TYPE_ALREADY_CONTAINS_VALUE'],
    ['an unknown kind', { parse: ['role'] }, 'BASE_TYPE_CHOICES'],
    [
      '101 ids',
      { users: Array.from({ length: 101 }, (_, n) => String(10n ** 17n + BigInt(n))) },
      'BASE_TYPE_MAX_LENGTH',
    ],
  ])('%s is refused', async (_name, allowed_mentions, code) => {
    const { execute } = await setUpWebhook();
    const { status, body } = await execute({ content: 'x', allowed_mentions });
    expect(status).toBe(400);
    expect(JSON.stringify(body.errors)).toContain(code);
  });
});

describe('threads', () => {
  test('a forum needs a thread, new or old; a text channel has none to make', async () => {
    const { discord, guild, call, execute } = await setUpWebhook();
    const forum = discord.addChannel(guild.id, { name: 'forum', type: 15 });
    const { id, token } = discord.createWebhook(forum.id);
    const post = (body: object, query = '') => call('POST', `/webhooks/${id}/${token}?wait=true${query}`, body);
    expect(await post({ content: 'x' })).toMatchObject({ status: 400, body: { code: 220001 } });
    const made = await post({ content: 'x', thread_name: 'Incident' });
    const thread = made.body.channel_id;
    expect(discord.messages(thread)).toHaveLength(1);
    expect((await post({ content: 'y' }, `&thread_id=${thread}`)).body.channel_id).toBe(thread);
    expect(await post({ content: 'y', thread_name: 'z' }, `&thread_id=${thread}`)).toMatchObject({
      body: { code: 220002 },
    });
    expect(await execute({ content: 'x', thread_name: 'Incident' })).toMatchObject({ body: { code: 220003 } });
    expect(await call('PATCH', `/webhooks/${id}/${token}/messages/${made.body.id}`, { content: 'z' })).toMatchObject({
      status: 404,
    });
    expect(
      await call('PATCH', `/webhooks/${id}/${token}/messages/${made.body.id}?thread_id=${thread}`, { content: 'z' }),
    ).toMatchObject({ status: 200 });
  });
});

describe('as the bot manages them', () => {
  test('it creates, lists, renames and removes; reading its own needs no permission', async () => {
    const { call, channel, guild, discord } = await setUpDiscord();
    const made = await call('POST', `/channels/${channel.id}/webhooks`, { name: 'Alerts' });
    expect(made.body).toMatchObject({ application_id: discord.bot.applicationId, user: { id: discord.bot.userId } });
    expect(made.body.token).toMatch(/^[\w-]{68}$/);
    expect((await call('GET', `/channels/${channel.id}/webhooks`)).body).toEqual([made.body]);
    expect((await call('GET', `/guilds/${guild.id}/webhooks`)).body).toHaveLength(1);
    expect((await call('PATCH', `/webhooks/${made.body.id}`, { name: 'Other' })).body.name).toBe('Other');

    discord.updateRole(guild.id, guild.botRoleId ?? '', { permissions: 1n << 10n });
    expect((await call('GET', `/webhooks/${made.body.id}`)).status).toBe(200);
    expect(await call('DELETE', `/webhooks/${made.body.id}`)).toMatchObject({ status: 403, body: { code: 50013 } });
    expect(await call('POST', `/channels/${channel.id}/webhooks`, { name: 'x' })).toMatchObject({
      status: 403,
      body: { code: 50013 },
    });
    discord.updateRole(guild.id, guild.botRoleId ?? '', { permissions: 0n });
    expect(await call('GET', `/channels/${channel.id}`)).toMatchObject({ status: 403, body: { code: 50001 } });
  });

  test('fifteen a channel and no more', async () => {
    const { call, channel, discord } = await setUpDiscord();
    for (let made = 0; made < 14; made++) discord.createWebhook(channel.id);
    expect((await call('POST', `/channels/${channel.id}/webhooks`, { name: 'last' })).status).toBe(200);
    expect(await call('POST', `/channels/${channel.id}/webhooks`, { name: 'x' })).toMatchObject({
      status: 400,
      body: { code: 30007 },
    });
  });

  test.each(['Discord alerts', 'clyde', 'everyone', 'a@b', ''])('the name "%s" is refused', async (name) => {
    const { call, channel } = await setUpDiscord();
    expect(await call('POST', `/channels/${channel.id}/webhooks`, { name })).toMatchObject({
      status: 400,
      body: { code: 50035 },
    });
  });
});
