import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { CHART_SAMPLES } from '../pictures/chartSamples.ts';
import { createCharts } from '../src/charts/charts.ts';
import type { DrawRequest } from '../src/charts/worker.ts';
import { chartTexts } from '../src/discord/embeds/chartReply.ts';
import { ENGLISH } from '../src/discord/words/language.ts';

// One line of JSON: what becomes of many different charts that are asked for at once, and the memory of the program with all of its processes.
// `node bench/chartCrowd.ts now 700`; `before`: all at once to a thread that is never ended, as it was until 2026-11-29.
const [how = 'now', many = '700'] = process.argv.slice(2);
const MIB = 2 ** 20;
const PAGE_BYTES = 4_096;
/** In place of the minute of the program. */
const IDLE_MS = 1_000;

const charts = Object.values(CHART_SAMPLES.realistic);
const requests: readonly DrawRequest[] = Array.from({ length: Number(many) }, (_, n) => {
  const chart = charts[n % charts.length] ?? CHART_SAMPLES.realistic.queue;
  return { chart: { ...chart, to: chart.to + n }, texts: chartTexts(chart, ENGLISH) };
});

/** Answers how many were drawn. */
async function drawNow(): Promise<number> {
  const { render } = createCharts({ idleMs: IDLE_MS });
  const drawn = requests.map(({ chart, texts }) =>
    render(chart, texts).then(
      () => 1,
      () => 0,
    ),
  );
  return (await Promise.all<number>(drawn)).reduce((sum, one) => sum + one, 0);
}

async function drawAsBefore(): Promise<number> {
  const thread = new Worker(new URL('./chartThread.ts', import.meta.url));
  const { promise, resolve } = Promise.withResolvers<number>();
  let answers = 0;
  thread.on('message', () => {
    answers += 1;
    if (answers === requests.length) resolve(answers);
  });
  for (const request of requests) thread.postMessage(request);
  return promise;
}

/** Of this process and those that it started, which Linux tells. */
function rss(): number {
  let bytes = process.memoryUsage.rss();
  for (const thread of readdirSync('/proc/self/task')) {
    const children = readFileSync(`/proc/self/task/${thread}/children`, 'utf8').trim();
    for (const pid of children === '' ? [] : children.split(' ')) bytes += rssOf(pid);
  }
  return bytes;
}

function rssOf(pid: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    // It has just ended.
    return 0;
  }
}

const before = rss();
let peak = before;
const watching = setInterval(() => {
  peak = Math.max(peak, rss());
}, 20);
const startedAt = performance.now();
const drawn = await (how === 'before' ? drawAsBefore() : drawNow());
const tookMs = performance.now() - startedAt;
await sleep(3 * IDLE_MS);
clearInterval(watching);
console.log(JSON.stringify({ drawn, tookMs, before: before / MIB, peak: peak / MIB, after: rss() / MIB }));
process.exit();
