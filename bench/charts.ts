import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Resvg } from '@resvg/resvg-js';
import { CHART_SAMPLES } from '../pictures/chartSamples.ts';
import { createCharts } from '../src/charts/charts.ts';
import { draw } from '../src/charts/draw.ts';
import { COLOUR, HEIGHT, WIDTH } from '../src/charts/theme.ts';
import { chartTexts } from '../src/discord/embeds/chartReply.ts';
import { ENGLISH } from '../src/discord/words/language.ts';
import { median, quantile } from './median.ts';

// Time to draw each chart, beside a blank picture of that size, and how long drawing them in the worker keeps the event loop from its work.
const ROUNDS = Number(process.env['ROUNDS'] ?? 100);
const WARM_UP = 20;
const BLANK = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"/>`;

/** All of them in turns, so that what else the machine does meets each of them alike. */
const pictures = new Map<string, () => Uint8Array>([
  [
    'blank',
    () => new Resvg(BLANK, { font: { loadSystemFonts: false }, background: COLOUR.background }).render().asPng(),
  ],
  ...Object.values(CHART_SAMPLES.realistic).map(
    (chart) => [chart.type, () => draw(chart, chartTexts(chart, ENGLISH))] as const,
  ),
]);
const times = new Map([...pictures.keys()].map((name) => [name, [] as number[]]));
const bytes = new Map<string, number>();
for (let round = -WARM_UP; round < ROUNDS; round += 1) {
  for (const [name, picture] of pictures) {
    const startedAt = performance.now();
    bytes.set(name, picture().length);
    if (round >= 0) times.get(name)?.push(performance.now() - startedAt);
  }
}
const blank = median(times.get('blank') ?? []);
for (const [name, taken] of times) {
  const each = median(taken);
  console.log(
    `${name.padEnd(8)} median ${each.toFixed(1)} ms, ${(each / blank).toFixed(1)} × blank, p95 ${quantile(taken, 0.95).toFixed(1)} ms, ${((bytes.get(name) ?? 0) / 1_024).toFixed(0)} KiB`,
  );
}

const charts = createCharts();
await charts.render(CHART_SAMPLES.empty.balance, chartTexts(CHART_SAMPLES.empty.balance, ENGLISH));
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
for (let round = 0; round < ROUNDS; round += 1) {
  const limit = round + 1;
  // Other data each time: what was drawn before is kept.
  const { queue } = CHART_SAMPLES.realistic;
  await charts.render({ ...queue, limit }, chartTexts(queue, ENGLISH));
}
delay.disable();
console.log(
  `event loop while ${ROUNDS} are drawn: median ${(delay.percentile(50) / 1e6).toFixed(1)} ms, p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms late`,
);
await charts.stop();
