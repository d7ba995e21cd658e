import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { CustomChart } from 'echarts/charts';
import { GraphicComponent, GridComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart } from '../monitor/chart.ts';
import { balanceOption } from './balanceOption.ts';
import { errorsOption } from './errorsOption.ts';
import { hoursOption } from './hoursOption.ts';
import { latencyOption } from './latencyOption.ts';
import { queueOption } from './queueOption.ts';
import { COLOUR, FONT, HEIGHT, WIDTH } from './theme.ts';

echarts.use([CustomChart, GraphicComponent, GridComponent, SVGRenderer]);

const ROBOTO = import.meta.resolve('@expo-google-fonts/roboto/package.json');
const FONTS = ['400Regular/Roboto_400Regular.ttf', '700Bold/Roboto_700Bold.ttf'].map((file) =>
  fileURLToPath(new URL(file, ROBOTO)),
);

/** A chart as PNG: no browser, and the same bytes everywhere, because the font comes with the program. */
export function draw(chart: Chart): Uint8Array {
  const font = { fontFiles: FONTS, loadSystemFonts: false, defaultFontFamily: FONT };
  return new Resvg(svgOf(chart), { font, background: COLOUR.background }).render().asPng();
}

function svgOf(chart: Chart): string {
  const instance = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
  try {
    instance.setOption({ animation: false, backgroundColor: COLOUR.background, ...optionOf(chart) });
    return instance.renderToSVGString();
  } finally {
    instance.dispose();
  }
}

function optionOf(chart: Chart) {
  switch (chart.type) {
    case 'balance':
      return balanceOption(chart);
    case 'errors':
      return errorsOption(chart);
    case 'latency':
      return latencyOption(chart);
    case 'queue':
      return queueOption(chart);
    case 'hours':
      return hoursOption(chart);
  }
}
