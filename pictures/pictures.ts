import type { Browser } from 'playwright-core';
import { hasBrowser, openBrowser } from '../sandbox/page/openBrowser.ts';
import { ALERT_SCENES, type Scene } from './alertScenes.ts';
import { ATTENTION_SCENES } from './attentionScenes.ts';
import { openCamera } from './camera.ts';
import { drawChartSheets } from './chartSheets.ts';
import { COMMAND_SCENES } from './commandScenes.ts';
import { LIVE_SCENES } from './liveScenes.ts';
import { MENU_SCENES } from './menuScenes.ts';
import { NOISE_SCENES } from './noiseScenes.ts';
import { QUIET_SCENES } from './quietScenes.ts';
import { setStage } from './stage.ts';
import { THREAD_SCENES } from './threadScenes.ts';

// The pictures of the documentation: messages of the real bot in a local Discord, and every chart.
// Names of scenes take those alone: npm run pictures -- alert charts

process.env['TZ'] = 'UTC';

async function take(browser: Browser, { name, stage: options, play }: Scene): Promise<void> {
  const stage = await setStage(options);
  try {
    await play(stage, (options) => openCamera(browser, stage, options));
    console.log(name);
  } catch (err) {
    throw new Error(`The scene ${name} failed.\n${stage.discord.transcript.describe(15)}`, { cause: err });
  } finally {
    await stage.end();
  }
}

if (!hasBrowser()) throw new Error('No Chromium here: apt-get install chromium fonts-noto-color-emoji');
const wanted = new Set(process.argv.slice(2));
const isWanted = (name: string) => wanted.size === 0 || wanted.has(name);
const browser = await openBrowser();
try {
  if (isWanted('charts')) await drawChartSheets(browser);
  for (const scene of [
    ...ALERT_SCENES,
    ...COMMAND_SCENES,
    ...QUIET_SCENES,
    ...ATTENTION_SCENES,
    ...LIVE_SCENES,
    ...NOISE_SCENES,
    ...MENU_SCENES,
    ...THREAD_SCENES,
  ])
    if (isWanted(scene.name)) await take(browser, scene);
} finally {
  await browser.close();
}
