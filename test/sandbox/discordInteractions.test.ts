import type { Interaction } from 'discord.js';
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Events,
  MessageFlags,
  ModalBuilder,
  Routes,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { lastInteraction, logIn, manualClock, setUpDiscord } from '../fixtures/discord.ts';

const COMMANDS = [
  { name: 'ping', description: 'Answers' },
  {
    name: 'mute',
    description: 'Silences',
    options: [
      {
        name: 'alert',
        description: 'Which',
        type: 3,
        required: true,
        choices: [{ name: 'Low balance', value: 'balance' }],
      },
      { name: 'for', description: 'How long', type: 3, required: true, autocomplete: true },
      { name: 'channel', description: 'Where', type: 7 },
    ],
  },
];

async function setUpBot(handle: (interaction: Interaction) => Promise<unknown>, options = {}) {
  const world = await setUpDiscord(options);
  const client = await logIn(world.discord);
  client.on(Events.InteractionCreate, handle);
  client.on(Events.Error, () => undefined);
  await client.rest.put(Routes.applicationCommands(world.discord.bot.applicationId), { body: COMMANDS });
  return { ...world, client };
}

describe('slash commands', () => {
  test('a deferred ephemeral reply is filled later and nobody else sees it', async () => {
    const { owner, discord, channel } = await setUpBot(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply('pong');
    });
    const result = await owner.slash('ping');
    expect(result).toMatchObject({ acknowledged: 5, ephemeral: true });
    expect(await result.reply()).toMatchObject({ content: 'pong', flags: 64, edited_timestamp: null, type: 20 });
    expect(discord.messages(channel.id)).toEqual([]);
  });

  test('options arrive typed and resolved', async () => {
    const { owner, channel } = await setUpBot(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const where = interaction.options.getChannel('channel', true);
      await interaction.reply(
        `${interaction.options.getString('alert')} in ${where.name} for ${interaction.options.getString('for')}`,
      );
    });
    const result = await owner.slash('mute', { alert: 'Low balance', for: '2h', channel: channel.id });
    expect((await result.reply()).content).toBe('balance in alerts for 2h');
  });

  test('a reply with withResponse returns the message, and follow-ups come after it', async () => {
    const { owner, discord, channel } = await setUpBot(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const response = await interaction.reply({ content: 'first', withResponse: true });
      await interaction.followUp(`after ${response.resource?.message?.content}`);
      await interaction.followUp({ content: 'secret', flags: MessageFlags.Ephemeral });
    });
    const result = await owner.slash('ping');
    await discord.transcript.waitFor(
      (entry) => entry.kind === 'response' && JSON.stringify(entry.body).includes('secret'),
    );
    expect(discord.messages(channel.id).map(({ content }) => content)).toEqual(['first', 'after first']);
    expect(result.followUps().map(({ content }) => content)).toEqual(['after first', 'secret']);
  });

  test('a follow-up straight after a defer fills the deferred reply', async () => {
    const { owner, discord, channel } = await setUpBot(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.followUp({ content: 'filled', flags: MessageFlags.Ephemeral });
    });
    const reply = await (await owner.slash('ping')).reply();
    expect(reply.content).toBe('filled');
    expect(discord.messages(channel.id)).toEqual([reply]);
  });

  test('autocomplete answers with choices', async () => {
    const { owner } = await setUpBot(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const { name, value } = interaction.options.getFocused(true);
      await interaction.respond([{ name: `${name} ${value}`, value: '1h' }]);
    });
    expect(await owner.autocomplete('mute', 'for', '1', { alert: 'balance' })).toEqual({
      choices: [{ name: 'for 1', value: '1h' }],
    });
  });
});

describe('components', () => {
  test('a button updates its message, a select defers the update, a modal brings back what was typed', async () => {
    const row = () =>
      new ActionRowBuilder<ButtonBuilder>().addComponents(
        new ButtonBuilder().setCustomId('ack').setLabel('Acknowledge').setStyle(ButtonStyle.Primary),
        new ButtonBuilder().setCustomId('note').setLabel('Note').setStyle(ButtonStyle.Secondary),
      );
    const menu = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
      new StringSelectMenuBuilder()
        .setCustomId('for')
        .addOptions({ label: '1 hour', value: '1h' }, { label: '1 day', value: '1d' }),
    );
    const modal = new ModalBuilder()
      .setCustomId('noting')
      .setTitle('Note')
      .addComponents(
        new ActionRowBuilder<TextInputBuilder>().addComponents(
          new TextInputBuilder().setCustomId('text').setLabel('Text').setStyle(TextInputStyle.Short),
        ),
      );
    const { owner, client, channel, discord } = await setUpBot(async (interaction) => {
      if (interaction.isButton() && interaction.customId === 'ack')
        await interaction.update({ content: 'seen', components: [row(), menu] });
      else if (interaction.isButton()) await interaction.showModal(modal);
      else if (interaction.isStringSelectMenu()) {
        await interaction.deferUpdate();
        await interaction.editReply(`muted for ${interaction.values[0]}`);
      } else if (interaction.isModalSubmit()) {
        await interaction.reply(`noted: ${interaction.fields.getTextInputValue('text')}`);
      }
    });
    const target = await client.channels.fetch(channel.id);
    if (!target?.isSendable()) throw new Error('the channel is not sendable');
    const { id } = await target.send({ content: 'alert', components: [row()] });

    expect(await owner.button(id, 'ack')).toMatchObject({ acknowledged: 7 });
    expect(discord.messages(channel.id)[0]?.content).toBe('seen');

    const selected = await owner.select(id, 'for', ['1d']);
    expect(selected.acknowledged).toBe(6);
    expect((await selected.reply()).content).toBe('muted for 1d');

    const opened = await owner.button(id, 'note');
    expect(opened).toMatchObject({ acknowledged: 9, modal: { custom_id: 'noting' } });
    const noted = await owner.submitModal(opened, { text: 'looking' });
    expect((await noted.reply()).content).toBe('noted: looking');

    await expect(owner.submitModal('noting', { text: '' })).rejects.toThrow('must have 1 to 4000 characters');
    await expect(owner.button(id, 'gone')).rejects.toThrow('There are: ack, note, for.');
    await expect(owner.select(id, 'for', ['2h'])).rejects.toThrow('offers 1h, 1d, not "2h"');
  });
});

describe('a select menu takes only what the client offers', () => {
  const setUpMenus = async (select: object) => {
    const world = await setUpBot(async (interaction) => {
      if (interaction.isAnySelectMenu()) await interaction.deferUpdate();
    });
    const { discord, guild, client, channel } = world;
    const ids = {
      text: channel.id,
      voice: discord.addChannel(guild.id, { name: 'voice', type: 2 }).id,
      elsewhere: discord.addChannel(discord.addGuild({ name: 'Other' }).id, { name: 'there' }).id,
      role: discord.addRole(guild.id, { name: 'oncall' }).id,
      user: discord.addUser({ username: 'mara' }).id,
      nothing: '1',
    };
    const target = await client.channels.fetch(channel.id);
    if (!target?.isSendable()) throw new Error('the channel is not sendable');
    const { id } = await target.send({
      components: [{ type: 1, components: [{ custom_id: 'menu', ...select }] }],
    } as never);
    return (...names: readonly (keyof typeof ids)[]) =>
      world.owner.select(
        id,
        'menu',
        names.map((name) => ids[name]),
      );
  };

  test.each([
    [
      'channels of one kind',
      { type: 8, channel_types: [0] },
      ['text'],
      ['voice', 'elsewhere', 'role', 'user', 'nothing'],
    ],
    ['channels of two kinds', { type: 8, channel_types: [0, 2] }, ['text', 'voice'], ['elsewhere', 'role']],
    ['channels of any kind', { type: 8 }, ['text', 'voice'], ['elsewhere', 'role', 'user', 'nothing']],
    ['channels where no kind is named', { type: 8, channel_types: [] }, ['text', 'voice'], ['role']],
    ['people', { type: 5 }, ['user'], ['text', 'role', 'nothing']],
    ['roles', { type: 6 }, ['role'], ['text', 'user', 'nothing']],
    ['people and roles', { type: 7 }, ['role', 'user'], ['text', 'nothing']],
  ] as const)('of %s', async (_name, menu, taken, refused) => {
    const select = await setUpMenus(menu);
    for (const name of taken) expect((await select(name)).acknowledged).toBe(6);
    for (const name of refused) await expect(select(name)).rejects.toThrow('"menu" offers');
  });

  test('as many as it says, each once', async () => {
    const select = await setUpMenus({ type: 8, min_values: 1, max_values: 2 });
    await expect(select()).rejects.toThrow('takes 1 to 2 values, not 0');
    await expect(select('text', 'text')).rejects.toThrow('takes each value once');
    expect((await select('text', 'voice')).acknowledged).toBe(6);
    await expect(select('text', 'voice', 'text')).rejects.toThrow('takes 1 to 2 values, not 3');
  });
});

describe('deadlines', () => {
  /** A command that nobody handles; the test plays the app over HTTP. */
  async function unanswered() {
    const clock = manualClock();
    const world = await setUpDiscord({ now: clock.now });
    await logIn(world.discord);
    await world.call('PUT', `/applications/${world.discord.bot.applicationId}/commands`, COMMANDS);
    const result = world.owner.slash('ping');
    const { id, token } = lastInteraction(world.discord);
    const application = world.discord.bot.applicationId;
    const callback = (body: object) => world.call('POST', `/interactions/${id}/${token}/callback`, body);
    const original = (method: string, body?: object) =>
      world.call(method, `/webhooks/${application}/${token}/messages/%40original`, body);
    return { ...world, clock, result, callback, original, followUps: `/webhooks/${application}/${token}` };
  }

  test('exactly three seconds is in time', async () => {
    const { clock, callback, result } = await unanswered();
    clock.advance(3000);
    expect((await callback({ type: 4, data: { content: 'late' } })).status).toBe(204);
    expect((await result).acknowledged).toBe(4);
  });

  test('a moment more is not, and the person sees that', async () => {
    const { clock, callback, discord, result } = await unanswered();
    clock.advance(3001);
    discord.clockMoved();
    expect(await result).toMatchObject({ acknowledged: null, error: 'The application did not respond' });
    expect(await callback({ type: 4, data: { content: 'late' } })).toMatchObject({
      status: 404,
      body: { message: 'Unknown interaction', code: 10062 },
    });
  });

  test('a second answer is refused', async () => {
    const { callback } = await unanswered();
    await callback({ type: 5 });
    expect(await callback({ type: 4, data: { content: 'x' } })).toMatchObject({
      status: 400,
      body: { message: 'Interaction has already been acknowledged.', code: 40060 },
    });
  });

  test('the token works neither before the acknowledgement nor after fifteen minutes', async () => {
    const { callback, clock, original, call, followUps } = await unanswered();
    expect(await original('PATCH', { content: 'x' })).toMatchObject({ status: 404, body: { code: 10015 } });
    await callback({ type: 5 });
    clock.advance(15 * 60_000);
    expect(await original('PATCH', { content: 'x' })).toMatchObject({ status: 200, body: { content: 'x' } });
    clock.advance(1);
    expect(await original('PATCH', { content: 'x' })).toMatchObject({
      status: 401,
      body: { message: 'Invalid Webhook Token', code: 50027 },
    });
    expect(await call('POST', followUps, { content: 'x' })).toMatchObject({ status: 401, body: { code: 50027 } });
  });

  test('a deleted reply is unknown from then on', async () => {
    const { callback, original } = await unanswered();
    await callback({ type: 4, data: { content: 'x' } });
    expect((await original('GET')).body).toMatchObject({ content: 'x' });
    expect(await original('DELETE')).toMatchObject({ status: 204, body: '' });
    expect(await original('GET')).toMatchObject({ status: 404, body: { code: 10008 } });
  });

  test.each([
    ['choices for a command', { type: 8, data: { choices: [] } }, 'type'],
    ['an update for a command', { type: 7, data: { content: 'x' } }, 'type'],
    ['a field value that is a number', { type: 4, data: { embeds: [{ fields: [{ name: 'a', value: 1 }] }] } }, 'data'],
  ])('%s is refused, and may be put right in time', async (_name, body, key) => {
    const { callback } = await unanswered();
    expect(await callback(body)).toMatchObject({ status: 400, body: { code: 50035, errors: { [key]: {} } } });
    expect((await callback({ type: 4, data: { content: 'right' } })).status).toBe(204);
  });
});
