import type { Millis } from '../time.ts';
import type { Guild } from '../types.ts';
import type { LatencyChart } from './chart.ts';
import type { Bounds, ChartPorts } from './chartPorts.ts';
import { axisStart, stepFor, stepStart } from './steps.ts';

/** Latency percentiles over a span. */
export async function latencyChart(
  { thresholds, timeZone }: Guild,
  now: Millis,
  span: Bounds,
  { store, pipeline }: ChartPorts,
): Promise<LatencyChart> {
  const { to } = span;
  const from = axisStart(span, await store.results.oldestAt(pipeline));
  const stepMs = stepFor(to - from, now - from);
  const begin = stepStart(from, stepMs);
  const slots = await store.results.latencySteps(pipeline, begin, to + 1, stepMs);
  return { type: 'latency', from: begin, to, timeZone, stepMs, slots, thresholdMs: thresholds.latency.p95Ms };
}
