import { execFile } from 'node:child_process';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Resvg } from '@resvg/resvg-js';
import { CHART_SAMPLES } from '../pictures/chartSamples.ts';
import { createCharts } from '../src/charts/charts.ts';
import { draw } from '../src/charts/draw.ts';
import { COLOUR, HEIGHT, WIDTH } from '../src/charts/theme.ts';
import { chartTexts } from '../src/discord/embeds/chartReply.ts';
import { ENGLISH } from '../src/discord/words/language.ts';
import { median, quantile } from './median.ts';

// Time to draw each chart, beside a blank picture of that size, how long drawing them keeps the event loop from its work, and what it takes
// when many are asked for at once, beside how that was until 2026-11-29.
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
  const threshold = round + 1;
  // Other data each time: what was drawn before is kept.
  const { queue } = CHART_SAMPLES.realistic;
  await charts.render({ ...queue, threshold }, chartTexts(queue, ENGLISH));
}
delay.disable();
console.log(
  `event loop while ${ROUNDS} are drawn: median ${(delay.percentile(50) / 1e6).toFixed(1)} ms, p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms late`,
);
await charts.stop();

const CROWD = Number(process.env['CROWD'] ?? 700);
const CROWDS = Number(process.env['CROWDS'] ?? 3);
const program = fileURLToPath(new URL('./chartCrowd.ts', import.meta.url));

type Crowd = Readonly<Record<'drawn' | 'tookMs' | 'before' | 'peak' | 'after', number>>;

async function crowd(how: string): Promise<Crowd> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, how, String(CROWD)]);
  return JSON.parse(stdout);
}

const crowds: Record<'now' | 'before', Crowd[]> = { now: [], before: [] };
for (let round = 0; round < CROWDS; round += 1) {
  for (const how of ['now', 'before'] as const) crowds[how].push(await crowd(how));
}
console.log(`${CROWD} at once, medians of ${CROWDS}:`);
for (const [how, all] of Object.entries(crowds)) {
  const of = (what: keyof Crowd) => median(all.map((one) => one[what]));
  const memory = (['before', 'peak', 'after'] as const).map((when) => `${when} ${of(when).toFixed(0)}`).join(', ');
  console.log(`${how.padEnd(8)} ${of('drawn')} drawn in ${(of('tookMs') / 1_000).toFixed(1)} s, RSS in MiB: ${memory}`);
}
