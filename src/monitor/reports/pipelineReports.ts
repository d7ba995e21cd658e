import type { Summary } from '../alerts/message.ts';
import { balanceChart } from '../charts/balanceChart.ts';
import type { Chart } from '../charts/chart.ts';
import { type ErrorsReport, errorsReport } from '../charts/errorsReport.ts';
import { hoursChart } from '../charts/hoursChart.ts';
import { kindChart } from '../charts/kindChart.ts';
import { type QueueReport, queueReport } from '../charts/queueReport.ts';
import { MonitorError } from '../errors.ts';
import type { PastIncident } from '../ports/incidentStore.ts';
import { parseLength } from '../text/duration.ts';
import type { Clock, Millis } from '../time.ts';
import { DAY, HOUR, MINUTE } from '../time.ts';
import {
  asSeenBy,
  type BalanceReport,
  findGuild,
  type ReportPorts,
  reportBalance,
  reportStatus,
  type StatusReport,
} from './reports.ts';
import { periodBounds, type SummaryPeriod, summarize } from './summary.ts';

/** A report with the chart that belongs to it. */
export interface Charted<Report> {
  readonly report: Report;
  readonly chart: Chart;
}

/** What a guild can ask about one pipeline and the account that it spends from. */
export interface PipelineReports {
  balance(): Promise<Charted<BalanceReport>>;
  status(): Promise<StatusReport>;
  summary(period: SummaryPeriod): Promise<Charted<Summary>>;
  /** The failures of the last `window`, such as `6h`; an hour where it is null. @throws MonitorError `badLength` or `durationTooLong`. */
  errors(window: string | null): Promise<ErrorsReport>;
  queue(): Promise<QueueReport>;
  /** The chart of an incident, from before it began to after it ended. */
  incidentChart(incident: PastIncident): Promise<Chart>;
}

/** Errors of a longer time than this are `/summary`'s. */
const LONGEST_ERRORS_MS: Millis = 30 * DAY;

export function createPipelineReports(guildId: string, ports: ReportPorts, clock: Clock): PipelineReports {
  const { store, pipeline, account } = ports;
  const guild = () => findGuild(guildId, clock.now(), ports);
  const seenGuild = async () => asSeenBy(await guild(), pipeline);

  return {
    async balance() {
      const now = clock.now();
      const of = await guild();
      const [report, chart] = await Promise.all([reportBalance(of, now, ports), balanceChart(of, now, ports)]);
      return { report, chart };
    },
    status: async () => reportStatus(await guild(), clock.now(), ports),

    async summary(period) {
      const of = await guild();
      const span = periodBounds(period, clock.now(), of.timeZone);
      const [report, chart] = await Promise.all([
        summarize(store, { pipeline, account: account.name }, span, of.timeZone),
        hoursChart(of, span, ports),
      ]);
      return { report, chart };
    },

    errors: async (window) =>
      errorsReport(await seenGuild(), window === null ? HOUR : windowOf(window), clock.now(), ports),
    queue: async () => queueReport(await seenGuild(), clock.now(), ports),

    async incidentChart({ kind, openedAt, endedAt }) {
      const now = clock.now();
      const span = { from: openedAt - HOUR, to: endedAt === null ? now : Math.min(now, endedAt + 15 * MINUTE) };
      return kindChart(kind, await seenGuild(), now, span, ports);
    },
  };
}

function windowOf(text: string): Millis {
  const ms = parseLength(text);
  if (ms === null) throw new MonitorError('badLength', { text });
  if (ms > LONGEST_ERRORS_MS) throw new MonitorError('durationTooLong', { text, longest: '30d' });
  return Math.max(ms, MINUTE);
}
