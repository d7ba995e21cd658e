import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { createCaptchaAiClient } from './captchaai/client.ts';
import { CODE_BOOK } from './captchaai/errorCodes.ts';
import { keyHash } from './captchaai/keyHash.ts';
import { createCharts } from './charts/charts.ts';
import { type Config, secretsOf } from './config/config.ts';
import { createInvalidRequests } from './discord/invalidRequests.ts';
import { reachesDiscord } from './discord/reach.ts';
import { createRest } from './discord/rest.ts';
import { createMetrics } from './http/metrics.ts';
import { openFilesLimit } from './http/mostConnections.ts';
import { createServer, serverLimits } from './http/server.ts';
import type { Logger } from './log.ts';
import { createBalancePoll } from './monitor/accounts/pollBalance.ts';
import { createTestAlerts } from './monitor/delivery/testAlerts.ts';
import { createPipelineReader } from './monitor/kinds/pipelineReader.ts';
import { createMonitor, type Monitor } from './monitor/monitor.ts';
import { createCodeNames } from './monitor/record/codeNames.ts';
import { createHeartbeat } from './monitor/record/listening.ts';
import { namedResults } from './monitor/record/namedResults.ts';
import { createRecorder } from './monitor/record/record.ts';
import type { GuildDefaults } from './monitor/settings/guildSettings.ts';
import { warnOfDropped } from './monitor/settings/ownLimits.ts';
import type { Clock, Millis } from './monitor/time.ts';
import type { SolveResult } from './monitor/types.ts';
import { createPace } from './receivers/discord/pace.ts';
import { createDiscordReceiver } from './receivers/discord/receiver.ts';
import { createResultCleaner } from './redaction/cleanResults.ts';
import { createHider } from './redaction/secretPattern.ts';
import { createAlertPath } from './roles/alertPath.ts';
import { createDatabaseWatch } from './roles/databaseWatch.ts';
import { createDiscordLink, type DiscordLink } from './roles/gateway.ts';
import { createLoop } from './roles/loop.ts';
import { readinessChecks } from './roles/readiness.ts';
import { createWorkers } from './roles/worker.ts';
import type { OpenStore } from './store/open.ts';

export interface AppParts {
  readonly store: OpenStore;
  readonly log: Logger;
  /** Since the start. */
  readonly droppedLogLines: () => number;
  readonly clock: Clock;
  /** Milliseconds on a clock that only moves forward. */
  readonly elapsed: () => Millis;
  readonly random: () => number;
}

export interface App {
  /** Resolves when results are accepted; Discord may still be connecting. */
  start(): Promise<{ readonly port: number }>;
  /** Takes nothing new in, finishes what is under way and lets go of everything. */
  stop(): Promise<void>;
}

/** A call to CaptchaAI or Discord that hangs may not keep the process from ending in time. */
const STOP_LOOPS_MS = 7_000;

/** Somebody waits for the result of a test alert; Discord lets them wait 15 minutes. */
const TEST_PATIENCE_MS = 20_000;

const WATCH_AGAIN_MS: Millis = 5_000;

/** The pipeline that there always is. */
const PIPELINE = 'default';

/** Makes everything from the settings. The only file that knows all the parts. */
export async function createApp(config: Config, parts: AppParts): Promise<App> {
  const { log, clock } = parts;
  const hide = createHider(secretsOf(config));
  const codeNames = createCodeNames(CODE_BOOK);
  const store = { ...parts.store, results: namedResults(parts.store.results, codeNames) };
  const pipeline = PIPELINE;
  const guildDefaults = toGuildDefaults(config, {
    hasBot: () => discord.hasBot(),
    knowsWebhook: () => discord.knowsWebhook(),
    refuges: (guild) => discord.refuges(guild),
  });
  const captchaAi = createCaptchaAiClient(config.captchaAi);
  const metrics = createMetrics(parts.droppedLogLines);
  const { elapsed } = parts;
  const invalidRequests = createInvalidRequests(elapsed);
  const rest = createRest(config.discord.apiUrl, config.discord.token);
  invalidRequests.watch(rest);
  const receiver = createDiscordReceiver({
    rest,
    webhook: config.discord.webhook,
    hasBot: () => discord.hasBot(),
    clock,
    log,
    pace: createPace(elapsed),
    invalidRequests,
    canReadHistory: (channelId) => discord.canReadHistory(channelId),
    pingFailure: (pinged) => discord.pingFailure(pinged),
    onRefugeRefused: (guildId, place) => discord.refuseRefuge(guildId, place),
  });
  const poll = createBalancePoll({
    balances: captchaAi,
    threads: config.captchaAi.threadsProbe ? captchaAi : null,
    reachesDiscord: () => reachesDiscord(rest),
    readings: store.readings,
    providerHealth: store.providerHealth,
    keyHash: keyHash(config.captchaAi.apiKey),
    clock,
    log,
    pipeline,
    intervalMs: config.captchaAi.pollMs,
  });
  const readPipeline = createPipelineReader({
    store,
    pipeline,
    provider: poll.health,
    codes: CODE_BOOK,
    lateMs: () => recorder.lateMs(pipeline),
  });
  const heartbeat = createHeartbeat({ listening: store.listening, clock, elapsed, log, pipeline });
  const common = { ...parts, holder: randomUUID(), store, pipeline, guildDefaults, readPipeline };

  const onChange = () => workers.evaluateSoon();
  const recorder = createRecorder({
    results: store.results,
    codes: CODE_BOOK,
    clock,
    log,
    gather: nextTurn,
    onRecorded: onChange,
  });
  const testAlerts = createTestAlerts({
    ...common,
    onDeliveries: () => workers.deliverSoon(),
    patience: () => sleep(TEST_PATIENCE_MS, undefined, { ref: false }),
  });
  const monitor: Monitor = createMonitor({
    ...common,
    codes: CODE_BOOK,
    testAlerts,
    recorder,
    onChange,
    onDeliveries: () => workers.deliverSoon(),
  });
  const workers = createWorkers({
    ...common,
    receiver,
    poll,
    heartbeat,
    counters: metrics.counters,
    guilds: monitor.guilds,
    onAttempt: testAlerts.attempted,
    onEvaluated: metrics.evaluated,
    sleep: (ms) => sleep(ms),
  });
  const charts = createCharts();
  const discord: DiscordLink = createDiscordLink({
    ...parts,
    config: config.discord,
    rest,
    hide,
    monitor: { ...monitor, guildSeen: (seen) => monitor.guildSeen({ ...seen, name: hide(seen.name) }) },
    charts,
    watchRequests: invalidRequests.watch,
    onDropped: metrics.dropped,
    onGuilds: () => {
      workers.summariesSoon();
      watching.wake();
    },
  });

  const alertPath = createAlertPath({
    monitor,
    log,
    hasBot: () => discord.hasBot(),
    knowsGuilds: () => discord.gateway() === null && discord.knowsWebhook(),
  });
  const watching = createLoop({
    run: alertPath.watch,
    retryMs: WATCH_AGAIN_MS,
    onError: (err) => log.error({ err }, 'where alerts get could not be looked at'),
  });

  const databaseWatching = createLoop({
    run: createDatabaseWatch(store.trouble, log),
    retryMs: WATCH_AGAIN_MS,
    onError: (err) => log.error({ err }, 'the database could not be looked at'),
  });

  const { ingestToken: token, requestsPerMinute, trustedProxies, host, port } = config.http;
  const clean = createResultCleaner(hide);
  const cleaning: Pick<Monitor, 'record' | 'recordOnce' | 'recordQueue'> = {
    ...monitor,
    record: (to, results) => monitor.record(to, results.map(clean)),
    recordOnce: (keyed) => monitor.recordOnce({ ...keyed, results: keyed.results.map(clean) }),
  };
  const onResults = (results: readonly SolveResult[]) => metrics.results(results.map(codeNames.takeIn));
  const server = await createServer({
    log,
    hide,
    ingest: {
      monitor: cleaning,
      clock,
      elapsed,
      pipeline,
      token,
      requestsPerMinute,
      onResults,
      onRefused: metrics.refused,
    },
    trustedProxies,
    limits: serverLimits(openFilesLimit()),
    checks: readinessChecks(
      store.trouble,
      discord,
      { gateway: config.discord.token !== null, webhook: config.discord.webhook !== null },
      alertPath.check,
    ),
    metricsText: metrics.text,
  });

  const loops = [...discord.loops, watching, databaseWatching];
  return {
    async start() {
      await server.listen({ host, port });
      // Before anything is judged: the clock may have been set back, and another API key is another account. The loops try again.
      await heartbeat()
        .then(poll.health)
        .catch((err: unknown) => log.error({ err }, 'what was known before the start is not read yet'));
      workers.start();
      void warnOfDropped(store.guilds, guildDefaults.limits, log).catch((err) =>
        log.warn({ err }, 'thresholds not checked'),
      );
      for (const loop of loops) loop.start();
      return { port: portOf(server.server.address()) };
    },
    async stop() {
      await server.close();
      await recorder.drain();
      // What waits for an answer from outside is on disk, and goes on after the next start.
      const ended = Promise.all([...loops.map((loop) => loop.stop()), workers.stop()]);
      await Promise.race([ended, sleep(STOP_LOOPS_MS, null, { ref: false })]);
      await discord.stop();
      await charts.stop();
      await store.close();
    },
  };
}

function toGuildDefaults(
  { discord: { webhook, alertMention: mention }, timeZone, summaryMinute, limits }: Config,
  { hasBot, knowsWebhook, refuges }: Pick<DiscordLink, 'hasBot' | 'knowsWebhook' | 'refuges'>,
): GuildDefaults {
  return {
    timeZone,
    summaryMinute,
    limits,
    webhookOnly: () => !hasBot(),
    webhook: webhook === null ? null : { id: webhook.id, threadId: webhook.threadId, mention },
    knowsWebhook,
    refuges,
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
