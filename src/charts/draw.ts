import { Resvg } from '@resvg/resvg-js';
import { CustomChart } from 'echarts/charts';
import { GraphicComponent, GridComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart, ChartTexts } from '../monitor/charts/chart.ts';
import { balanceOption } from './balanceOption.ts';
import { costOption } from './costOption.ts';
import { errorsOption } from './errorsOption.ts';
import { hoursOption } from './hoursOption.ts';
import { latencyOption } from './latencyOption.ts';
import { fontFiles, widthOf } from './letters.ts';
import { queueOption } from './queueOption.ts';
import { COLOUR, FONT, FONT_SIZE, HEIGHT, WIDTH } from './theme.ts';

echarts.use([CustomChart, GraphicComponent, GridComponent, SVGRenderer]);
// Without a browser echarts only guesses how wide letters are.
echarts.setPlatformAPI({
  measureText: (text, font = '') => {
    const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? FONT_SIZE);
    return { width: widthOf(text, size, font.includes('bold')) };
  },
});

/** A chart as PNG: no browser, and the same bytes everywhere, because the font comes with the program. */
export function draw(chart: Chart, texts: ChartTexts): Uint8Array {
  const svg = svgOf(chart, texts);
  const font = { fontFiles: fontFiles(svg), loadSystemFonts: false, defaultFontFamily: FONT };
  return new Resvg(svg, { font, background: COLOUR.background }).render().asPng();
}

/** The picture before it becomes pixels: its texts can still be read. */
export function svgOf(chart: Chart, texts: ChartTexts): string {
  const instance = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  try {
    instance.setOption({ animation: false, backgroundColor: COLOUR.background, ...optionOf(chart, texts) });
    return instance.renderToSVGString();
  } finally {
    instance.dispose();
  }
}

function optionOf(chart: Chart, texts: ChartTexts) {
  switch (chart.type) {
    case 'balance':
      return balanceOption(chart, texts);
    case 'errors':
      return errorsOption(chart, texts);
    case 'latency':
      return latencyOption(chart, texts);
    case 'queue':
      return queueOption(chart, texts);
    case 'cost':
      return costOption(chart, texts);
    case 'hours':
      return hoursOption(chart, texts);
  }
}
