import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { RequestTurns } from '../discord/requestTurns.ts';
import type { Metrics } from '../http/metrics.ts';
import type { WatchedAccount } from '../monitor/accounts/watchedAccount.ts';
import { createCrossing } from '../monitor/alerts/crossing.ts';
import { createDecisionLog } from '../monitor/alerts/decisionLog.ts';
import { type EvaluatePorts, evaluate } from '../monitor/alerts/evaluate.ts';
import { sendCatchUps } from '../monitor/alerts/sendCatchUps.ts';
import { sendHandovers } from '../monitor/alerts/sendHandovers.ts';
import type { DeliverPorts } from '../monitor/delivery/deliver.ts';
import type { LiveBoard } from '../monitor/ports/liveBoard.ts';
import type { OutsideReceiver } from '../monitor/ports/outsideReceiver.ts';
import type { Receiver } from '../monitor/ports/receiver.ts';
import { createHeartbeat, type Heartbeat } from '../monitor/record/listening.ts';
import { sendDueSummaries } from '../monitor/reports/dailySummary.ts';
import { warnOfDropped } from '../monitor/settings/ownLimits.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';
import type { StoreUnderLease } from '../store/open.ts';
import { createBreather } from './breather.ts';
import type { Core } from './core.ts';
import type { Lease } from './leases.ts';
import { createLiveStatus } from './liveStatus.ts';
import { createLoops } from './loops.ts';
import { createQueueWatch } from './queueWatch.ts';
import { createPager, createSenders } from './senders.ts';
import { createSignal, type Signals } from './signals.ts';
import { createSummarySchedule } from './summarySchedule.ts';
import { createWatches, type Watch } from './watches.ts';
import type { CoreAccount } from './watching.ts';

export interface WorkerRoleOptions {
  readonly core: Core;
  readonly receiver: Receiver;
  /** Those outside of Discord that the settings in force name. */
  readonly outside: () => readonly OutsideReceiver[];
  readonly metrics: Pick<Metrics, 'counters' | 'evaluated' | 'paged'>;
  readonly board: LiveBoard;
  readonly hasBot: () => boolean;
  readonly random: DeliverPorts['random'];
  readonly signals: Signals;
  readonly turns: Pick<RequestTurns, 'room'>;
}

export interface WorkerRole {
  /** Resolves once its work goes on. */
  start(): Promise<void>;
  /** Goes on with what the settings in force name. */
  follow(): Promise<void>;
  /** Begins nothing new; resolves when what is under way has ended and other processes may go on with it. */
  stop(): Promise<void>;
}

/** What time alone can change is looked at this often. */
const TICK_MS: Millis = 1_000;
/** After a start, what changed while nothing ran is judged before the catch-up of quiet hours says how it stands. */
const JUDGED_WITHIN_MS: Millis = 5 * TICK_MS;
/** Turns change hands on the minute; nobody waits for the word of it. */
const HANDOVER_LOOK_MS: Millis = 20 * TICK_MS;
/** Receivers outside that are told side by side: one that hangs holds up no other. */
const PAGERS = 4;

/** Everything that the monitor does by itself, each as a loop that never overlaps itself. */
export function createWorkerRole(options: WorkerRoleOptions): WorkerRole {
  const { core, signals, turns } = options;
  const { store, clock, elapsed, log, guildDefaults, monitor, leases } = core;
  const watches = createWatches({
    core,
    watchAccount: (account) => createAccountWatch(options, account),
    watchQueue: (queue) => createQueueWatch(options, queue),
  });
  const summaryTime = createSignal();
  const schedule = createSummarySchedule(summaryTime.raise);

  const loops = createLoops(log);
  const senders = createSenders({ ...options, room: turns.room });
  loops.add('deliver', senders.run, signals.deliver, senders.ended);
  for (const send of Array.from({ length: PAGERS }, () => createPager(options))) {
    loops.add('page', send, signals.deliver);
  }
  const [tidying, summaries] = [leases.lease('tidy'), leases.lease('summaries')];
  const tidy = () => tidying.run(async (kept) => ((await kept.tidy(clock.now())) ? TICK_MS : MINUTE));
  loops.add('tidy', tidy, tidying.lost);
  let startedAt: Millis | null = null;
  loops.add('catch up after quiet hours', async () => {
    startedAt ??= elapsed();
    if (elapsed() - startedAt >= JUDGED_WITHIN_MS && (await sendCatchUps(core))) signals.deliver.raise();
    return TICK_MS;
  });
  loops.add('on call', async () => {
    if (await sendHandovers(core)) signals.deliver.raise();
    return HANDOVER_LOOK_MS;
  });
  const sumUp = () =>
    summaries.run(async (kept) => {
      schedule.plan(await monitor.guilds());
      const ports = { ...core, store: { ...store, summaries: kept.summaries } };
      if (await sendDueSummaries(ports)) signals.deliver.raise();
      return MINUTE;
    });
  loops.add('daily summary', sumUp, signals.guilds, summaryTime, summaries.lost);
  const live = createLiveStatus({ ...options, store, clock, elapsed, log, leases, overview: monitor.standing });
  loops.add('live status', live.step);

  return {
    async start() {
      await watches.follow();
      loops.start();
      void warnOfDropped(store.guilds, guildDefaults.limits, log).catch((err) =>
        log.warn({ err }, 'thresholds not checked'),
      );
    },
    follow: watches.follow,
    async stop() {
      await Promise.all([loops.stop(), watches.stop()]);
      await senders.finish();
      await Promise.all([schedule.stop(), ...[live, tidying, summaries].map((lease) => lease.release())]);
    },
  };
}

/** What is done for one account by the process that holds its leases: it is polled, and judged with its pipelines. */
function createAccountWatch(options: WorkerRoleOptions, { account, poll, reader }: CoreAccount): Watch {
  const { core, signals } = options;
  const { store, clock, elapsed, log, leases } = core;
  const [evaluation, polling] = [leases.lease(`evaluate ${account.name}`), leases.lease(`poll ${account.name}`)];
  const hears = async () =>
    core.config.roles.includes('ingest') ||
    (await store.processes.running(clock.now())).some(({ roles }) => roles.includes('ingest'));
  const heartbeat = createHeartbeat({
    listening: store.listening,
    clock,
    elapsed,
    log,
    pipelines: account.pipelines,
    hears,
  });

  const loops = createLoops(log);
  loops.add('evaluate', createEvaluator(options, { account, reader }, heartbeat, evaluation), signals.evaluate);
  const ask = () =>
    polling.run(async (kept) => {
      const restMs = await poll.poll(kept);
      signals.evaluate.raise();
      return restMs;
    });
  loops.add('poll balance', ask, polling.lost);

  /** Before anything is judged: the clock may have been set back, and another API key is another account. */
  async function resume(): Promise<void> {
    await heartbeat();
    await poll.resume();
  }

  return {
    async start() {
      // The loops try again.
      await resume().catch((err: unknown) =>
        log.error({ err }, 'state from before the start could not be read yet: trying again'),
      );
      loops.start();
    },
    async stop() {
      await loops.stop();
      await Promise.all([evaluation.release(), polling.release()]);
    },
  };
}

function createEvaluator(
  { core, metrics, signals }: WorkerRoleOptions,
  { account, reader }: WatchedAccount,
  heartbeat: Heartbeat,
  lease: Lease,
) {
  const { store, clock, log, guildDefaults } = core;
  /** The first messages leave, and results are taken in, while the rest is decided. */
  const onPart = (hasMessages: boolean): Promise<void> => {
    if (!hasMessages) return nextTurn();
    signals.deliver.raise();
    return sleep(1);
  };
  const { counters } = metrics;
  const crossing = createCrossing(core.recorder.failed);
  const breathe = createBreather({ crossing, evaluate: signals.evaluate });
  const watched = crossing.watching(reader);
  let under: { readonly kept: StoreUnderLease; readonly ports: EvaluatePorts } | null = null;
  /** Another process may have decided since the lease was held before. */
  const portsUnder = (kept: StoreUnderLease): EvaluatePorts => {
    if (under?.kept === kept) return under.ports;
    const decisions = createDecisionLog({ store: kept.decisions, log });
    const own = { ...store, alertStates: kept.alertStates };
    under = { kept, ports: { store: own, reader: watched, clock, log, counters, guildDefaults, decisions, onPart } };
    return under.ports;
  };

  async function judge(kept: StoreUnderLease): Promise<Millis> {
    const startedAt = performance.now();
    try {
      if (await evaluate(account, portsUnder(kept))) signals.deliver.raise();
    } catch (err) {
      // It may have failed for one guild only.
      signals.deliver.raise();
      throw err;
    }
    const tookMs = performance.now() - startedAt;
    metrics.evaluated(tookMs);
    await breathe(tookMs);
    return TICK_MS;
  }

  return async () => {
    await heartbeat();
    return lease.run(judge);
  };
}
