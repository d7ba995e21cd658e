import type { Chart } from '../charts/chart.ts';
import { type CostPeriod, type CostReport, costReport } from '../charts/costReport.ts';
import { type ErrorsReport, errorsReport } from '../charts/errorsReport.ts';
import { hoursChart } from '../charts/hoursChart.ts';
import { type LatencyReport, latencyReport } from '../charts/latencyReport.ts';
import type { Summary } from '../summary.ts';
import { localDay } from '../text/calendar.ts';
import { parseWindow } from '../text/window.ts';
import { type Clock, DAY, type Millis } from '../time.ts';
import type { Guild } from '../types.ts';
import { boundsBefore, type PeriodBefore, summarizeBefore } from './periodBefore.ts';
import type { ReportPorts } from './reports.ts';
import { type AsOf, type SharedAnswers, shareDated } from './sharedAnswers.ts';
import { periodBounds, type SummaryPeriod, summarizeAll } from './summary.ts';

/** A report with the chart that belongs to it. */
export interface Charted<Report> {
  readonly report: Report;
  readonly chart: Chart;
}

/** A period with what the one before it was. */
export interface SummaryReport extends Charted<Summary> {
  readonly before: PeriodBefore | null;
}

/** What a guild can ask about a span of time, which may be long: shared by all who ask the same. */
export interface SpanReports {
  summary(period: SummaryPeriod): Promise<AsOf<SummaryReport>>;
  /** The failures of the last `window`, such as `6h`; an hour where it is null. @throws MonitorError `badLength` or `durationTooLong`. */
  errors(window: string | null): Promise<AsOf<ErrorsReport>>;
  /** @throws as `errors`. */
  latency(window: string | null): Promise<AsOf<LatencyReport>>;
  cost(period: CostPeriod): Promise<AsOf<CostReport>>;
}

export interface SpanReportPorts extends ReportPorts {
  readonly answers: SharedAnswers;
}

interface Asking {
  readonly readGuild: () => Promise<Guild>;
  /** With the thresholds that hold for the pipeline. */
  readonly readSeenGuild: () => Promise<Guild>;
  readonly clock: Clock;
}

/** However short the period is, its chart shows seven days. */
const LEAST_COST_MS: Millis = 7 * DAY;

export function createSpanReports(ports: SpanReportPorts, { readGuild, readSeenGuild, clock }: Asking): SpanReports {
  const { pipeline, account } = ports;
  const share = shareDated(ports.answers, [{ ...account, pipelines: [pipeline] }], clock);

  return {
    async summary(period) {
      const guild = await readGuild();
      const { from, to } = periodBounds(period, clock.now(), guild.timeZone);
      return share('summary', [period, ...dayOf(guild, clock)], to - from, (now) =>
        summaryReport(guild, period, now, ports),
      );
    },
    async errors(window) {
      const guild = await readSeenGuild();
      const windowMs = parseWindow(window);
      return share('errors', [windowMs, guild.thresholds.errors, guild.timeZone], windowMs, (now) =>
        errorsReport(guild, windowMs, now, ports),
      );
    },
    async latency(window) {
      const guild = await readSeenGuild();
      const windowMs = parseWindow(window);
      return share('latency', [windowMs, guild.thresholds.latency, guild.timeZone], windowMs, (now) =>
        latencyReport(guild, windowMs, now, ports),
      );
    },
    async cost(period) {
      const guild = await readGuild();
      return share('cost', [period, ...dayOf(guild, clock)], LEAST_COST_MS, (now) =>
        costReport(guild, period, now, ports),
      );
    },
  };
}

/** After midnight, yesterday is another day. */
export function dayOf({ timeZone }: Pick<Guild, 'timeZone'>, clock: Clock): readonly string[] {
  return [localDay(clock.now(), timeZone).date, timeZone];
}

async function summaryReport(
  guild: Guild,
  period: SummaryPeriod,
  now: Millis,
  ports: ReportPorts,
): Promise<SummaryReport> {
  const { store, account, pipeline } = ports;
  const { timeZone } = guild;
  const alone = [{ ...account, pipelines: [pipeline] }];
  const span = periodBounds(period, now, timeZone);
  const [report, before, chart] = await Promise.all([
    summarizeAll(store, alone, span, timeZone),
    summarizeBefore(store, alone, boundsBefore(period, now, timeZone), timeZone),
    hoursChart(guild, span, ports),
  ]);
  return { report, before, chart };
}
