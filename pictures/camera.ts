import type { Browser, Page } from 'playwright-core';
import { imageFile } from './imageFile.ts';
import type { Stage } from './stage.ts';

const MARGIN = 12;
/** An embed at its widest fits just so. */
const WIDTH = 640;
const PHONE_WIDTH = 390;

/** A tab that looks at the channel of a stage. */
export async function openCamera(
  browser: Browser,
  { url }: Stage,
  { phone = false }: { readonly phone?: boolean } = {},
) {
  const tab = await browser.newPage({
    viewport: { width: phone ? PHONE_WIDTH : WIDTH, height: 900 },
    deviceScaleFactor: phone ? 1.5 : 1.25,
  });
  await tab.goto(url);

  return {
    tab,
    count: () => tab.locator('.message').count(),
    /** Types a command into the page and waits for its answer. */
    async type(line: string): Promise<void> {
      const before = await tab.locator('.message').count();
      await tab.getByRole('combobox').fill(line);
      await tab.getByRole('combobox').press('Enter');
      await tab.locator('.message').nth(before).waitFor();
      await tab.locator('.thinking').waitFor({ state: 'detached' });
    },
    /** Clicks a button of the newest message that has it. */
    async click(label: string): Promise<void> {
      await tab.getByRole('button', { name: label }).last().click();
    },
    /** What may follow what is typed, as it is offered. */
    async suggestions(name: string, line: string): Promise<void> {
      await tab.getByRole('combobox').fill(line);
      await tab.locator('#items .suggestion').first().waitFor();
      await photographPart(tab, name, '#suggestions');
      await tab.getByRole('combobox').fill('');
    },
    /** The last messages, with a little of the background around them. */
    async photograph(name: string, last = 1): Promise<void> {
      const count = await tab.locator('.message').count();
      await photographMessages(tab, name, count - last, count - 1);
    },
    /** The form that is open in front of the page. */
    photographForm: (name: string) =>
      tab.locator('dialog').screenshot({ path: imageFile(name), animations: 'disabled' }),
    close: () => tab.close(),
  };
}

export type Camera = Awaited<ReturnType<typeof openCamera>>;

async function photographMessages(tab: Page, name: string, first: number, last: number): Promise<void> {
  await tab.mouse.move(0, 0);
  await loaded(tab);
  // The list is taller than the window; a taller window shows it all.
  const height = Number(await tab.evaluate("document.getElementById('messages').scrollHeight")) + 200;
  await tab.setViewportSize({ width: tab.viewportSize()?.width ?? WIDTH, height });
  await tab.evaluate("document.getElementById('log').scrollTop = 0");
  const top = await tab.locator('.message').nth(first).boundingBox();
  const bottom = await tab.locator('.message').nth(last).boundingBox();
  if (top === null || bottom === null) throw new Error(`The messages of ${name} are not on the page.`);
  const y = Math.floor(top.y) - MARGIN;
  const clip = { x: 0, y, width: top.width, height: Math.floor(bottom.y + bottom.height) + MARGIN - y };
  await tab.screenshot({ path: imageFile(name), clip, animations: 'disabled' });
}

async function photographPart(tab: Page, name: string, selector: string): Promise<void> {
  const box = await tab.locator(selector).boundingBox();
  const input = await tab.locator('#box').boundingBox();
  if (box === null || input === null) throw new Error(`${selector} is not on the page.`);
  const clip = {
    x: 0,
    y: box.y - MARGIN,
    width: tab.viewportSize()?.width ?? WIDTH,
    height: input.y + input.height - box.y + 2 * MARGIN,
  };
  await tab.screenshot({ path: imageFile(name), clip, animations: 'disabled' });
}

/** Pictures in messages come from the page's server a moment later. */
async function loaded(tab: Page): Promise<void> {
  const allLoaded = '[...document.images].every((image) => image.complete && image.naturalWidth > 0)';
  while (!(await tab.evaluate(allLoaded))) await tab.waitForTimeout(20);
}
