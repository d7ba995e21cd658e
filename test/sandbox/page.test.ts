import { Resvg } from '@resvg/resvg-js';
import {
  type APIEmbed,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  type Client,
  ComponentType,
  Events,
  type Interaction,
  MessageFlags,
  Routes,
  type TextChannel,
  TextInputStyle,
} from 'discord.js';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../../sandbox/page/openBrowser.ts';
import { forAll } from '../fixtures/atEnd.ts';
import { logIn, setUpDiscord } from '../fixtures/discord.ts';
import { lacks } from '../fixtures/installed.ts';
import { openPage, openTab } from '../fixtures/page.ts';

const HOSTILE = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const COMMANDS = [
  { name: 'status', description: 'Everything at a glance' },
  { name: 'whisper', description: 'For your eyes only' },
  { name: 'slow', description: 'Thinks first' },
  { name: 'silent', description: 'Never answers' },
  {
    name: 'mute',
    description: 'Silences',
    options: [
      {
        name: 'alert',
        description: 'Which alert to mute',
        type: 3,
        required: true,
        choices: [
          { name: 'Low balance', value: 'balance' },
          { name: 'Error rate', value: 'errors' },
        ],
      },
      { name: 'for', description: 'How long', type: 3, required: true, autocomplete: true },
    ],
  },
];

const NOTE_FORM: APIModalInteractionResponseCallbackData = {
  custom_id: 'form',
  title: 'Note on the Incident',
  components: [
    {
      type: ComponentType.Label,
      label: 'What did you find?',
      description: 'Everybody can read it.',
      component: { type: ComponentType.TextInput, custom_id: 'text', style: TextInputStyle.Paragraph, max_length: 20 },
    },
  ],
};

async function answer(interaction: Interaction): Promise<unknown> {
  if (interaction.isAutocomplete()) return interaction.respond([{ name: '2 hours', value: '2h' }]);
  if (interaction.isModalSubmit()) return interaction.reply(`Noted: ${interaction.fields.getTextInputValue('text')}`);
  if (interaction.isButton() && interaction.customId === 'Note') return interaction.showModal(NOTE_FORM);
  if (interaction.isButton()) return interaction.update({ content: 'Somebody is on it', components: [] });
  if (interaction.isStringSelectMenu()) return interaction.reply(`You chose ${interaction.values.join(' and ')}`);
  if (!interaction.isChatInputCommand()) return;
  const { commandName, options } = interaction;
  if (commandName === 'status') return interaction.reply('All is well');
  if (commandName === 'mute') return interaction.reply(`${options.getString('alert')} for ${options.getString('for')}`);
  if (commandName === 'whisper') return interaction.reply({ content: 'psst', flags: MessageFlags.Ephemeral });
  if (commandName === 'slow') return interaction.deferReply();
  return;
}

let browser: Browser;

/** A browser that looks at the channel of a bot that is logged in. */
async function openChannel({ width = 900, interactionDeadlineMs = 3_000 } = {}) {
  const { discord, guild, channel, owner } = await setUpDiscord({ identifyIntervalMs: 0, interactionDeadlineMs });
  const client: Client<true> = await logIn(discord);
  client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
  await client.rest.put(Routes.applicationCommands(discord.bot.applicationId), { body: COMMANDS });
  const bot = (await client.channels.fetch(channel.id)) as TextChannel;

  const page = await openPage({ discord, guildId: guild.id, channelId: channel.id, userId: discord.owner.id });
  const tab = await openTab(browser, { viewport: { width, height: 800 } });
  const complaints: string[] = [];
  tab.on('pageerror', (err) => complaints.push(err.message));
  tab.on('console', (message) => complaints.push(message.text()));
  await tab.goto(page.url);
  await tab.getByText('Nothing was said here yet.').waitFor();
  return {
    discord,
    channel,
    owner,
    bot,
    tab,
    complaints,
    box: tab.getByRole('combobox', { name: 'Type a slash command' }),
  };
}

function message(tab: Page, text: string) {
  return tab.locator('.message', { hasText: text });
}

describe.skipIf(lacks('chromium', '/usr/bin/chromium'))('the page of the local Discord, in Chromium', () => {
  beforeAll(() =>
    forAll(async (atEnd) => {
      browser = await openBrowser();
      atEnd(() => browser.close());
    }),
  );

  test('messages appear as they are sent, change as they are edited, and go as they are deleted', async () => {
    const { bot, tab, complaints } = await openChannel();
    const sent = await bot.send('Error rate: **22.5%**');
    await message(tab, 'Error rate: 22.5%').waitFor();
    expect(await tab.locator('.message .bold').textContent()).toBe('22.5%');
    expect(await tab.locator('.message .app').textContent()).toBe('APP');

    await sent.edit('Recovered');
    await message(tab, 'Recovered (edited)').waitFor();
    expect(await tab.locator('.message').count()).toBe(1);

    await sent.delete();
    await tab.getByText('Nothing was said here yet.').waitFor();
    expect(complaints).toEqual([]);
  });

  test('an embed has its colour, fields side by side, and the picture that was uploaded with it', async () => {
    const { bot, tab } = await openChannel();
    const embed: APIEmbed = {
      title: 'Summary',
      color: 0xe74c3c,
      fields: ['Rate', 'Cost', 'Errors'].map((name) => ({ name, value: '1', inline: true })),
      image: { url: 'attachment://chart.png' },
      footer: { text: 'Monitor' },
    };
    await bot.send({ embeds: [embed], files: [{ attachment: PIXEL, name: 'chart.png' }] });
    const picture = tab.locator('.embed img');
    await picture.waitFor();

    const style = 'getComputedStyle(document.querySelector(".embed")).borderLeftColor';
    expect(await tab.evaluate(style)).toBe('rgb(231, 76, 60)');
    await expect.poll(() => tab.evaluate('document.querySelector(".embed img").naturalWidth')).toBe(1);
    const boxes = await Promise.all((await tab.locator('.field').all()).map((field) => field.boundingBox()));
    expect(new Set(boxes.map((one) => one?.y)).size).toBe(1);
    expect(new Set(boxes.map((one) => one?.x)).size).toBe(3);
  });

  test('whoever reads the end of the channel sees what comes next, also below a picture; whoever scrolled up stays there', async () => {
    const { bot, tab } = await openChannel();
    const tall = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="700" height="340"><rect width="700" height="340"/></svg>',
    );
    const chart = { attachment: new Resvg(tall).render().asPng(), name: 'chart.png' };
    const below = () => tab.evaluate('log.scrollHeight - log.scrollTop - log.clientHeight');
    for (let i = 0; i < 4; i += 1) {
      await bot.send({ content: `before ${i}\n`.repeat(8) });
      await bot.send({ embeds: [{ image: { url: 'attachment://chart.png' } }], files: [chart] });
    }
    await bot.send('the last one');
    await message(tab, 'the last one').waitFor();
    await expect
      .poll(() => tab.evaluate('[...document.images].every(({ naturalHeight }) => naturalHeight === 340)'))
      .toBe(true);
    await expect.poll(below).toBeLessThan(2);

    // A picture that comes late makes the page longer below the reader, who has not moved.
    await tab.evaluate('messages.style.paddingBottom = "900px"; log.dispatchEvent(new Event("scroll"))');
    await bot.send('below it');
    await message(tab, 'below it').waitFor();
    await expect.poll(below).toBeLessThan(2);

    await tab.evaluate('log.scrollTop = 100');
    await expect.poll(below).toBeGreaterThan(80);
    await bot.send('one more');
    await message(tab, 'one more').waitFor();
    expect(await tab.evaluate('log.scrollTop')).toBe(100);
  });

  test('a command is found, filled in and sent with the keyboard alone', async () => {
    const { tab, box } = await openChannel();
    await tab.keyboard.type('/mu');
    await tab.getByRole('option', { name: '/mute Silences', selected: true }).waitFor();
    await tab.keyboard.press('Enter');
    await tab.locator('.option.current', { hasText: 'Which alert to mute' }).waitFor();
    await tab.getByRole('option', { name: 'Error rate' }).waitFor();
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Enter');
    await tab.locator('.option.current', { hasText: 'How long' }).waitFor();
    await tab.getByRole('option', { name: '2 hours' }).waitFor();
    await tab.keyboard.press('Tab');
    expect(await box.inputValue()).toBe('/mute errors 2h');
    await tab.keyboard.press('Enter');
    await message(tab, 'errors for 2h').waitFor();
    expect(await tab.locator('.used').textContent()).toBe('owner used /mute');
    expect(await box.inputValue()).toBe('');
  });

  test('a command typed at one go is sent by the first Enter', async () => {
    const { tab, box } = await openChannel();
    await box.fill('/status');
    await box.press('Enter');
    await message(tab, 'All is well').waitFor();
  });

  test.each([
    ['/mute nonsense 2h', 'Option "alert" must be one of balance, errors'],
    ['/nothing', 'There is no command /nothing'],
    ['/silent', 'The application did not respond'],
    ['hello', 'A command starts with a slash'],
  ])('%s is answered in red and comes back to be mended', async (line, trouble) => {
    const { tab, box } = await openChannel({ interactionDeadlineMs: 500 });
    await box.fill(line);
    await box.press('Enter');
    await tab.getByRole('alert').filter({ hasText: trouble }).waitFor();
    expect(await box.inputValue()).toBe(line);
  });

  test('an ephemeral answer is shown here and nowhere else, until it is dismissed', async () => {
    const { tab, box, discord, channel } = await openChannel();
    await box.fill('/whisper');
    await box.press('Enter');
    await message(tab, 'Only you can see this').waitFor();
    expect(discord.messages(channel.id)).toEqual([]);
    await tab.getByRole('button', { name: 'Dismiss message' }).click();
    await tab.getByText('Nothing was said here yet.').waitFor();
  });

  test('a bot that takes its time is seen thinking', async () => {
    const { tab, box } = await openChannel();
    await box.fill('/slow');
    await box.press('Enter');
    await message(tab, 'CaptchaAI Monitor is thinking…').waitFor();
  });

  test('a button reaches the bot, a link button leads away, a disabled one does nothing', async () => {
    const { bot, tab } = await openChannel();
    const button = (style: 1 | 2, label: string, disabled = false) =>
      ({ type: ComponentType.Button, style, label, custom_id: label, disabled }) as const;
    await bot.send({
      content: 'Alert',
      components: [
        {
          type: ComponentType.ActionRow,
          components: [
            button(1, 'Acknowledge'),
            button(2, 'Old', true),
            { type: ComponentType.Button, style: ButtonStyle.Link, label: 'Top up', url: 'https://captchaai.com/' },
          ],
        },
      ],
    });
    await message(tab, 'Alert').waitFor();
    expect(await tab.getByRole('link', { name: 'Top up' }).getAttribute('href')).toBe('https://captchaai.com/');
    expect(await tab.getByRole('button', { name: 'Old' }).isDisabled()).toBe(true);
    await tab.getByRole('button', { name: 'Acknowledge' }).focus();
    await tab.keyboard.press('Enter');
    await message(tab, 'Somebody is on it').waitFor();
    expect(await tab.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
  });

  test('a form that the bot opens is filled in and sent, or closed without a word', async () => {
    const { bot, tab } = await openChannel();
    const note = {
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label: 'Note',
      custom_id: 'Note',
    } as const;
    await bot.send({ content: 'Alert', components: [{ type: ComponentType.ActionRow, components: [note] }] });
    const open = () => tab.getByRole('button', { name: 'Note' }).click();
    await open();
    await tab.getByRole('button', { name: 'Cancel' }).click();
    expect(await tab.getByRole('dialog').count()).toBe(0);
    await open();
    await tab.getByLabel('What did you find?').fill('x'.repeat(30));
    await tab.getByRole('button', { name: 'Submit' }).click();
    await message(tab, `Noted: ${'x'.repeat(20)}`).waitFor();
    expect(await tab.getByRole('dialog').count()).toBe(0);
  });

  test.each([
    [1, ['ArrowDown', 'Enter'], 'You chose queue'],
    [2, ['Enter', 'ArrowDown', 'Enter', 'Escape'], 'You chose errors and queue'],
  ])('a menu that takes up to %i is used with the keyboard', async (most, keys, says) => {
    const { bot, tab } = await openChannel();
    await bot.send({
      content: 'Which?',
      components: [
        {
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.StringSelect,
              custom_id: 'kinds',
              placeholder: 'Choose a kind',
              max_values: most,
              options: [
                { label: 'Errors', value: 'errors', description: 'Too many' },
                { label: 'Queue', value: 'queue' },
              ],
            },
          ],
        },
      ],
    });
    await tab.getByRole('button', { name: 'Choose a kind' }).press('Enter');
    await tab.getByRole('option', { name: 'Errors' }).waitFor();
    for (const key of keys) await tab.keyboard.press(key);
    await message(tab, says).waitFor();
  });

  test('a container has its colour, its texts and menus that work', async () => {
    const { bot, tab, channel } = await openChannel();
    await bot.send({
      flags: MessageFlags.IsComponentsV2,
      components: [
        {
          type: ComponentType.Container,
          accentColor: 0x2ecc71,
          components: [
            { type: ComponentType.TextDisplay, content: `## Where alerts go\nto <#${channel.id}>` },
            {
              type: ComponentType.ActionRow,
              components: [
                {
                  type: ComponentType.StringSelect,
                  customId: 'kinds',
                  placeholder: 'Choose a kind',
                  options: [{ label: 'Errors', value: 'errors' }],
                },
              ],
            },
          ],
        },
      ],
    });
    const container = tab.locator('.container');
    await container.waitFor();
    expect(await container.locator('.mention').textContent()).toMatch(/^#/);
    const style = 'getComputedStyle(document.querySelector(".container")).borderLeftColor';
    expect(await tab.evaluate(style)).toBe('rgb(46, 204, 113)');
    await container.getByRole('button', { name: 'Choose a kind' }).click();
    await container.getByRole('option', { name: 'Errors' }).click();
    await message(tab, 'You chose errors').waitFor();
  });

  test('foreign text stays text, wherever it stands', async () => {
    const { bot, tab, complaints } = await openChannel();
    await bot.send({
      content: `${HOSTILE} [x](javascript:alert(1)) \`${HOSTILE}\``,
      embeds: [
        {
          title: HOSTILE,
          description: HOSTILE,
          author: { name: HOSTILE },
          fields: [{ name: HOSTILE, value: `• \`${HOSTILE}\`: 30` }],
          footer: { text: HOSTILE },
          image: { url: 'https://example.org/"onerror="x.png' },
        },
      ],
      components: [
        {
          type: ComponentType.ActionRow,
          components: [{ type: ComponentType.Button, style: 1, label: HOSTILE.slice(0, 80), custom_id: HOSTILE }],
        },
      ],
      files: [{ attachment: Buffer.from(HOSTILE), name: 'page.html' }],
    });
    await tab.locator('.embed-footer', { hasText: HOSTILE }).waitFor();
    expect(await tab.locator('.embed h3').textContent()).toBe(HOSTILE);
    expect(await tab.locator('.field .code').textContent()).toBe(HOSTILE);
    expect(await tab.locator('.message img, .message script, a[href^="javascript"]').count()).toBe(0);
    expect(await tab.title()).toBe('#alerts | Acme');
    expect(complaints).toEqual([]);
  });

  test('at the width of a telephone whoever asks sees the answer, wherever they had scrolled to', async () => {
    const { bot, tab, box } = await openChannel({ width: 390 });
    for (let i = 0; i < 5; i += 1) await bot.send(`before ${i}\n`.repeat(12));
    await message(tab, 'before 4').waitFor();
    await tab.evaluate('log.scrollTop = 0');
    await expect.poll(() => tab.evaluate('log.scrollTop')).toBe(0);
    await box.fill('/status');
    await box.press('Enter');
    await message(tab, 'All is well').waitFor();
    await expect.poll(() => tab.evaluate('log.scrollHeight - log.scrollTop - log.clientHeight')).toBeLessThan(2);
  });

  test('it is seen as another person and in another language, and the server speaks that language too', async () => {
    const { discord, guild, channel } = await setUpDiscord({ identifyIntervalMs: 0 });
    const mara = discord.addUser({ username: 'mara' });
    discord.addMember(guild.id, mara.id);
    const client: Client<true> = await logIn(discord);
    const asked: string[] = [];
    client.on(Events.InteractionCreate, (interaction) => {
      asked.push(`${interaction.user.username} ${interaction.locale} ${interaction.guildLocale}`);
      void answer(interaction);
    });
    await client.rest.put(Routes.applicationCommands(discord.bot.applicationId), { body: COMMANDS });
    const heard: string[] = [];
    const page = await openPage({
      discord,
      guildId: guild.id,
      channelId: channel.id,
      userId: discord.owner.id,
      people: [
        { id: discord.owner.id, name: 'Owner' },
        { id: mara.id, name: 'Member' },
      ],
      words: {
        names: ['spike'],
        say: (text) => text === 'spike' && heard.push(text) > 0,
        lastSaid: () => (heard.length === 0 ? '' : 'Solves begin to fail.'),
      },
    });
    const tab = await openTab(browser);
    await tab.goto(page.url);
    await tab.getByLabel('See it as').selectOption('Member');
    await tab.getByLabel('Language').selectOption('Deutsch');
    await expect.poll(() => client.guilds.cache.get(guild.id)?.preferredLocale).toBe('de');
    await tab.getByRole('combobox', { name: 'Type a slash command' }).fill('/status');
    await tab.keyboard.press('Enter');
    await message(tab, 'All is well').waitFor();
    expect(asked).toEqual(['mara de de']);
    await tab.getByRole('combobox', { name: 'Type a slash command' }).fill('spike');
    await tab.keyboard.press('Enter');
    await expect.poll(() => heard).toEqual(['spike']);
    await tab.getByRole('status').filter({ hasText: 'Solves begin to fail.' }).waitFor();
  });

  test('at the width of a telephone nothing sticks out to the side', async () => {
    const { bot, tab, box } = await openChannel({ width: 390 });
    await bot.send({
      content: 'https://example.org/'.padEnd(400, 'long'),
      embeds: [
        {
          title: 'ERROR_'.repeat(30),
          description: `\`${'ERROR_'.repeat(60)}\`\n\`\`\`\n${'x'.repeat(300)}\n\`\`\``,
          fields: ['Rate', 'Cost', 'Errors'].map((name) => ({ name, value: '1'.repeat(80), inline: true })),
        },
      ],
      components: [
        {
          type: ComponentType.ActionRow,
          components: [1, 2, 3, 4, 5].map((n) => ({
            type: ComponentType.Button,
            style: 1,
            label: `A button with a long label ${n}`.repeat(2),
            custom_id: String(n),
          })),
        },
      ],
    });
    await tab.locator('.row').waitFor();
    await box.fill('/mute errors ');
    await tab.locator('.option.current').waitFor();
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(390);
    const widest = `Math.max(...[...document.querySelectorAll('body *')].map((one) => one.getBoundingClientRect().right))`;
    expect(await tab.evaluate(widest)).toBeLessThanOrEqual(390);
  });
});
