import type { RequestTurns } from '../discord/requestTurns.ts';
import type { Metrics } from '../http/metrics.ts';
import { sendCatchUps } from '../monitor/alerts/sendCatchUps.ts';
import { sendHandovers } from '../monitor/alerts/sendHandovers.ts';
import type { DeliverPorts } from '../monitor/delivery/deliver.ts';
import type { LiveBoard } from '../monitor/ports/liveBoard.ts';
import type { OutsideReceiver } from '../monitor/ports/outsideReceiver.ts';
import type { Receiver } from '../monitor/ports/receiver.ts';
import { sendDueSummaries } from '../monitor/reports/dailySummary.ts';
import { warnOfDropped } from '../monitor/settings/ownThresholds.ts';
import { MINUTE, type Millis } from '../monitor/time.ts';
import { createAccountWatch } from './accountWatch.ts';
import type { Core } from './core.ts';
import { createLiveStatus } from './liveStatus.ts';
import { createLoops } from './loops.ts';
import { createQueueWatch } from './queueWatch.ts';
import { createPager, createSenders } from './senders.ts';
import { createSignal, type Signals } from './signals.ts';
import { createSummarySchedule } from './summarySchedule.ts';
import { createWatches } from './watches.ts';

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
/** What a process had taken that is gone is taken back by the others. */
const CLAIMS_LOOK_MS: Millis = 2 * TICK_MS;
/** Receivers outside that are notified side by side: one that hangs holds up no other. */
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
  loops.add('claims', async () => {
    if ((await store.claims.takeBack(clock.now())) > 0) signals.deliver.raise();
    return CLAIMS_LOOK_MS;
  });
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
      void warnOfDropped(store.guilds, guildDefaults.thresholds, log).catch((err) =>
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
