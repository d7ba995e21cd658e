import type { Summary } from '../alerts/message.ts';
import { balanceChart } from '../charts/balanceChart.ts';
import type { Chart } from '../charts/chart.ts';
import { type CostPeriod, type CostReport, costReport } from '../charts/costReport.ts';
import { type ErrorsReport, errorsReport } from '../charts/errorsReport.ts';
import { hoursChart } from '../charts/hoursChart.ts';
import { kindChart } from '../charts/kindChart.ts';
import { type LatencyReport, latencyReport } from '../charts/latencyReport.ts';
import { type QueueReport, queueReport } from '../charts/queueReport.ts';
import type { PastIncident } from '../ports/incidentStore.ts';
import { parseWindow } from '../text/window.ts';
import type { Clock } from '../time.ts';
import { HOUR, MINUTE } from '../time.ts';
import type { AlertKind } from '../types.ts';
import { type ExportPorts, type ExportReport, exportTables } from './exportTables.ts';
import { boundsBefore, type PeriodBefore, summarizeBefore } from './periodBefore.ts';
import {
  asSeenBy,
  type BalanceReport,
  findGuild,
  type ReportPorts,
  reportBalance,
  reportStatus,
  type StatusReport,
} from './reports.ts';
import { periodBounds, type SummaryPeriod, summarizeAll } from './summary.ts';
import { reportWhy, type WhyReport } from './why.ts';

/** A report with the chart that belongs to it. */
export interface Charted<Report> {
  readonly report: Report;
  readonly chart: Chart;
}

/** A period with what the one before it was. */
export interface SummaryReport extends Charted<Summary> {
  readonly before: PeriodBefore | null;
}

/** What a guild can ask about one pipeline and the account that it spends from. */
export interface PipelineReports {
  /** Without a chart on a thread plan: a line at 0 would look like trouble. */
  balance(): Promise<{ readonly report: BalanceReport; readonly chart: Chart | null }>;
  status(): Promise<StatusReport>;
  summary(period: SummaryPeriod): Promise<SummaryReport>;
  /** The failures of the last `window`, such as `6h`; an hour where it is null. @throws MonitorError `badLength` or `durationTooLong`. */
  errors(window: string | null): Promise<ErrorsReport>;
  queue(): Promise<QueueReport>;
  /** @throws as `errors`. */
  latency(window: string | null): Promise<LatencyReport>;
  cost(period: CostPeriod): Promise<CostReport>;
  /** Incidents, and the sums of each day, as files. */
  exportTables(): Promise<ExportReport>;
  /** Why there was, or was not, a message about a kind at a time such as `14:07` or `2h ago`; null: now. @throws MonitorError `badMoment`. */
  why(kind: AlertKind, at: string | null): Promise<WhyReport>;
  /** The chart of an incident, from before it began to after it ended. */
  incidentChart(incident: PastIncident): Promise<Chart>;
}

export function createPipelineReports(
  guildId: string,
  ports: ReportPorts & ExportPorts,
  clock: Clock,
): PipelineReports {
  const { store, pipeline, account } = ports;
  const guild = () => findGuild(guildId, clock.now(), ports);
  const seenGuild = async () => asSeenBy(await guild(), pipeline);

  return {
    async balance() {
      const now = clock.now();
      const of = await guild();
      const report = await reportBalance(of, now, ports);
      return { report, chart: report.hasBalance ? await balanceChart(of, now, ports) : null };
    },
    status: async () => reportStatus(await guild(), clock.now(), ports),

    async summary(period) {
      const of = await guild();
      const now = clock.now();
      const span = periodBounds(period, now, of.timeZone);
      const alone = [{ ...account, pipelines: [pipeline] }];
      const [report, before, chart] = await Promise.all([
        summarizeAll(store, alone, span, of.timeZone),
        summarizeBefore(store, alone, boundsBefore(period, now, of.timeZone), of.timeZone),
        hoursChart(of, span, ports),
      ]);
      return { report, before, chart };
    },

    errors: async (window) => errorsReport(await seenGuild(), parseWindow(window), clock.now(), ports),
    latency: async (window) => latencyReport(await seenGuild(), parseWindow(window), clock.now(), ports),
    cost: async (period) => costReport(await guild(), period, clock.now(), ports),
    exportTables: async () => exportTables(await guild(), clock.now(), ports),
    why: async (kind, at) => reportWhy(await guild(), kind, at, clock.now(), ports),
    queue: async () => queueReport(await seenGuild(), clock.now(), ports),

    async incidentChart({ kind, openedAt, endedAt }) {
      const now = clock.now();
      const span = { from: openedAt - HOUR, to: endedAt === null ? now : Math.min(now, endedAt + 15 * MINUTE) };
      return kindChart(kind, await seenGuild(), now, span, ports);
    },
  };
}
