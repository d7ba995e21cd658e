import type { Millis } from '../time.ts';
import { MINUTE } from '../time.ts';
import type { Guild } from '../types.ts';
import type { QueueChart } from './chart.ts';
import { type Bounds, type ChartPorts, MOST_POINTS } from './chartPorts.ts';
import { axisStart, downsample, stepFor, stepStart } from './steps.ts';

/** The depth of the queue, and how many tasks were finished a minute. */
export async function queueChart(
  { thresholds, timeZone }: Guild,
  now: Millis,
  span: Bounds,
  { store, pipeline }: ChartPorts,
): Promise<QueueChart> {
  const { to } = span;
  const [readings, oldest] = await Promise.all([
    store.readings.since(pipeline, 'queueDepth', span.from, to),
    store.results.oldestAt(pipeline),
  ]);
  const firsts = [readings[0]?.at ?? null, oldest].filter((at) => at !== null);
  const from = axisStart(span, firsts.length === 0 ? null : Math.min(...firsts));
  const stepMs = Math.max(stepFor(to - from, now - from), MINUTE);
  const begin = stepStart(from, stepMs);
  const steps = await store.results.steps(pipeline, begin, to + 1, stepMs, 0);
  const depths = readings.map(({ at, value }) => ({ at: Math.max(at, from), value }));
  return {
    type: 'queue',
    from: begin,
    to,
    timeZone,
    stepMs,
    depths: downsample(depths, MOST_POINTS),
    // The last step has only begun, and must not look like a fall.
    perMinute: steps.map(({ at, solved, failed }) => ({
      at,
      value: ((solved + failed) * MINUTE) / Math.max(MINUTE, Math.min(stepMs, to - at)),
    })),
    threshold: thresholds.queue.depth,
  };
}
