import { monitorEventLoopDelay } from 'node:perf_hooks';
import { CHART_SAMPLES } from '../pictures/chartSamples.ts';
import { createCharts } from '../src/charts/charts.ts';
import { draw } from '../src/charts/draw.ts';
import { median, quantile } from './median.ts';

// Time to draw each chart, and how long drawing them in the worker keeps the event loop from its work.
const ROUNDS = Number(process.env['ROUNDS'] ?? 100);
const WARM_UP = 20;

const all = Object.values(CHART_SAMPLES.realistic);
for (const chart of all) {
  const times: number[] = [];
  let bytes = 0;
  let cpuBefore = process.cpuUsage();
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const startedAt = performance.now();
    bytes = draw(chart).length;
    if (round >= 0) times.push(performance.now() - startedAt);
    else cpuBefore = process.cpuUsage();
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpuMs = (user + system) / 1_000 / ROUNDS;
  console.log(
    `${chart.type.padEnd(8)} median ${median(times).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms, CPU ${cpuMs.toFixed(1)} ms, ${(bytes / 1_024).toFixed(0)} KiB`,
  );
}

const charts = createCharts();
await charts.render(CHART_SAMPLES.empty.balance);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
for (let round = 0; round < ROUNDS; round += 1) {
  const limit = round + 1;
  // Other data each time: what was drawn before is kept.
  await charts.render({ ...CHART_SAMPLES.realistic.queue, limit });
}
delay.disable();
console.log(
  `event loop while ${ROUNDS} are drawn: median ${(delay.percentile(50) / 1e6).toFixed(1)} ms, p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms late`,
);
await charts.stop();
