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
import type { MicroUsd } from '../types.ts';
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

/** What one line can tell. */
export interface Glance {
  readonly balanceMicros: MicroUsd | null;
  readonly solved: number;
  readonly failed: number;
  readonly queueDepth: number | null;
}

/** What people can ask about one pipeline and the account that it spends from. */
export interface PipelineReports {
  balance(guildId: string): Promise<Charted<BalanceReport>>;
  status(guildId: string): Promise<StatusReport>;
  summary(guildId: string, period: SummaryPeriod): Promise<Charted<Summary>>;
  /** The failures of the last `window`, such as `6h`; an hour where it is null. @throws MonitorError `badLength` or `durationTooLong`. */
  errors(guildId: string, window: string | null): Promise<ErrorsReport>;
  queue(guildId: string): Promise<QueueReport>;
  /** The chart of an incident, from before it began to after it ended. */
  incidentChart(guildId: string, incident: PastIncident): Promise<Chart>;
  /** In one line, over the last hour. */
  glance(): Promise<Glance>;
}

/** Errors of a longer time than this are `/summary`'s. */
const LONGEST_ERRORS_MS: Millis = 30 * DAY;

export function createPipelineReports(ports: ReportPorts, clock: Clock): PipelineReports {
  const { store, pipeline, account } = ports;
  const guild = (guildId: string) => findGuild(guildId, clock.now(), ports);
  const seenGuild = async (guildId: string) => asSeenBy(await guild(guildId), pipeline);

  return {
    async balance(guildId) {
      const now = clock.now();
      const of = await guild(guildId);
      const [report, chart] = await Promise.all([reportBalance(of, now, ports), balanceChart(of, now, ports)]);
      return { report, chart };
    },
    status: async (guildId) => reportStatus(await guild(guildId), clock.now(), ports),

    async summary(guildId, period) {
      const of = await guild(guildId);
      const span = periodBounds(period, clock.now(), of.timeZone);
      const [report, chart] = await Promise.all([
        summarize(store, { pipeline, account: account.name }, span, of.timeZone),
        hoursChart(of, span, ports),
      ]);
      return { report, chart };
    },

    errors: async (guildId, window) =>
      errorsReport(await seenGuild(guildId), window === null ? HOUR : windowOf(window), clock.now(), ports),
    queue: async (guildId) => queueReport(await seenGuild(guildId), clock.now(), ports),

    async incidentChart(guildId, { kind, openedAt, endedAt }) {
      const now = clock.now();
      const span = { from: openedAt - HOUR, to: endedAt === null ? now : Math.min(now, endedAt + 15 * MINUTE) };
      return kindChart(kind, await seenGuild(guildId), now, span, ports);
    },

    async glance() {
      const now = clock.now();
      const [balance, queue, { solved, failed }] = await Promise.all([
        store.readings.newest(account.name, 'balance', now),
        store.readings.newest(pipeline, 'queueDepth', now),
        store.results.window(pipeline, now - HOUR, now),
      ]);
      return { balanceMicros: balance?.value ?? null, queueDepth: queue?.value ?? null, solved, failed };
    },
  };
}

function windowOf(text: string): Millis {
  const ms = parseLength(text);
  if (ms === null) throw new MonitorError('badLength', { text });
  if (ms > LONGEST_ERRORS_MS) throw new MonitorError('durationTooLong', { text, longest: '30d' });
  return Math.max(ms, MINUTE);
}
