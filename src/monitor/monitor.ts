import { seenAccounts, seenPipelines } from './accounts/seenAccounts.ts';
import type { WatchedAccount } from './accounts/watchedAccount.ts';
import { seenMutes } from './alerts/mutes.ts';
import type { StepResult, TestAlerts, TestResult } from './delivery/testAlerts.ts';
import { MonitorError } from './errors.ts';
import type { PastIncident } from './ports/incidentStore.ts';
import { createQueueRecord, type QueueRecord } from './queueSources/recordQueue.ts';
import { createCodeNames } from './record/codeNames.ts';
import type { CodeBook } from './record/codes.ts';
import type { KeyedResults, KeyOutcome } from './record/keyedResults.ts';
import type { Recorder } from './record/record.ts';
import { type Glance, glanceAt } from './reports/glance.ts';
import { createOverviewReports, type OverviewReports } from './reports/overviewReports.ts';
import { createPipelineReports, type PipelineReports } from './reports/pipelineReports.ts';
import { findGuild } from './reports/reports.ts';
import { changeIsSeen, seenOf } from './reports/seen.ts';
import { reportSettings, type SettingsReport } from './reports/settingsReport.ts';
import { createSharedAnswers } from './reports/sharedAnswers.ts';
import type { Charted } from './reports/spanReports.ts';
import { type StatusOverview, statusOverview } from './reports/statusOverview.ts';
import { readVitals, type Vitals } from './reports/vitals.ts';
import { allWithDefaults } from './settings/allWithDefaults.ts';
import type { Change } from './settings/audit.ts';
import { type BotNotices, createBotNotices } from './settings/botNotices.ts';
import { type ChangeActions, createChangeActions } from './settings/changeActions.ts';
import type { ChangePorts } from './settings/changePorts.ts';
import { createEscalationActions, type EscalationActions } from './settings/escalationActions.ts';
import { createForgetAction, type ForgetAction } from './settings/forgetPerson.ts';
import { receiversOf } from './settings/guildDefaults.ts';
import { createGuildEvents, type GuildEvents } from './settings/guildEvents.ts';
import { createOnCallActions, type OnCallActions } from './settings/onCallActions.ts';
import { createQuietActions, type QuietActions } from './settings/quietActions.ts';
import type { Actor, AlertSeverity, Guild, Mute, SolveResult } from './types.ts';

export interface MonitorPorts extends ChangePorts {
  /** At least one. */
  readonly accounts: readonly WatchedAccount[];
  readonly recorder: Recorder;
  readonly codes: CodeBook;
  readonly testAlerts: Pick<TestAlerts, 'send' | 'walk'>;
}

/** The actions that every front door calls: slash commands, HTTP, timers. */
export interface Monitor
  extends ChangeActions,
    QuietActions,
    EscalationActions,
    OnCallActions,
    ForgetAction,
    GuildEvents,
    BotNotices,
    QueueRecord {
  /** Resolves once the results are on disk. Rejects with MonitorError `notSaved` or `overloaded`; nothing was kept then, unless it says `mayBeKept`. */
  record(pipeline: string, results: readonly SolveResult[]): Promise<unknown>;
  /** The same for results under a key: only the first time they come are they counted. */
  recordOnce(keyed: KeyedResults): Promise<KeyOutcome>;
  /** The names of all pipelines. */
  readonly pipelines: readonly string[];
  /** The names of those that a guild sees. */
  pipelinesOf(guildId: string): readonly string[];
  /** What a guild can ask about a pipeline that it sees; null: the first of them. @throws MonitorError `unknownPipeline`. */
  of(guildId: string, pipeline: string | null): PipelineReports;
  /** What a guild that sees several pipelines can ask about all of them; null where it sees one, or asks for one. */
  overview(guildId: string, pipeline: string | null): OverviewReports | null;
  /** How everything that a guild sees stands, also where that is one pipeline. */
  standing(guildId: string): Promise<StatusOverview>;
  /** Everything in one line; null where some servers may not see all of it. */
  glance(): Promise<Glance | null>;
  /** The newest first. */
  incidents(guildId: string, limit: number): Promise<readonly PastIncident[]>;
  /** One incident, and its chart. @throws MonitorError `unknownIncident`. */
  incident(guildId: string, id: number): Promise<Charted<PastIncident>>;
  /** What people changed, the newest first. */
  changes(guildId: string, limit: number): Promise<readonly Change[]>;
  /** The active mutes. */
  mutes(guildId: string): Promise<readonly Mute[]>;
  /**
   * What holds for a guild, what of it is its own, and which of its own thresholds do not hold because they do not fit. With a
   * pipeline: what holds for that one, and what of it was chosen for it alone.
   */
  settings(guildId: string, pipeline?: string | null): Promise<SettingsReport>;
  /** The receivers outside of Discord that are notified of a guild's incidents. */
  receiversOf(guildId: string): readonly string[];
  /** Sends a marked alert the way that every alert takes. @throws MonitorError `noDestination`. */
  test(guildId: string, severity: AlertSeverity, by: Actor): Promise<TestResult>;
  /** Goes through the steps of the escalation, marked as a test. @throws MonitorError `noDestination`. */
  testSteps(guildId: string, by: Actor): Promise<readonly StepResult[]>;
  /** What a look from outside shows, by the process-wide thresholds. */
  vitals(): Promise<Vitals>;
  /** What the provider's error codes mean. */
  readonly codes: CodeBook;
  guilds(): Promise<readonly Guild[]>;
}

export function createMonitor(ports: MonitorPorts): Monitor {
  const { store, clock, recorder, guildDefaults } = ports;
  const { takeIn } = createCodeNames(ports.codes);
  const accounts = ports.accounts.map(({ account }) => account);
  const pipelines = accounts.flatMap((account) => account.pipelines);
  const queueRecord = createQueueRecord(ports);
  const answers = createSharedAnswers(clock, recorder.drain);
  const guild = (guildId: string) => findGuild(guildId, clock.now(), ports);
  const guilds = async () => {
    const now = clock.now();
    return allWithDefaults(await store.guilds.present(), guildDefaults, now);
  };

  const pipelinesOf = (guildId: string) => seenPipelines(guildId, guildDefaults, accounts);

  function of(guildId: string, pipeline: string | null): PipelineReports {
    const known = pipelinesOf(guildId);
    const name = pipeline ?? known[0] ?? '';
    const watched = ports.accounts.find(({ account }) => account.pipelines.includes(name));
    if (watched === undefined || !known.includes(name)) throw new MonitorError('unknownPipeline', { name, known });
    return createPipelineReports(
      guildId,
      { ...ports, ...watched, answers, pipeline: name, sees: sees(guildId) },
      clock,
    );
  }

  const watchedBy = (guildId: string) =>
    ports.accounts.flatMap(({ account, reader }) =>
      seenAccounts([account], pipelinesOf(guildId)).map((seen) => ({ account: seen, reader })),
    );

  function overview(guildId: string, pipeline: string | null): OverviewReports | null {
    if (pipeline !== null || pipelinesOf(guildId).length < 2) return null;
    return createOverviewReports(guildId, { ...ports, answers, accounts: watchedBy(guildId) }, clock);
  }

  const sees = (guildId: string) => (incident: PastIncident) =>
    seenOf(incident, pipelinesOf(guildId), accounts).length > 0;

  return {
    ...createChangeActions(ports),
    ...createQuietActions(ports),
    ...createEscalationActions(ports),
    ...createOnCallActions(ports),
    ...createForgetAction(ports),
    ...createGuildEvents(ports),
    ...createBotNotices(ports, guilds),
    ...queueRecord,
    codes: ports.codes,
    pipelines,
    pipelinesOf,
    of,
    overview,
    standing: async (guildId) => statusOverview(await guild(guildId), clock.now(), watchedBy(guildId), ports),
    async glance() {
      const present = await store.guilds.present();
      const isOpen = present.every(({ id }) => pipelinesOf(id).length === pipelines.length);
      if (!isOpen) return null;
      const glance = await glanceAt(store, accounts, clock.now());
      // What cannot be read is not what was read last.
      const troubles = await Promise.all(pipelines.map(queueRecord.ownQueueTrouble));
      return troubles.every((trouble) => trouble === null) ? glance : { ...glance, queueDepth: null };
    },
    record: (to, results) => recorder.record(to, results.map(takeIn)),
    recordOnce: (keyed) => recorder.recordOnce({ ...keyed, results: keyed.results.map(takeIn) }),

    async incidents(guildId, limit) {
      const recent = await store.incidents.recent(guildId, limit);
      return recent.filter(sees(guildId));
    },
    async incident(guildId, id) {
      const incident = await store.incidents.get(guildId, id);
      const [pipeline] = incident === null ? [] : seenOf(incident, pipelinesOf(guildId), accounts);
      if (incident === null || pipeline === undefined) throw new MonitorError('unknownIncident', {});
      return { report: incident, chart: await of(guildId, pipeline).incidentChart(incident) };
    },
    async changes(guildId, limit) {
      const seen = pipelinesOf(guildId);
      return (await store.changes.recent(guildId, limit)).filter((change) => changeIsSeen(change, seen));
    },
    mutes: async (guildId) => seenMutes(await store.mutes.activeAt(clock.now()), guildId, pipelinesOf(guildId)),
    settings: async (guildId, pipeline = null) => reportSettings(await guild(guildId), pipeline, ports),

    receiversOf: (guildId) => receiversOf(guildDefaults, guildId).map(({ name }) => name),
    vitals: () => readVitals(clock.now(), ports),
    testSteps: (guildId, by) => ports.testAlerts.walk(guildId, by),
    test: (guildId, severity, by) => ports.testAlerts.send(guildId, severity, by),
    guilds,
  };
}
