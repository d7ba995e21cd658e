import { balanceChart } from '../charts/balanceChart.ts';
import type { Chart } from '../charts/chart.ts';
import { kindChart } from '../charts/kindChart.ts';
import { type QueueReport, queueReport } from '../charts/queueReport.ts';
import type { PastIncident } from '../ports/incidentStore.ts';
import { type Clock, HOUR, MINUTE } from '../time.ts';
import type { AlertKind } from '../types.ts';
import { type ExportPorts, type ExportReport, exportTables } from './exportTables.ts';
import { asSeenBy, type BalanceReport, findGuild, reportBalance, reportStatus, type StatusReport } from './reports.ts';
import { createSpanReports, type SpanReportPorts, type SpanReports } from './spanReports.ts';
import { reportWhy, type WhyReport } from './why.ts';

/** What a guild can ask about one pipeline and the account that it spends from. */
export interface PipelineReports extends SpanReports {
  /** Without a chart on a thread plan: a line at 0 would look like trouble. */
  balance(): Promise<{ readonly report: BalanceReport; readonly chart: Chart | null }>;
  status(): Promise<StatusReport>;
  queue(): Promise<QueueReport>;
  /** Incidents, and the sums of each day, as files. */
  exportTables(): Promise<ExportReport>;
  /** Why there was, or was not, a message about a kind at a time such as `14:07` or `2h ago`; null: now. @throws MonitorError `badMoment`. */
  why(kind: AlertKind, at: string | null): Promise<WhyReport>;
  /** The chart of an incident, from before it began to after it ended. */
  incidentChart(incident: PastIncident): Promise<Chart>;
}

export function createPipelineReports(
  guildId: string,
  ports: SpanReportPorts & ExportPorts,
  clock: Clock,
): PipelineReports {
  const { pipeline } = ports;
  const readGuild = () => findGuild(guildId, clock.now(), ports);
  const readSeenGuild = async () => asSeenBy(await readGuild(), pipeline);

  return {
    async balance() {
      const now = clock.now();
      const guild = await readGuild();
      const report = await reportBalance(guild, now, ports);
      return { report, chart: report.hasBalance ? await balanceChart(guild, now, ports) : null };
    },
    status: async () => reportStatus(await readGuild(), clock.now(), ports),

    ...createSpanReports(ports, { readGuild, readSeenGuild, clock }),
    exportTables: async () => exportTables(await readGuild(), clock.now(), ports),
    why: async (kind, at) => reportWhy(await readGuild(), kind, at, clock.now(), ports),
    queue: async () => queueReport(await readSeenGuild(), clock.now(), ports),

    async incidentChart({ kind, openedAt, endedAt }) {
      const now = clock.now();
      const span = { from: openedAt - HOUR, to: endedAt === null ? now : Math.min(now, endedAt + 15 * MINUTE) };
      return kindChart(kind, await readSeenGuild(), now, span, ports);
    },
  };
}
