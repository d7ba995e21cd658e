import type { Summary } from './alerts/message.ts';
import { balanceChart } from './charts/balanceChart.ts';
import type { Chart } from './charts/chart.ts';
import { type ErrorsReport, errorsReport } from './charts/errorsReport.ts';
import { hoursChart } from './charts/hoursChart.ts';
import { kindChart } from './charts/kindChart.ts';
import { type QueueReport, queueReport } from './charts/queueReport.ts';
import type { TestAlerts, TestResult } from './delivery/testAlerts.ts';
import { MonitorError } from './errors.ts';
import type { DeliveryProgress } from './ports/deliveryQueue.ts';
import type { PastIncident } from './ports/incidentStore.ts';
import { createCodeNames } from './record/codeNames.ts';
import type { CodeBook } from './record/codes.ts';
import type { KeyedResults, KeyOutcome } from './record/keyedResults.ts';
import type { Recorder } from './record/record.ts';
import { type BalanceReport, findGuild, reportBalance, reportStatus, type StatusReport } from './reports/reports.ts';
import { periodBounds, type SummaryPeriod, summarize } from './reports/summary.ts';
import type { Change } from './settings/audit.ts';
import { type ChangePorts, type ChangeVerbs, createChangeVerbs } from './settings/changeVerbs.ts';
import { createGuildEvents, type GuildEvents } from './settings/guildEvents.ts';
import { withDefaults } from './settings/guildSettings.ts';
import type { LimitName, LimitOverrides } from './settings/limits.ts';
import { fittingOverrides } from './settings/ownLimits.ts';
import { parseLength } from './text/duration.ts';
import type { Millis } from './time.ts';
import { DAY, HOUR, MINUTE } from './time.ts';
import type { Actor, AlertSeverity, Guild, MicroUsd, Mute, Reading, SolveResult } from './types.ts';

export interface MonitorPorts extends ChangePorts {
  readonly recorder: Recorder;
  readonly codes: CodeBook;
  readonly testAlerts: Pick<TestAlerts, 'send'>;
}

/** The queue as a pipeline reports it. */
export interface QueueReading {
  readonly depth: number;
  readonly activeWorkers: number | null;
}

/** What one line can tell. */
export interface Glance {
  readonly balanceMicros: MicroUsd | null;
  readonly solved: number;
  readonly failed: number;
  readonly queueDepth: number | null;
}

/** A report with the chart that belongs to it. */
export interface Charted<Report> {
  readonly report: Report;
  readonly chart: Chart;
}

/** The verbs that every front door calls: slash commands, HTTP, timers. */
export interface Monitor extends ChangeVerbs, GuildEvents {
  /** Resolves once the results are on disk. Rejects with MonitorError `notSaved` or `overloaded`; nothing was kept then, unless it says `mayBeKept`. */
  record(pipeline: string, results: readonly SolveResult[]): Promise<unknown>;
  /** The same for results under a key: only the first time they come are they counted. */
  recordOnce(keyed: KeyedResults): Promise<KeyOutcome>;
  recordQueue(pipeline: string, reading: QueueReading): Promise<void>;
  balance(guildId: string): Promise<Charted<BalanceReport>>;
  status(guildId: string): Promise<StatusReport>;
  summary(guildId: string, period: SummaryPeriod): Promise<Charted<Summary>>;
  /** The failures of the last `window`, such as `6h`; an hour where it is null. @throws MonitorError `badLength` or `durationTooLong`. */
  errors(guildId: string, window: string | null): Promise<ErrorsReport>;
  queue(guildId: string): Promise<QueueReport>;
  /** The newest first. */
  incidents(guildId: string, limit: number): Promise<readonly PastIncident[]>;
  /** One incident, and its chart from before it began to after it ended. @throws MonitorError `unknownIncident`. */
  incident(guildId: string, id: number): Promise<Charted<PastIncident>>;
  /** What people changed, the newest first. */
  changes(guildId: string, limit: number): Promise<readonly Change[]>;
  /** The active mutes. */
  mutes(guildId: string): Promise<readonly Mute[]>;
  /** What holds for a guild, what of it is its own, and which of its own limits do not hold because they do not fit. */
  settings(guildId: string): Promise<{
    readonly guild: Guild;
    readonly own: LimitOverrides;
    readonly dropped: readonly LimitName[];
    readonly hasWebhook: boolean;
  }>;
  /** Sends a marked alert the way that every alert takes. @throws MonitorError `noDestination`. */
  test(guildId: string, severity: AlertSeverity, by: Actor): Promise<TestResult>;
  /** The pipeline in one line, over the last hour. */
  glance(): Promise<Glance>;
  /** What the provider's error codes mean. */
  readonly codes: CodeBook;
  /** The names of all pipelines. */
  readonly pipelines: readonly string[];
  guilds(): Promise<readonly Guild[]>;
  /** What became of the last messages to a guild, and what waits. */
  delivery(guildId: string): Promise<DeliveryProgress>;
}

/** Errors of a longer time than this are `/summary`'s. */
const LONGEST_ERRORS_MS: Millis = 30 * DAY;

export function createMonitor(ports: MonitorPorts): Monitor {
  const { store, clock, recorder, pipeline, onChange, guildDefaults } = ports;
  const { takeIn } = createCodeNames(ports.codes);
  const guild = (guildId: string) => findGuild(guildId, clock.now(), ports);
  const guilds = async () => {
    const now = clock.now();
    return (await store.guilds.present()).map((stored) => withDefaults(stored, guildDefaults, now));
  };

  return {
    ...createChangeVerbs(ports),
    ...createGuildEvents(ports, guilds),
    codes: ports.codes,
    pipelines: [pipeline],
    record: (to, results) => recorder.record(to, results.map(takeIn)),
    recordOnce: (keyed) => recorder.recordOnce({ ...keyed, results: keyed.results.map(takeIn) }),

    async recordQueue(to, { depth, activeWorkers }) {
      const at = clock.now();
      const readings: Reading[] = [{ metric: 'queueDepth', at, value: depth }];
      if (activeWorkers !== null) readings.push({ metric: 'activeWorkers', at, value: activeWorkers });
      await store.readings.add(to, readings);
      onChange();
    },

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
        summarize(store, pipeline, span, of.timeZone),
        hoursChart(of, span, ports),
      ]);
      return { report, chart };
    },

    errors: async (guildId, window) =>
      errorsReport(await guild(guildId), window === null ? HOUR : windowOf(window), clock.now(), ports),
    queue: async (guildId) => queueReport(await guild(guildId), clock.now(), ports),

    incidents: (guildId, limit) => store.incidents.recent(guildId, limit),
    async incident(guildId, id) {
      const incident = await store.incidents.get(guildId, id);
      if (incident === null) throw new MonitorError('unknownIncident', {});
      const now = clock.now();
      const { kind, openedAt, endedAt } = incident;
      const span = { from: openedAt - HOUR, to: endedAt === null ? now : Math.min(now, endedAt + 15 * MINUTE) };
      return { report: incident, chart: await kindChart(kind, await guild(guildId), now, span, ports) };
    },
    changes: (guildId, limit) => store.changes.recent(guildId, limit),
    mutes: async (guildId) => (await store.mutes.activeAt(clock.now())).filter((mute) => mute.guildId === guildId),
    async settings(guildId) {
      const stored = await store.guilds.get(guildId);
      const hasWebhook = guildDefaults.webhook !== null && stored?.webhookId === guildDefaults.webhook.id;
      const own = stored?.limits ?? {};
      const { dropped } = fittingOverrides(guildDefaults.limits, own);
      return { guild: await guild(guildId), own, dropped, hasWebhook };
    },

    async glance() {
      const now = clock.now();
      const [balance, queue, { solved, failed }] = await Promise.all([
        store.readings.newest(pipeline, 'balance', now),
        store.readings.newest(pipeline, 'queueDepth', now),
        store.results.window(pipeline, now - HOUR, now),
      ]);
      return { balanceMicros: balance?.value ?? null, queueDepth: queue?.value ?? null, solved, failed };
    },

    test: (guildId, severity, by) => ports.testAlerts.send(guildId, severity, by),

    guilds,
    delivery: (guildId) => store.deliveries.progress(guildId),
  };
}

function windowOf(text: string): Millis {
  const ms = parseLength(text);
  if (ms === null) throw new MonitorError('badLength', { text });
  if (ms > LONGEST_ERRORS_MS) throw new MonitorError('durationTooLong', { text, longest: '30d' });
  return Math.max(ms, MINUTE);
}
