import type { Account } from './accounts/account.ts';
import type { Chart } from './charts/chart.ts';
import type { TestAlerts, TestResult } from './delivery/testAlerts.ts';
import { MonitorError } from './errors.ts';
import { kindOf } from './kinds/index.ts';
import type { Reader } from './kinds/reader.ts';
import type { DeliveryProgress } from './ports/deliveryQueue.ts';
import type { PastIncident } from './ports/incidentStore.ts';
import { createCodeNames } from './record/codeNames.ts';
import type { CodeBook } from './record/codes.ts';
import type { KeyedResults, KeyOutcome } from './record/keyedResults.ts';
import type { Recorder } from './record/record.ts';
import { type Charted, createPipelineReports, type PipelineReports } from './reports/pipelineReports.ts';
import { findGuild } from './reports/reports.ts';
import type { Change } from './settings/audit.ts';
import { type ChangePorts, type ChangeVerbs, createChangeVerbs } from './settings/changeVerbs.ts';
import { createGuildEvents, type GuildEvents } from './settings/guildEvents.ts';
import { withDefaults } from './settings/guildSettings.ts';
import type { LimitName, LimitOverrides } from './settings/limits.ts';
import { fittingOverrides } from './settings/ownLimits.ts';
import type { Actor, AlertSeverity, Guild, Mute, Reading, SolveResult } from './types.ts';

/** An account that is watched, and how it is read. */
export interface WatchedAccount {
  readonly account: Account;
  readonly reader: Reader;
}

export interface MonitorPorts extends ChangePorts {
  /** At least one. */
  readonly accounts: readonly WatchedAccount[];
  readonly recorder: Recorder;
  readonly codes: CodeBook;
  readonly testAlerts: Pick<TestAlerts, 'send'>;
}

/** The queue as a pipeline reports it. */
export interface QueueReading {
  readonly depth: number;
  readonly activeWorkers: number | null;
}

/** The verbs that every front door calls: slash commands, HTTP, timers. */
export interface Monitor extends ChangeVerbs, GuildEvents {
  /** Resolves once the results are on disk. Rejects with MonitorError `notSaved` or `overloaded`; nothing was kept then, unless it says `mayBeKept`. */
  record(pipeline: string, results: readonly SolveResult[]): Promise<unknown>;
  /** The same for results under a key: only the first time they come are they counted. */
  recordOnce(keyed: KeyedResults): Promise<KeyOutcome>;
  recordQueue(pipeline: string, reading: QueueReading): Promise<void>;
  /** The names of all pipelines. */
  readonly pipelines: readonly string[];
  /** What can be asked about a pipeline; null: the first one. @throws MonitorError `unknownPipeline`. */
  of(pipeline: string | null): PipelineReports;
  /** The newest first. */
  incidents(guildId: string, limit: number): Promise<readonly PastIncident[]>;
  /** One incident, and its chart. @throws MonitorError `unknownIncident`. */
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
  /** What the provider's error codes mean. */
  readonly codes: CodeBook;
  guilds(): Promise<readonly Guild[]>;
  /** What became of the last messages to a guild, and what waits. */
  delivery(guildId: string): Promise<DeliveryProgress>;
}

export function createMonitor(ports: MonitorPorts): Monitor {
  const { store, clock, recorder, onChange, guildDefaults } = ports;
  const { takeIn } = createCodeNames(ports.codes);
  const reports = reportsByPipeline(ports);
  const pipelines = [...reports.keys()];
  const guild = (guildId: string) => findGuild(guildId, clock.now(), ports);
  const guilds = async () => {
    const now = clock.now();
    return (await store.guilds.present()).map((stored) => withDefaults(stored, guildDefaults, now));
  };

  function of(pipeline: string | null): PipelineReports {
    const found = reports.get(pipeline ?? pipelines[0] ?? '');
    if (found === undefined) throw new MonitorError('unknownPipeline', { name: pipeline ?? '', known: pipelines });
    return found;
  }

  /** Of an account any of its pipelines tells. */
  async function chartOf(guildId: string, incident: PastIncident): Promise<Chart> {
    const isOfAccount = kindOf(incident.kind).scope === 'account';
    const account = ports.accounts.find(({ account: { name } }) => isOfAccount && name === incident.pipeline)?.account;
    return of(account?.pipelines[0] ?? incident.pipeline).incidentChart(guildId, incident);
  }

  return {
    ...createChangeVerbs(ports),
    ...createGuildEvents(ports, guilds),
    codes: ports.codes,
    pipelines,
    of,
    record: (to, results) => recorder.record(to, results.map(takeIn)),
    recordOnce: (keyed) => recorder.recordOnce({ ...keyed, results: keyed.results.map(takeIn) }),

    async recordQueue(to, { depth, activeWorkers }) {
      const at = clock.now();
      const readings: Reading[] = [{ metric: 'queueDepth', at, value: depth }];
      if (activeWorkers !== null) readings.push({ metric: 'activeWorkers', at, value: activeWorkers });
      await store.readings.add(to, readings);
      onChange();
    },

    incidents: (guildId, limit) => store.incidents.recent(guildId, limit),
    async incident(guildId, id) {
      const incident = await store.incidents.get(guildId, id);
      if (incident === null) throw new MonitorError('unknownIncident', {});
      return { report: incident, chart: await chartOf(guildId, incident) };
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

    test: (guildId, severity, by) => ports.testAlerts.send(guildId, severity, by),
    guilds,
    delivery: (guildId) => store.deliveries.progress(guildId),
  };
}

function reportsByPipeline(ports: MonitorPorts): ReadonlyMap<string, PipelineReports> {
  return new Map(
    ports.accounts.flatMap(({ account, reader }) =>
      account.pipelines.map((pipeline): [string, PipelineReports] => [
        pipeline,
        createPipelineReports({ ...ports, account, reader, pipeline }, ports.clock),
      ]),
    ),
  );
}
