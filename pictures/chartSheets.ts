import type { Browser } from 'playwright-core';
import { draw } from '../src/charts/draw.ts';
import { chartTexts } from '../src/discord/embeds/chartReply.ts';
import { ENGLISH } from '../src/discord/words/language.ts';
import { CHART_SAMPLES } from './chartSamples.ts';
import { imageFile } from './imageFile.ts';

const TYPES = ['balance', 'errors', 'latency', 'queue', 'hours', 'cost'] as const;
/** About as wide as Discord shows a chart. */
const SHOWN_WIDTH = 400;

/** A sheet a chart: realistic, empty, one point, extreme. */
export async function drawChartSheets(browser: Browser): Promise<void> {
  const tab = await browser.newPage({ viewport: { width: 2 * SHOWN_WIDTH + 48, height: 100 } });
  for (const type of TYPES) {
    const figures = Object.entries(CHART_SAMPLES).map(([name, charts]) => {
      const src = `data:image/png;base64,${Buffer.from(draw(charts[type], chartTexts(charts[type], ENGLISH))).toString('base64')}`;
      return `<figure><img src="${src}" width="${SHOWN_WIDTH}"><figcaption>${name}</figcaption></figure>`;
    });
    await tab.setContent(
      `<style>
        body { display: grid; grid-template-columns: auto auto; align-content: start; gap: 16px; width: fit-content; margin: 0; padding: 16px; background: #313338; }
        figure { margin: 0 } img { display: block; border-radius: 4px }
        figcaption { padding-top: 4px; color: #dbdee1; font: 14px "Noto Sans", sans-serif }
      </style>${figures.join('')}`,
    );
    await tab.locator('body').screenshot({ path: imageFile(`chart-${type}`) });
  }
  await tab.close();
}
