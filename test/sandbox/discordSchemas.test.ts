import { Events } from 'discord.js';
// @ts-expect-error the package comes without types for its schemas
import * as spec from 'discord-api-spec/zod';
import { describe, expect, test } from 'vitest';
import { logIn, setUpDiscord } from '../fixtures/discord.ts';

interface Schema {
  safeParse(value: unknown): { success: boolean; error?: { issues: unknown } };
}

/** The schemas take dates only with "Z", while Discord writes "+00:00"; all else is judged as it is. */
function withZ(value: unknown): unknown {
  const text = JSON.stringify(value).replaceAll(/"(\d{4}-\d\d-\d\dT[\d:.]+)\+00:00"/g, '"$1Z"');
  return JSON.parse(text);
}

function fits(schema: unknown, body: unknown): void {
  const { success, error } = (schema as Schema).safeParse(withZ(body));
  expect(success, JSON.stringify(error?.issues, null, 1)).toBe(true);
}

async function setUpAll() {
  const world = await setUpDiscord({ rateLimits: false });
  const role = world.discord.addRole(world.guild.id, { name: 'oncall', mentionable: true });
  return { ...world, role, app: world.discord.bot.applicationId };
}

describe('bodies fit the official schemas', () => {
  test.each([
    ['gateway', '/gateway/bot', spec.GatewayBotResponseSchema],
    ['current user', '/users/@me', spec.UserPIIResponseSchema],
    ['application', '/applications/@me', spec.PrivateApplicationResponseSchema],
  ])('%s', async (_name, path, schema) => {
    const { call } = await setUpAll();
    fits(schema, (await call('GET', path)).body);
  });

  test('the guilds that the bot is in, a page at a time, and no other', async () => {
    const { call, discord, guild } = await setUpAll();
    const second = discord.addGuild({ name: 'Second' });
    discord.addGuild({ name: 'Without the bot', member: false });
    const { body } = await call('GET', '/users/@me/guilds');
    for (const one of body) fits(spec.MyGuildResponseSchema, one);
    expect(body.map(({ id }: { id: string }) => id)).toEqual([guild.id, second.id]);
    expect((await call('GET', `/users/@me/guilds?limit=1&after=${guild.id}`)).body).toMatchObject([{ name: 'Second' }]);
    expect((await call('GET', '/users/@me/guilds?limit=201')).status).toBe(400);
  });

  test('guild, roles, channels, member', async () => {
    const { call, guild, channel, discord } = await setUpAll();
    fits(spec.GuildWithCountsResponseSchema, (await call('GET', `/guilds/${guild.id}?with_counts=true`)).body);
    for (const role of (await call('GET', `/guilds/${guild.id}/roles`)).body) fits(spec.GuildRoleResponseSchema, role);
    fits(spec.GuildChannelResponseSchema, (await call('GET', `/channels/${channel.id}`)).body);
    for (const one of (await call('GET', `/guilds/${guild.id}/channels`)).body)
      fits(spec.GuildChannelResponseSchema, one);
    fits(spec.GuildMemberResponseSchema, (await call('GET', `/guilds/${guild.id}/members/${discord.bot.userId}`)).body);
  });

  test('direct channel and thread', async () => {
    const { call, discord, guild, channel } = await setUpAll();
    const direct = discord.openDirectChannel(discord.owner.id);
    fits(spec.PrivateChannelResponseSchema, (await call('GET', `/channels/${direct.id}`)).body);
    const thread = discord.addChannel(guild.id, { name: 'thread', type: 11, parentId: channel.id });
    fits(spec.ThreadResponseSchema, (await call('GET', `/channels/${thread.id}`)).body);
  });

  test('commands', async () => {
    const { call, app } = await setUpAll();
    const { body } = await call('PUT', `/applications/${app}/commands`, [
      {
        name: 'mute',
        description: 'Silences',
        default_member_permissions: '32',
        contexts: [0],
        options: [
          {
            name: 'sub',
            description: 'x',
            type: 1,
            options: [{ name: 'for', description: 'x', type: 3, required: true, choices: [{ name: 'a', value: 'a' }] }],
          },
        ],
      },
    ]);
    fits(spec.ApplicationCommandResponseSchema, body[0]);
  });

  test('webhooks of the app and of a person', async () => {
    const { call, channel, discord } = await setUpAll();
    fits(
      spec.GuildIncomingWebhookResponseSchema,
      (await call('POST', `/channels/${channel.id}/webhooks`, { name: 'x' })).body,
    );
    const { id, token } = discord.createWebhook(channel.id);
    fits(spec.GuildIncomingWebhookResponseSchema, (await call('GET', `/webhooks/${id}/${token}`)).body);
  });

  test('messages with everything in them', async () => {
    const { call, channel, role, discord } = await setUpAll();
    const rich = {
      content: `<@&${role.id}> <@${discord.owner.id}>`,
      allowed_mentions: { roles: [role.id], users: [discord.owner.id] },
      nonce: 'n',
      embeds: [
        {
          title: 'x',
          url: 'https://example.org',
          color: 1,
          timestamp: new Date(0).toISOString(),
          footer: { text: 'f', icon_url: 'https://example.org/i.png' },
          author: { name: 'a', url: 'https://example.org' },
          image: { url: 'attachment://c.png' },
          thumbnail: { url: 'https://example.org/t.png' },
          fields: [{ name: 'n', value: 'v', inline: true }],
        },
      ],
      components: [
        {
          type: 1,
          components: [
            { type: 2, style: 1, label: 'x', custom_id: 'a' },
            { type: 2, style: 5, label: 'y', url: 'https://example.org' },
          ],
        },
        { type: 1, components: [{ type: 3, custom_id: 's', options: [{ label: 'a', value: 'a' }] }] },
      ],
    };
    const form = new FormData();
    form.append('files[0]', new File(['x'], 'c.png', { type: 'image/png' }));
    form.append('files[1]', new File(['x'], 'd.txt', { type: 'text/plain' }));
    form.append('payload_json', JSON.stringify(rich));
    const { body } = await call('POST', `/channels/${channel.id}/messages`, form);
    fits(spec.MessageResponseSchema, body);
    fits(
      spec.MessageResponseSchema,
      (await call('PATCH', `/channels/${channel.id}/messages/${body.id}`, { content: 'edited' })).body,
    );
    const { id, token } = discord.createWebhook(channel.id, { applicationOwned: true });
    fits(
      spec.MessageResponseSchema,
      (await call('POST', `/webhooks/${id}/${token}?wait=true`, { ...rich, embeds: [] })).body,
    );
  });

  test('V2 components', async () => {
    const { call, channel } = await setUpAll();
    const components = [
      {
        type: 17,
        accent_color: 1,
        components: [
          {
            type: 9,
            components: [{ type: 10, content: 'x' }],
            accessory: { type: 2, style: 1, label: 'x', custom_id: 'a' },
          },
          {
            type: 9,
            components: [{ type: 10, content: 'x' }],
            accessory: { type: 11, media: { url: 'https://example.org/t.png' } },
          },
          { type: 12, items: [{ media: { url: 'attachment://c.png' } }] },
          { type: 13, file: { url: 'attachment://d.txt' } },
          { type: 14 },
          { type: 10, content: 'y' },
        ],
      },
    ];
    const form = new FormData();
    form.append('payload_json', JSON.stringify({ flags: 32_768, components }));
    form.append('files[0]', new File(['x'], 'c.png', { type: 'image/png' }));
    form.append('files[1]', new File(['x'], 'd.txt', { type: 'text/plain' }));
    const { body } = await call('POST', `/channels/${channel.id}/messages`, form);
    fits(spec.MessageResponseSchema, body);
  });

  test('interaction callbacks, replies and follow-ups', async () => {
    const { discord, owner, call, app } = await setUpAll();
    const client = await logIn(discord);
    client.on(Events.InteractionCreate, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply({ content: 'x', withResponse: true });
      await interaction.editReply('y');
      await interaction.followUp('z');
    });
    await call('PUT', `/applications/${app}/commands`, [{ name: 'ping', description: 'Answers' }]);
    await owner.slash('ping');
    await discord.transcript.waitFor(
      (entry) => entry.kind === 'response' && JSON.stringify(entry.body).includes('"z"'),
    );
    fits(spec.InteractionCallbackResponseSchema, discord.transcript.responses('POST', /callback$/)[0]?.body);
    fits(spec.MessageResponseSchema, discord.transcript.responses('PATCH', /@original$/)[0]?.body);
    fits(spec.MessageResponseSchema, discord.transcript.responses('POST', new RegExp(`^/webhooks/${app}`))[0]?.body);
  });
});
