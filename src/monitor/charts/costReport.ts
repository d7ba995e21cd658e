import type { Cost } from '../ports/costStore.ts';
import { forecastMonth, type MonthForecast } from '../reports/monthForecast.ts';
import { dayOfMonth } from '../text/calendar.ts';
import type { Millis } from '../time.ts';
import type { Guild } from '../types.ts';
import type { CostChart, CostDay } from './chart.ts';
import type { ChartPorts } from './chartPorts.ts';
import { costDays } from './costDays.ts';

/** The periods that `/cost` offers: whole days of the calendar, of which the last is today. */
export const COST_PERIODS = ['today', '7d', '30d', 'month'] as const;
export type CostPeriod = (typeof COST_PERIODS)[number];

/** Less than that is no chart. */
const LEAST_DAYS_DRAWN = 7;

export interface CostReport {
  /** From the first day on of which something is kept. */
  readonly days: readonly CostDay[];
  readonly total: Cost;
  /** The CAPTCHA types that cost most; empty where none was reported. */
  readonly byType: readonly (Cost & { readonly type: string })[];
  readonly forecast: MonthForecast | null;
  readonly chart: CostChart;
}

/** What was spent, by day and by type, as far as workers reported it. */
export async function costReport(
  { timeZone }: Guild,
  period: CostPeriod,
  now: Millis,
  ports: ChartPorts,
): Promise<CostReport> {
  const count = daysOf(period, now, timeZone);
  const [drawn, forecast] = await Promise.all([
    costDays(Math.max(count, LEAST_DAYS_DRAWN), timeZone, now, ports),
    forecastMonth(timeZone, now, ports),
  ]);
  const days = drawn.slice(-count);
  const from = days[0]?.from ?? now;
  const types = await ports.store.costs.byType(ports.pipeline, from, now + 1);
  return {
    days,
    total: totalOf(days),
    byType: types.some(({ type }) => type !== '') ? types : [],
    forecast,
    chart: { type: 'cost', from: drawn[0]?.from ?? now, to: drawn.at(-1)?.to ?? now, timeZone, days: drawn },
  };
}

/** The sum of a period alone. */
export async function costTotal(
  { timeZone }: Guild,
  period: CostPeriod,
  now: Millis,
  ports: Pick<ChartPorts, 'store' | 'pipeline'>,
): Promise<Cost> {
  return totalOf(await costDays(daysOf(period, now, timeZone), timeZone, now, ports));
}

/** Costs of days or of pipelines, added up. */
export function totalOf(costs: readonly Pick<CostDay, 'tasks' | 'costMicros'>[]): Cost {
  return {
    tasks: costs.reduce((sum, { tasks }) => sum + tasks, 0),
    costMicros: costs.reduce((sum, { costMicros }) => sum + (costMicros ?? 0), 0),
  };
}

function daysOf(period: CostPeriod, now: Millis, timeZone: string): number {
  switch (period) {
    case 'today':
      return 1;
    case '7d':
      return 7;
    case '30d':
      return 30;
    case 'month':
      return dayOfMonth(now, timeZone);
  }
}
