import { percentilesOf, SUMMARY_PERCENTILES } from '../reports/percentiles.ts';
import type { LatencyPercentiles } from '../summary.ts';
import { HOUR, MINUTE, type Millis } from '../time.ts';
import type { Guild, Thresholds } from '../types.ts';
import type { LatencyChart } from './chart.ts';
import type { ChartPorts } from './chartPorts.ts';
import { latencyChart } from './latencyChart.ts';
import { QUARTER_HOUR, stepStart } from './steps.ts';

/** How long solved tasks took. */
export interface SolvedLatency {
  readonly solved: number;
  readonly latency: LatencyPercentiles;
}

export interface LatencyReport {
  readonly windowMs: Millis;
  /** Null where no solved task said how long it took. */
  readonly overall: SolvedLatency | null;
  /** The CAPTCHA types with the most solved tasks, the most first; empty where no type was reported. */
  readonly byType: readonly (SolvedLatency & { readonly type: string })[];
  readonly thresholds: Thresholds['latency'];
  readonly chart: LatencyChart;
}

/** Percentiles over a window, which begins with a whole minute, or quarter-hour where it is longer than two hours: by type nothing finer is kept. */
export async function latencyReport(
  guild: Guild,
  windowMs: Millis,
  now: Millis,
  ports: ChartPorts,
): Promise<LatencyReport> {
  const [overall, byType, chart] = await Promise.all([
    solvedLatency(windowMs, now, ports),
    ports.store.results.latenciesByType(...spanOf(windowMs, now, ports)),
    latencyChart(guild, now, { from: now - Math.max(windowMs, HOUR), to: now }, ports),
  ]);
  return {
    windowMs,
    overall,
    byType: byType.flatMap(({ type, ...each }) => latencyOf(each).map((known) => ({ type, ...known }))),
    thresholds: guild.thresholds.latency,
    chart,
  };
}

/** Of all types together; null where no solved task said how long it took. */
export async function solvedLatency(
  windowMs: Millis,
  now: Millis,
  ports: Pick<ChartPorts, 'store' | 'pipeline'>,
): Promise<SolvedLatency | null> {
  const overall = await ports.store.results.latencies(...spanOf(windowMs, now, ports));
  return overall === null ? null : (latencyOf(overall)[0] ?? null);
}

function spanOf(windowMs: Millis, now: Millis, { pipeline }: Pick<ChartPorts, 'pipeline'>) {
  const from = stepStart(now - windowMs, windowMs > 2 * HOUR ? QUARTER_HOUR : MINUTE);
  return [pipeline, from, now + 1, SUMMARY_PERCENTILES] as const;
}

function latencyOf({ solved, valuesMs }: { solved: number; valuesMs: readonly Millis[] }): readonly SolvedLatency[] {
  const latency = percentilesOf(valuesMs);
  return latency === null ? [] : [{ solved, latency }];
}
