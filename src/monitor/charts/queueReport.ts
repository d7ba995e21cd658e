import type { Verdict } from '../alerts/facts.ts';
import type { Drain } from '../kinds/drain.ts';
import { createJudge } from '../kinds/judge.ts';
import type { UnreadableSource } from '../queueSources/sourceSums.ts';
import { HOUR, MINUTE, type Millis } from '../time.ts';
import type { Guild, Thresholds } from '../types.ts';
import type { QueueChart } from './chart.ts';
import type { ChartPorts } from './chartPorts.ts';
import { queueChart } from './queueChart.ts';

const SHOWN_MS: Millis = 3 * HOUR;
const THROUGHPUT_MS: Millis = 5 * MINUTE;

/** The queue now. `perMinute` is how many tasks were finished a minute lately; null where none were. */
export interface QueueNow {
  readonly verdict: Verdict;
  readonly depth: number | null;
  readonly depthAt: Millis | null;
  readonly activeWorkers: number | null;
  /** Tasks that are being worked on; null where no source says. */
  readonly busy: number | null;
  /** When the task that has waited longest was put in; null where no source says. */
  readonly oldestAt: Millis | null;
  /** Sources that cannot be read now: the depth is without them. */
  readonly unreadable: readonly UnreadableSource[];
  readonly perMinute: number | null;
  readonly drain: Drain | null;
  readonly thresholds: Thresholds['queue'];
}

export interface QueueReport extends QueueNow {
  readonly chart: QueueChart;
}

export async function queueReport(guild: Guild, now: Millis, ports: ChartPorts): Promise<QueueReport> {
  const [report, chart] = await Promise.all([
    queueNow(guild, now, ports),
    queueChart(guild, now, { from: now - SHOWN_MS, to: now }, ports),
  ]);
  return { ...report, chart };
}

export async function queueNow({ thresholds }: Guild, now: Millis, ports: ChartPorts): Promise<QueueNow> {
  const { store, pipeline } = ports;
  const [readings, { solved, failed }] = await Promise.all([
    ports.reader(now).pipeline(pipeline, thresholds),
    store.results.window(pipeline, now - THROUGHPUT_MS, now),
  ]);
  const { queue } = readings;
  const newest = queue.depths.at(-1);
  const finished = solved + failed;
  const verdict = createJudge(() => readings)('queue', thresholds);
  return {
    verdict,
    depth: newest?.value ?? null,
    depthAt: newest?.at ?? null,
    activeWorkers: queue.activeWorkers,
    busy: queue.sources?.busy ?? null,
    oldestAt: queue.sources?.oldestAt ?? null,
    unreadable: queue.sources?.unreadable ?? [],
    perMinute: finished === 0 ? null : (finished * MINUTE) / THROUGHPUT_MS,
    drain: verdict.state !== 'unknown' && verdict.facts.kind === 'queue' ? verdict.facts.drain : null,
    thresholds: thresholds.queue,
  };
}
