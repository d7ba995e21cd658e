import { createCharts } from './charts/charts.ts';
import type { Config } from './config/config.ts';
import { reachesDiscord } from './discord/reach.ts';
import { createMetrics } from './http/metrics.ts';
import { watchClock } from './monitor/record/watchedClock.ts';
import type { Clock } from './monitor/time.ts';
import { createBeside } from './roles/beside.ts';
import { type CoreParts, createCore } from './roles/core.ts';
import { createDeadline } from './roles/deadline.ts';
import { createDiscordLink } from './roles/discordLink.ts';
import { createDiscordSending } from './roles/discordSending.ts';
import { createFront } from './roles/front.ts';
import { createGatewayRole } from './roles/gateway.ts';
import { createHealth } from './roles/health.ts';
import { createIngestRole } from './roles/ingest.ts';
import { createOthers } from './roles/others.ts';
import { createOutside } from './roles/outside.ts';
import { putInForce } from './roles/putInForce.ts';
import { createSignals } from './roles/signals.ts';
import { createWorkerRole } from './roles/worker.ts';

export interface AppParts extends Omit<CoreParts, 'clock'> {
  readonly clock: Clock;
  /** Since the start. */
  readonly droppedLogLines: () => number;
  readonly random: () => number;
}

export interface App {
  /** Resolves when results are accepted; Discord may still be connecting. */
  start(): Promise<{ readonly port: number }>;
  /**
   * Puts other accounts, pipelines and thresholds in force, without a pause for what is posted. All else stays as it was at the start.
   */
  reload(next: Config): Promise<void>;
  /** Takes nothing new in, finishes what is under way and lets go of everything. Ends in time, whatever hangs or fails. */
  stop(): Promise<void>;
}

/**
 * How long a stop waits for others: for callers and for CaptchaAI, Discord and the database, then to let go of what it holds, then to close the
 * database. Together they leave the process the time to end in order.
 */
const FINISH_MS = 5_500;
const LET_GO_MS = 1_500;
const CLOSE_MS = 1_000;

/** Makes everything from the settings: what all share, then the roles of this process, each from what is above it. */
export async function createApp(config: Config, appParts: AppParts): Promise<App> {
  const { roles } = config;
  const parts = { ...appParts, clock: watchClock(appParts.clock, appParts.elapsed) };
  const signals = createSignals();
  const metrics = createMetrics(parts);
  const link = createDiscordLink(config, parts);
  const { rest, known, turns } = link;
  const core = createCore({ config, parts, known, reachesDiscord: () => reachesDiscord(rest), signals });
  const charts = createCharts();
  const { receiver, board } = createDiscordSending(core, link, charts);
  const { hasBot } = known;

  const outside = createOutside(() => core.config, core.clock);
  const worker = roles.includes('worker')
    ? createWorkerRole({ core, receiver, board, hasBot, outside, metrics, random: parts.random, signals, turns })
    : null;
  const gateway = roles.includes('gateway')
    ? createGatewayRole({ core, config: config.discord, link, charts, signals, onDropped: metrics.dropped })
    : null;
  const ingest = roles.includes('ingest')
    ? createIngestRole({ core, config: config.http, metrics, isAlone: !roles.includes('worker') })
    : null;

  const beside = createBeside({ core, link, roles, signals });
  const others = createOthers({ core, holder: core.holder, roles, hasBot: config.discord.token !== null });
  const discord = gateway?.state ?? null;
  const health = createHealth({ core, config, link, discord, others, signals, onBeat: metrics.heartbeat });
  const front = await createFront({
    core,
    config: config.http,
    metrics,
    readiness: health.readiness,
    others,
    ingest: ingest?.routes ?? null,
  });

  return {
    async start() {
      const { port } = await front.start();
      ingest?.start();
      core.leases.start();
      beside.start();
      await worker?.start();
      gateway?.start();
      health.start();
      return { port };
    },
    async reload(next) {
      await putInForce(next, core, signals);
      gateway?.follow();
      await worker?.follow();
      signals.evaluate.raise();
    },
    async stop() {
      const finish = createDeadline(FINISH_MS, core);
      await finish('requests', front.stop);
      await finish('results', async () => ingest?.stop());
      // What waits for an answer from outside is on disk, and goes on after the next start.
      await finish('work', () => Promise.all([health.stop(), gateway?.finish(), worker?.stop(), beside.finish()]));
      const letGo = createDeadline(LET_GO_MS, core);
      await letGo('gateway', async () => gateway?.stop());
      await letGo('leases', () => Promise.all([core.leases.stop(), beside.stop()]));
      await letGo('charts', charts.stop);
      await createDeadline(CLOSE_MS, core)('database', core.store.close);
    },
  };
}
