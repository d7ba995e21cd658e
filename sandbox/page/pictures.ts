import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Page as BrowserPage } from 'playwright-core';
import { type Stage, setStage } from '../demo/stage.ts';
import { hasBrowser, openBrowser } from './openBrowser.ts';
import { startPage } from './startPage.ts';

// The pictures of the README: real messages of the real monitor, drawn by the page.

const MARGIN = 12;
/** An embed at its widest fits just so. */
const WIDTH = 640;

async function postSpike({ app, ingestToken }: Stage): Promise<void> {
  const failed = (count: number, errorCode: string) =>
    Array.from({ length: count }, () => ({ outcome: 'failed', errorCode }));
  const results = [
    ...Array.from({ length: 155 }, () => ({ outcome: 'solved', latencyMs: 22_400 })),
    ...failed(30, 'ERROR_CAPTCHA_UNSOLVABLE'),
    ...failed(15, 'TIMEOUT'),
  ];
  const response = await fetch(`${app.baseUrl}/v1/results`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ingestToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(results),
  });
  if (response.status !== 202) throw new Error(`The results were answered with ${response.status}.`);
}

async function typeLine(tab: BrowserPage, line: string): Promise<void> {
  const before = await tab.locator('.message').count();
  await tab.getByRole('combobox').fill(line);
  await tab.getByRole('combobox').press('Enter');
  await tab.locator('.message').nth(before).waitFor();
  await tab.locator('.thinking').waitFor({ state: 'detached' });
}

/** The messages from `first` on, with a little of the background around them. */
async function photograph(tab: BrowserPage, name: string, first: number, last: number): Promise<void> {
  await tab.mouse.move(0, 0);
  // The list is taller than the window; a taller window shows it all.
  const height = Number(await tab.evaluate("document.getElementById('messages').scrollHeight")) + 200;
  await tab.setViewportSize({ width: tab.viewportSize()?.width ?? WIDTH, height });
  await tab.evaluate("document.getElementById('log').scrollTop = 0");
  const top = await tab.locator('.message').nth(first).boundingBox();
  const bottom = await tab.locator('.message').nth(last).boundingBox();
  if (top === null || bottom === null) throw new Error('The messages are not on the page.');
  const y = Math.floor(top.y) - MARGIN;
  const path = fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url));
  const clip = { x: 0, y, width: top.width, height: Math.floor(bottom.y + bottom.height) + MARGIN - y };
  await tab.screenshot({ path, clip, animations: 'disabled' });
  console.log(`${path}: ${clip.width} × ${clip.height}`);
}

if (!hasBrowser()) throw new Error('No Chromium here: apt-get install chromium fonts-noto-color-emoji');
const stage = await setStage();
const { discord, guild, channel } = stage;
const page = await startPage({ discord, guildId: guild.id, channelId: channel.id, userId: discord.owner.id });
const browser = await openBrowser();
try {
  const tab = await browser.newPage({ viewport: { width: WIDTH, height: 900 }, deviceScaleFactor: 2 });
  await tab.goto(page.url);
  await postSpike(stage);
  await tab.locator('.embed').first().waitFor();
  await photograph(tab, 'alert', 0, 0);

  for (const line of ['/balance', '/status', '/mute errors 2h']) await typeLine(tab, line);
  await sleep(300);
  const count = await tab.locator('.message').count();
  await photograph(tab, 'commands', count - 2, count - 1);
} finally {
  await browser.close();
  await page.stop();
  await stage.end();
}
