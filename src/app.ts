import { setTimeout as setTimer } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { createCharts } from './charts/charts.ts';
import type { Config } from './config/config.ts';
import { createInvalidRequests } from './discord/invalidRequests.ts';
import { reachesDiscord } from './discord/reach.ts';
import { createRequestTurns } from './discord/requestTurns.ts';
import { createRest, LOW_PRIORITY } from './discord/rest.ts';
import { createSendBeat } from './heartbeat/sendBeat.ts';
import { createMetrics } from './http/metrics.ts';
import { createReadiness } from './http/readiness.ts';
import { watchClock } from './monitor/record/watchedClock.ts';
import type { Clock } from './monitor/time.ts';
import { createLiveBoard } from './receivers/discord/liveBoard.ts';
import { createDiscordReceiver } from './receivers/discord/receiver.ts';
import { type CoreParts, createCore } from './roles/core.ts';
import { createFront } from './roles/front.ts';
import { createGatewayRole } from './roles/gateway.ts';
import { createHeartbeat } from './roles/heartbeat.ts';
import { createIncidentPicture } from './roles/incidentPicture.ts';
import { createIngestRole } from './roles/ingest.ts';
import { createKnownDiscord } from './roles/knownDiscord.ts';
import { createOthers } from './roles/others.ts';
import { createOutside } from './roles/outside.ts';
import { queueCheck } from './roles/queueCheck.ts';
import { readinessChecks } from './roles/readiness.ts';
import { createShare } from './roles/share.ts';
import { createSharedInvalidRequests } from './roles/sharedInvalidRequests.ts';
import { createSharedSnapshots } from './roles/sharedSnapshots.ts';
import { createSignals } from './roles/signals.ts';
import { createWakeUps } from './roles/wakeUps.ts';
import { createWatch } from './roles/watch.ts';
import { createWebhookChannels } from './roles/webhookChannels.ts';
import { webhookToken } from './roles/webhookHomes.ts';
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
  /** Takes nothing new in, finishes what is under way and lets go of everything. */
  stop(): Promise<void>;
}

/** A call to CaptchaAI or Discord that hangs may not keep the process from ending in time. */
const STOP_LOOPS_MS = 7_000;

/** Makes everything from the settings: what all share, then the roles of this process, each from what is above it. */
export async function createApp(config: Config, parts: AppParts): Promise<App> {
  const { store, log, elapsed, random, holder } = parts;
  const has = (role: Config['roles'][number]) => config.roles.includes(role);
  const clock = watchClock(parts.clock, elapsed);
  const { token, apiUrl } = config.discord;
  const signals = createSignals();
  const metrics = createMetrics({ ...parts, clock });
  const turns = createRequestTurns({ elapsed, after: (ms, work) => void setTimer(work, ms) });
  const webhookChannels = createWebhookChannels(store.webhookChannels);
  const places = { limits: store.rateLimits, channelOf: webhookChannels.of, clock };
  const shared = { turns, client: 'alerts', places } as const;
  const rest = createRest(apiUrl, token, { shared });
  const invalidRequests = createInvalidRequests(elapsed);
  invalidRequests.watch(rest);
  const snapshots = createSharedSnapshots({ store: store.snapshots, clock, log });
  const hasGateway = has('gateway');
  const known = createKnownDiscord({ discord: config.discord, hasGateway, shared: snapshots, rest, elapsed });
  const core = createCore({
    config,
    parts: { store, log, clock, elapsed, holder },
    known,
    reachesDiscord: () => reachesDiscord(rest),
    signals,
  });

  const charts = createCharts();
  const receiver = createDiscordReceiver({
    rest,
    tokenOf: (id) => webhookToken(id, [core.config.discord, ...core.config.pipelines]),
    onPostedIn: webhookChannels.note,
    clock,
    log,
    invalidRequests,
    hasBot: known.hasBot,
    canReadHistory: known.canReadHistory,
    pingFailure: known.pingFailure,
    onFallbackRefused: known.refuseFallback,
    drawIncident: createIncidentPicture({ monitor: core.monitor, charts, log }),
  });
  const outside = createOutside(() => core.config, clock);
  const liveRest = createRest(apiUrl, token, { ...LOW_PRIORITY, shared });
  invalidRequests.watch(liveRest);
  const board = createLiveBoard({ rest: liveRest, log, invalidRequests });
  const worker = has('worker')
    ? createWorkerRole({ core, receiver, board, hasBot: known.hasBot, outside, metrics, random, signals, turns })
    : null;

  const gateway = has('gateway')
    ? createGatewayRole({
        core,
        config: config.discord,
        rest,
        turns,
        charts,
        known,
        snapshots,
        signals,
        watchRequests: invalidRequests.watch,
        onDropped: metrics.dropped,
        onWebhookSeen: webhookChannels.note,
      })
    : null;
  const ingest = has('ingest')
    ? createIngestRole({ core, config: config.http, metrics, isAlone: !has('worker') })
    : null;

  const others = createOthers({ core, holder, roles: config.roles, hasBot: token !== null });
  const discord = gateway?.state ?? null;
  const wakeUps = createWakeUps({ notifications: store.notifications, signals, log });
  // What a connection asks Discord for counts for the bot as alerts do.
  const share =
    core.isShared && (has('worker') || has('gateway'))
      ? createShare({ shares: store.shares, holder, sends: has('worker'), turns, clock, elapsed, log })
      : null;
  const sharedInvalidRequests = createSharedInvalidRequests({
    store: store.invalidRequests,
    invalidRequests,
    holder,
    clock,
    log,
  });
  const watch = createWatch({ core, known, discord, sends: has('worker'), signals, invalidRequests });
  const checks = () =>
    readinessChecks({
      database: store.trouble,
      discord,
      hasBot: token !== null,
      hasWebhook: [core.config.discord, ...core.config.pipelines].some((one) => one.webhook !== null),
      alerts: has('worker') ? watch.alertTrouble : null,
      queue: has('worker') ? queueCheck(core) : null,
      roles: others.isShared ? others.missing : null,
      clock: watch.clockTrouble,
    });
  const readiness = createReadiness(checks, elapsed, async () => (others.isShared ? others.look() : null));
  const routes = ingest?.routes ?? null;
  const front = await createFront({ core, config: config.http, metrics, readiness, others, ingest: routes });

  // Only who sends the alerts can say that they get through.
  const heartbeat =
    config.heartbeat === null || !has('worker')
      ? null
      : createHeartbeat({
          everyMs: config.heartbeat.everyMs,
          send: createSendBeat(config.heartbeat.target),
          readiness,
          missing: others.missing,
          onBeat: metrics.heartbeat,
          log,
        });

  return {
    async start() {
      const { port } = await front.start();
      ingest?.start();
      core.leases.start();
      wakeUps.start();
      snapshots.start();
      share?.start();
      sharedInvalidRequests.start();
      await worker?.start();
      gateway?.start();
      watch.start();
      heartbeat?.start();
      return { port };
    },
    async reload(next) {
      const isQuietChanged = !isDeepStrictEqual(core.config.quietHours, next.quietHours);
      core.replace(next);
      // What waits for the end of quiet hours that the settings no longer have is due now.
      if (isQuietChanged) {
        for (const { id } of await store.guilds.present()) await store.deliveries.releaseMuted(id, clock.now());
        signals.deliver.raise();
      }
      gateway?.follow();
      await worker?.follow();
      signals.evaluate.raise();
    },
    async stop() {
      await front.stop();
      await ingest?.stop();
      // What waits for an answer from outside is on disk, and goes on after the next start.
      const ended = Promise.all([heartbeat?.stop(), gateway?.finish(), watch.stop(), worker?.stop(), snapshots.stop()]);
      await Promise.race([ended, sleep(STOP_LOOPS_MS, null, { ref: false })]);
      await gateway?.stop();
      await Promise.all([core.leases.stop(), wakeUps.stop(), share?.stop(), sharedInvalidRequests.stop()]);
      await charts.stop();
      await store.close();
    },
  };
}
