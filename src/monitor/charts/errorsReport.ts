import type { TypeTotals } from '../ports/resultStore.ts';
import type { Millis } from '../time.ts';
import { HOUR } from '../time.ts';
import type { Guild, Thresholds, WindowTotals } from '../types.ts';
import type { ErrorsChart } from './chart.ts';
import type { ChartPorts } from './chartPorts.ts';
import { errorsChart } from './errorsChart.ts';

/** What failed within a window. The chart shows an hour at least, so that a trend can be seen. */
export interface ErrorsReport {
  readonly windowMs: Millis;
  readonly totals: WindowTotals;
  /** By CAPTCHA type; empty where none was reported. */
  readonly byType: readonly TypeTotals[];
  readonly chart: ErrorsChart;
  readonly thresholds: Thresholds['errors'];
}

export async function errorsReport(
  guild: Guild,
  windowMs: Millis,
  now: Millis,
  ports: ChartPorts,
): Promise<ErrorsReport> {
  const [totals, types, chart] = await Promise.all([
    ports.store.results.window(ports.pipeline, now - windowMs, now),
    ports.store.results.byType(ports.pipeline, now - windowMs, now),
    errorsChart(guild, now, { from: now - Math.max(windowMs, HOUR), to: now }, ports),
  ]);
  const byType = types.some(({ type }) => type !== '') ? types : [];
  return { windowMs, totals, byType, chart, thresholds: guild.thresholds.errors };
}
