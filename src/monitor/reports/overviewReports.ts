import type { WatchedAccount } from '../accounts/watchedAccount.ts';
import type { ChartPorts } from '../charts/chartPorts.ts';
import { type CostPeriod, costTotal, totalOf } from '../charts/costReport.ts';
import { type SolvedLatency, solvedLatency } from '../charts/latencyReport.ts';
import { type QueueNow, queueNow } from '../charts/queueReport.ts';
import { addUp } from '../kinds/errorsTrail.ts';
import type { Cost } from '../ports/costStore.ts';
import type { Store } from '../ports/store.ts';
import { parseWindow } from '../text/window.ts';
import { type Clock, DAY, type Millis } from '../time.ts';
import type { Guild, Thresholds, WindowTotals } from '../types.ts';
import { boundsBefore, summarizeBefore } from './periodBefore.ts';
import { asSeenBy, findGuild, type ReportPorts } from './reports.ts';
import { type AsOf, type SharedAnswers, shareDated } from './sharedAnswers.ts';
import { dayOf, type SummaryReport } from './spanReports.ts';
import { type StatusOverview, statusOverview } from './statusOverview.ts';
import { periodBounds, type SummaryPeriod, successRate, summarizeAll } from './summary.ts';

/** What is known of one of several pipelines. */
type Named<Value> = Value & { readonly name: string };

/** What failed within a window, all pipelines together and each, the highest rate first. */
export interface ErrorsOverview {
  readonly windowMs: Millis;
  readonly totals: WindowTotals;
  readonly pipelines: readonly Named<{ solved: number; failed: number; thresholds: Thresholds['errors'] }>[];
}

/** How long solved tasks took, the slowest pipeline first. Percentiles of several cannot be added up. */
export interface LatencyOverview {
  readonly windowMs: Millis;
  readonly pipelines: readonly Named<{ latency: SolvedLatency | null; thresholds: Thresholds['latency'] }>[];
}

/** What was spent, the dearest pipeline first. */
export interface CostOverview {
  readonly total: Cost;
  readonly pipelines: readonly Named<Cost>[];
}

/** What a guild that sees several pipelines can ask about all of them at once. */
export interface OverviewReports {
  /** Whether they spend from several accounts. */
  readonly hasSeveralAccounts: boolean;
  status(): Promise<StatusOverview>;
  summary(period: SummaryPeriod): Promise<AsOf<Omit<SummaryReport, 'chart'>>>;
  /** @throws as those of one pipeline. */
  errors(window: string | null): Promise<AsOf<ErrorsOverview>>;
  /** The queues, the worst first. */
  queue(): Promise<readonly Named<QueueNow>[]>;
  latency(window: string | null): Promise<AsOf<LatencyOverview>>;
  cost(period: CostPeriod): Promise<AsOf<CostOverview>>;
}

export interface OverviewPorts extends Pick<ReportPorts, 'guildDefaults'> {
  readonly store: Store;
  readonly answers: SharedAnswers;
  /** Those that the guild sees something of, with no other pipeline. */
  readonly accounts: readonly WatchedAccount[];
}

export function createOverviewReports(guildId: string, ports: OverviewPorts, clock: Clock): OverviewReports {
  const { store, accounts: watched } = ports;
  const accounts = watched.map(({ account }) => account);
  const readGuild = () => findGuild(guildId, clock.now(), ports);

  const share = shareDated(ports.answers, accounts, clock);

  /** The thresholds of a kind that hold for each pipeline. */
  async function thresholdsOf(kind: 'errors' | 'latency') {
    const guild = await readGuild();
    return accounts.flatMap(({ pipelines }) => pipelines.map((name) => asSeenBy(guild, name).thresholds[kind]));
  }

  /** Asks for each pipeline, by the thresholds that hold for it. */
  async function each<Value>(ask: (guild: Guild, now: Millis, ports: ChartPorts) => Promise<Value>) {
    const now = clock.now();
    const guild = await readGuild();
    const asked = watched.flatMap(({ account, reader }) =>
      account.pipelines.map(async (name) => {
        const value = await ask(asSeenBy(guild, name), now, { store, reader, account, pipeline: name });
        return { name, ...value };
      }),
    );
    return Promise.all(asked);
  }

  return {
    hasSeveralAccounts: accounts.length > 1,
    status: async () => statusOverview(await readGuild(), clock.now(), watched, ports),

    async summary(period) {
      const guild = await readGuild();
      const { timeZone } = guild;
      const { from, to } = periodBounds(period, clock.now(), timeZone);
      return share('summaries', [period, ...dayOf(guild, clock)], to - from, async (now) => {
        const [report, before] = await Promise.all([
          summarizeAll(store, accounts, periodBounds(period, now, timeZone), timeZone),
          summarizeBefore(store, accounts, boundsBefore(period, now, timeZone), timeZone),
        ]);
        return { report, before };
      });
    },

    async errors(window) {
      const windowMs = parseWindow(window);
      return share('errors of each', [windowMs, await thresholdsOf('errors')], windowMs, async () => {
        const pipelines = await each(async ({ thresholds }, now, { pipeline }) => {
          const totals = await store.results.window(pipeline, now - windowMs, now);
          return { ...totals, thresholds: thresholds.errors };
        });
        return { windowMs, totals: addUp(pipelines), pipelines: pipelines.sort(by(failedShare)) };
      });
    },

    queue: async () =>
      (await each(queueNow)).sort((a, b) => urgencyOf(b) - urgencyOf(a) || (b.depth ?? -1) - (a.depth ?? -1)),

    async latency(window) {
      const windowMs = parseWindow(window);
      return share('latency of each', [windowMs, await thresholdsOf('latency')], windowMs, async () => {
        const pipelines = await each(async ({ thresholds }, now, chartPorts) => {
          return { latency: await solvedLatency(windowMs, now, chartPorts), thresholds: thresholds.latency };
        });
        return { windowMs, pipelines: pipelines.sort(by(({ latency }) => latency?.latency.p95Ms ?? -1)) };
      });
    },

    async cost(period) {
      const day = dayOf(await readGuild(), clock);
      const spanMs = period === 'today' ? 0 : 7 * DAY;
      return share('cost of each', [period, ...day], spanMs, async () => {
        const pipelines = await each((guild, now, chartPorts) => costTotal(guild, period, now, chartPorts));
        return { total: totalOf(pipelines), pipelines: pipelines.sort(by(({ costMicros }) => costMicros)) };
      });
    },
  };
}

/** The greatest first. */
function by<Value>(worth: (value: Value) => number): (a: Value, b: Value) => number {
  return (a, b) => worth(b) - worth(a);
}

/** One without results comes last. */
function failedShare(totals: Pick<WindowTotals, 'solved' | 'failed'>): number {
  const solved = successRate(totals);
  return solved === null ? -1 : 1 - solved;
}

function urgencyOf({ verdict }: QueueNow): number {
  if (verdict.state !== 'firing') return 0;
  return verdict.severity === 'critical' ? 2 : 1;
}
