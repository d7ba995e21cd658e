import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../log.ts';
import type { BalancePoll } from '../monitor/accounts/pollBalance.ts';
import { type EvaluatePorts, evaluate } from '../monitor/alerts/evaluate.ts';
import { type DeliverPorts, deliverNext } from '../monitor/delivery/deliver.ts';
import type { Heartbeat } from '../monitor/record/listening.ts';
import { type DailySummaryPorts, sendDueSummaries } from '../monitor/reports/dailySummary.ts';
import type { Millis } from '../monitor/time.ts';
import { MINUTE } from '../monitor/time.ts';
import type { Guild } from '../monitor/types.ts';
import type { OpenStore } from '../store/open.ts';
import { createLease, type LeaseOptions, RENEW_AFTER_MS } from './lease.ts';
import { createLoop, type Loop } from './loop.ts';
import { createSummarySchedule } from './summarySchedule.ts';

export interface WorkerPorts extends EvaluatePorts, Omit<DeliverPorts, 'store'>, Omit<DailySummaryPorts, 'store'> {
  readonly store: OpenStore;
  readonly log: Logger;
  readonly poll: BalancePoll;
  readonly heartbeat: Heartbeat;
  readonly guilds: () => Promise<readonly Guild[]>;
  readonly onEvaluated: (tookMs: Millis) => void;
  /** Tells this process from others that use the same database. */
  readonly holder: LeaseOptions['holder'];
  readonly elapsed: LeaseOptions['elapsed'];
}

/** What time alone can change is looked at this often. */
const TICK_MS: Millis = 1_000;
const RETRY_MS: Millis = 5_000;
/** Messages of this many guilds are sent side by side; those of one guild one after the other. */
const SENDERS = 4;

/**
 * Under load every flush wakes the evaluation: the rest of the process has nine tenths of the time, or half of it where
 * there is much to evaluate. A single slow run may not delay an alert by more than that.
 */
function breather(tookMs: Millis): Millis {
  return Math.min(tookMs * 9, Math.max(tookMs, 20));
}

/** Everything that the monitor does by itself, each as a loop that never overlaps itself. */
export function createWorkers(ports: WorkerPorts) {
  const { store, clock, log, poll, pipeline } = ports;
  const loop = (what: string, run: () => Promise<Millis>): Loop =>
    createLoop({ run, retryMs: RETRY_MS, onError: (err) => log.error({ err, what }, 'loop failed') });

  const senders = Array.from({ length: SENDERS }, () =>
    loop('deliver', async () => {
      if (await deliverNext(ports)) return 0;
      const dueAt = await store.deliveries.nextDueAt();
      return dueAt === null ? MINUTE : Math.min(Math.max(dueAt - clock.now(), TICK_MS / 10), MINUTE);
    }),
  );
  const deliver = () => {
    for (const sender of senders) sender.wake();
  };

  const lease = (what: string) => createLease({ ...ports, leases: store.leases, name: `${what} ${pipeline}` });
  const [evaluation, polling] = [lease('evaluate'), lease('poll')];
  const evaluator = loop('evaluate', async () => {
    await ports.heartbeat();
    if (!(await evaluation.isHeld())) return TICK_MS;
    const startedAt = performance.now();
    try {
      if (await evaluate(pipeline, ports)) deliver();
    } catch (err) {
      // It may have failed for one guild only.
      deliver();
      throw err;
    }
    const tookMs = performance.now() - startedAt;
    ports.onEvaluated(tookMs);
    await sleep(breather(tookMs));
    return TICK_MS;
  });
  const poller = loop('poll balance', async () => {
    if (!(await polling.isHeld())) return TICK_MS;
    const restMs = await poll.poll();
    evaluator.wake();
    return Math.min(restMs, RENEW_AFTER_MS);
  });
  const tidier = loop('tidy', async () => ((await store.tidy(clock.now())) ? TICK_MS : MINUTE));

  const summaries = loop('daily summary', async () => {
    schedule.plan(await ports.guilds());
    if (await sendDueSummaries(ports)) deliver();
    return MINUTE;
  });
  const schedule = createSummarySchedule(() => summaries.wake());

  const loops = [evaluator, ...senders, poller, tidier, summaries];
  return {
    evaluateSoon: () => evaluator.wake(),
    deliverSoon: deliver,
    summariesSoon: () => summaries.wake(),
    start() {
      for (const each of loops) each.start();
    },
    async stop() {
      await Promise.all(loops.map((each) => each.stop()));
      await Promise.all([evaluation.release(), polling.release()]);
      await schedule.stop();
    },
  };
}
