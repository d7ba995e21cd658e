import { type Client, Events, MessageFlags, Routes, type TextChannel } from 'discord.js';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../../sandbox/page/openBrowser.ts';
import { forAll } from '../fixtures/atEnd.ts';
import { logIn, setUpDiscord } from '../fixtures/discord.ts';
import { lacks } from '../fixtures/installed.ts';
import { openPage, openTab } from '../fixtures/page.ts';

const COMMANDS = [
  { name: 'status', description: 'Everything at a glance' },
  { name: 'whisper', description: 'For your eyes only' },
];

let browser: Browser;

/** A browser that looks at two of three channels of a bot that is logged in. */
async function openChannels(width: number, { withShop = true } = {}) {
  const { discord, guild, channel } = await setUpDiscord({ identifyIntervalMs: 0 });
  const [shopId, otherId] = ['shop', 'other'].map((name) => discord.addChannel(guild.id, { name }).id);
  const client: Client<true> = await logIn(discord);
  client.on(Events.InteractionCreate, (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const isSecret = interaction.commandName === 'whisper';
    void interaction.reply(isSecret ? { content: 'psst', flags: MessageFlags.Ephemeral } : 'All is well');
  });
  await client.rest.put(Routes.applicationCommands(discord.bot.applicationId), { body: COMMANDS });
  const bot = async (id = '') => (await client.channels.fetch(id)) as TextChannel;
  const page = await openPage({
    discord,
    guildId: guild.id,
    channelId: channel.id,
    userId: discord.owner.id,
    ...(withShop && shopId !== undefined ? { otherChannelIds: [shopId] } : {}),
  });
  const tab = await openTab(browser, { viewport: { width, height: 800 } });
  const complaints: string[] = [];
  tab.on('pageerror', (err) => complaints.push(err.message));
  tab.on('console', (message) => complaints.push(message.text()));
  await tab.goto(page.url);
  await tab.getByText('Nothing was said here yet.').waitFor();
  return {
    alerts: await bot(channel.id),
    shop: await bot(shopId),
    other: await bot(otherId),
    count: (name: 'alerts' | 'shop') => discord.messages(name === 'shop' ? (shopId ?? '') : channel.id).length,
    tab,
    complaints,
  };
}

function message(tab: Page, text: string) {
  return tab.locator('.message', { hasText: text });
}

function entry(tab: Page, name: string) {
  return tab.getByRole('navigation', { name: 'Acme' }).getByRole('button', { name, exact: true });
}

const isOpen = (tab: Page, name: string) => entry(tab, name).and(tab.locator('[aria-current="true"]')).waitFor();

async function say(tab: Page, line: string): Promise<void> {
  const box = tab.getByRole('combobox', { name: 'Type a slash command' });
  await box.fill(line);
  await box.press('Enter');
}

describe.skipIf(lacks('chromium', '/usr/bin/chromium'))(
  'channels on the page of the local Discord, in Chromium',
  () => {
    beforeAll(() =>
      forAll(async (atEnd) => {
        browser = await openBrowser();
        atEnd(() => browser.close());
      }),
    );

    test('those with something unread are marked; one that is opened is read, shown alone, and typed into', async () => {
      const { alerts, shop, count, tab, complaints } = await openChannels(1280);
      await alerts.send('about the account');
      await message(tab, 'about the account').waitFor();
      await shop.send('about the shop');
      await entry(tab, 'shop, unread').waitFor();
      expect(await tab.locator('.message').count()).toBe(1);
      await isOpen(tab, 'alerts');

      await entry(tab, 'shop, unread').press('Enter');
      await message(tab, 'about the shop').waitFor();
      await isOpen(tab, 'shop');
      expect(await tab.locator('.message').count()).toBe(1);
      expect(await tab.title()).toBe('#shop | Acme');
      // Whoever uses the keyboard stays where they were.
      expect(await tab.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('shop');

      await say(tab, '/whisper');
      await message(tab, 'Only you can see this').waitFor();
      await say(tab, '/status');
      await message(tab, 'All is well').waitFor();
      expect([count('alerts'), count('shop')]).toEqual([1, 2]);
      await entry(tab, 'alerts').click();
      await message(tab, 'about the account').waitFor();
      expect(await tab.locator('.message').count()).toBe(1);
      expect(complaints).toEqual([]);
    });

    test('what is edited is not unread again, and a channel that is not listed is not shown', async () => {
      const { shop, other, tab } = await openChannels(1280);
      const sent = await shop.send('firing');
      await entry(tab, 'shop, unread').click();
      await message(tab, 'firing').waitFor();
      await entry(tab, 'alerts').click();
      await tab.getByText('Nothing was said here yet.').waitFor();
      await sent.edit('over');
      await other.send('from elsewhere');
      // Comes after both.
      await shop.send('and another');
      await entry(tab, 'shop, unread').click();
      await message(tab, 'over (edited)').waitFor();
      await entry(tab, 'alerts').click();
      await isOpen(tab, 'alerts');
      await sent.edit('over and out');
      await expect.poll(() => tab.locator('.channel.unread').count()).toBe(0);
      expect(await tab.locator('.channel').count()).toBe(2);
    });

    test('what was said before anybody looked is unread', async () => {
      const { shop, tab } = await openChannels(1280);
      await tab.goto('about:blank');
      await shop.send('before');
      await tab.goBack();
      await entry(tab, 'shop, unread').waitFor();
      await isOpen(tab, 'alerts');
    });

    test.each([390, 1280])('at a width of %i all of them can be reached, and nothing sticks out', async (width) => {
      const { shop, tab } = await openChannels(width);
      await shop.send('unread');
      await entry(tab, 'shop, unread').waitFor();
      const boxes = await Promise.all((await tab.locator('.channel').all()).map((button) => button.boundingBox()));
      expect(boxes).toHaveLength(2);
      for (const box of boxes) {
        expect(box?.x).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
        expect(box?.height).toBeGreaterThanOrEqual(30);
      }
      // Beside the messages where there is room, above them on a telephone.
      const log = await tab.locator('#log').boundingBox();
      if (width === 390) expect(log?.width).toBe(390);
      else expect(log?.x).toBeGreaterThan(200);
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(await tab.evaluate('document.documentElement.scrollHeight')).toBe(800);
    });

    test('another channel is seen from its end, wherever the one before had been scrolled to', async () => {
      const { alerts, shop, tab } = await openChannels(390);
      for (let i = 0; i < 4; i += 1) await alerts.send(`before ${i}\n`.repeat(12));
      for (let i = 0; i < 4; i += 1) await shop.send(`shop ${i}\n`.repeat(12));
      await message(tab, 'before 3').waitFor();
      await tab.evaluate('log.scrollTop = 0');
      await expect.poll(() => tab.evaluate('log.scrollTop')).toBe(0);
      await entry(tab, 'shop, unread').click();
      await message(tab, 'shop 3').waitFor();
      await expect.poll(() => tab.evaluate('log.scrollHeight - log.scrollTop - log.clientHeight')).toBeLessThan(2);
    });

    test('where there is one channel, no list of channels takes up room', async () => {
      const { tab } = await openChannels(1280, { withShop: false });
      expect(await tab.getByRole('navigation').count()).toBe(0);
      expect(await tab.locator('#guild').isVisible()).toBe(true);
    });
  },
);
