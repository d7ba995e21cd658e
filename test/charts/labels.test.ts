import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHART_SAMPLES } from '../../pictures/chartSamples.ts';
import { draw, svgOf } from '../../src/charts/draw.ts';
import { fontFiles, isDrawn, widthOf } from '../../src/charts/letters.ts';
import { CHINESE_FONT, HEIGHT, hasChinese, WIDTH } from '../../src/charts/theme.ts';
import { chartTexts } from '../../src/discord/embeds/chartReply.ts';
import { LANGUAGES, languageOf } from '../../src/discord/words/languages.ts';
import type { Chart } from '../../src/monitor/charts/chart.ts';
import { anyChart } from '../fixtures/anyChart.ts';

interface Label {
  readonly text: string;
  readonly size: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const TEXT =
  /<text dominant-baseline="central" text-anchor="(\w+)" style="font-size:([\d.]+)px;([^"]*)"([^>]*)>([^<]*)</g;
const PLACE = /(?: x="([-\d.]+)")?(?: y="([-\d.]+)")? transform="translate\(([-\d.]+) ([-\d.]+)\)"/;
const unescaped = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Every text of a picture, in the box that it fills. */
function labelsOf(chart: Chart, locale: string): readonly Label[] {
  const language = languageOf(locale);
  return [...svgOf(chart, chartTexts(chart, language)).matchAll(TEXT)].map(
    ([, anchor, size, style = '', where = '', text = '']) => {
      const [, dx = '0', dy = '0', x = '0', y = '0'] = PLACE.exec(where) ?? [];
      const shown = unescaped(text);
      const width = widthOf(shown, Number(size), style.includes('bold'));
      const at = Number(x) + Number(dx);
      const left = anchor === 'end' ? at - width : anchor === 'middle' ? at - width / 2 : at;
      const middle = Number(y) + Number(dy);
      // As high as capitals and what hangs below the line.
      const half = Number(size) * 0.45;
      return { text: shown, size: Number(size), left, right: left + width, top: middle - half, bottom: middle + half };
    },
  );
}

const overlap = (a: Label, b: Label) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function checkLabels(labels: readonly Label[], noData: string): void {
  expect(labels.length).toBeGreaterThan(0);
  for (const [i, label] of labels.entries()) {
    const { text, size, left, right, top, bottom } = label;
    expect(
      [...text].filter((letter) => !isDrawn(letter)),
      text,
    ).toEqual([]);
    expect(left, text).toBeGreaterThanOrEqual(0);
    expect(right, text).toBeLessThanOrEqual(WIDTH);
    expect(top, text).toBeGreaterThanOrEqual(0);
    expect(bottom, text).toBeLessThanOrEqual(HEIGHT);
    // A phone 390 wide shows the picture 290 wide.
    expect((size * 290) / WIDTH, text).toBeGreaterThanOrEqual(9);
    // It stands over a chart that is empty, on a ground of its own.
    if (text === noData) continue;
    const other = labels.slice(i + 1).find((later) => later.text !== noData && overlap(label, later));
    expect(other?.text, `over ${JSON.stringify(text)}`).toBeUndefined();
  }
}

describe.each(LANGUAGES.map(({ locale }) => locale))('labels in %s', (locale) => {
  const { noData } = languageOf(locale).words.charts;

  test('of the samples overlap nowhere, are within the picture, legible on a phone and without a letter that is not there', () => {
    for (const charts of Object.values(CHART_SAMPLES)) {
      for (const chart of Object.values(charts)) checkLabels(labelsOf(chart, locale), noData);
    }
  });

  test('of any other chart too', () => {
    fc.assert(
      fc.property(anyChart, (chart) => checkLabels(labelsOf(chart, locale), noData)),
      { numRuns: 25 },
    );
  });

  test('are the same numbers and dates as elsewhere in that language', () => {
    const language = languageOf(locale);
    const texts = (type: 'balance' | 'errors') =>
      labelsOf(CHART_SAMPLES.realistic[type], locale).map(({ text }) => text);
    const spaced = (text: string) => text.replaceAll('\u202f', '\u00a0');
    const title = `${language.words.charts.titles.balance} · ${language.duration(24 * 3_600_000)}`;
    expect(texts('balance')[0]).toBe(`${spaced(title)}  ${spaced(language.usd(14_800_000))}`);
    expect(texts('errors')[0]).toContain(spaced(language.percent(439 / 3_667)));
    expect(texts('errors')[0]).toContain(spaced(language.count(3_667)));
    expect(texts('errors')).toContain(language.words.charts.others);
  });
});

test('a language is drawn as such: another one is another picture', () => {
  const chart = CHART_SAMPLES.realistic.queue;
  const pictures = ['en-US', 'de', 'fr', 'es-ES', 'pt-BR', 'ru', 'zh-CN'].map((locale) =>
    Buffer.from(draw(chart, chartTexts(chart, languageOf(locale)))).toString('base64'),
  );
  expect(new Set(pictures).size).toBe(pictures.length);
});

test.each(['Error rate 12.0% (439/3,667)', 'Не решено по часам', '11月24日', '按小时统计的失败 5.2%'])(
  'the width of %j is that of its picture',
  (text) => {
    for (const weight of ['normal', 'bold']) {
      const family = weight === 'bold' && hasChinese(text) ? CHINESE_FONT : 'Roboto';
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="60"><text y="40" font-size="22" font-family="${family}" font-weight="${weight}">${text}</text></svg>`;
      const font = { fontFiles: fontFiles(svg), loadSystemFonts: false };
      const drawn = new Resvg(svg, { font }).getBBox()?.width ?? 0;
      // Without the blank before its first letter and after its last one, and where pairs are moved together.
      expect(Math.abs(widthOf(text, 22, weight === 'bold') - drawn)).toBeLessThan(8);
    }
  },
);
