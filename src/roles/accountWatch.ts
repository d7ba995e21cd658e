import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Metrics } from '../http/metrics.ts';
import type { WatchedAccount } from '../monitor/accounts/watchedAccount.ts';
import { createCrossing } from '../monitor/alerts/crossing.ts';
import { createDecisionLog } from '../monitor/alerts/decisionLog.ts';
import { type EvaluatePorts, evaluate } from '../monitor/alerts/evaluate.ts';
import { createHeartbeat, type Heartbeat } from '../monitor/record/listening.ts';
import { type Millis, SECOND } from '../monitor/time.ts';
import type { StoreUnderLease } from '../store/open.ts';
import { createBreather } from './breather.ts';
import type { Core } from './core.ts';
import type { Lease } from './leases.ts';
import { createLoops } from './loops.ts';
import type { Signals } from './signals.ts';
import type { Watch } from './watches.ts';
import type { CoreAccount } from './watching.ts';

interface AccountWatchOptions {
  readonly core: Core;
  readonly metrics: Pick<Metrics, 'counters' | 'evaluated'>;
  readonly signals: Signals;
}

/** How the leases for judging accounts are named. */
export const EVALUATION = 'evaluate ';
/** What time alone can change is judged this often. */
const TICK_MS: Millis = SECOND;
/** About as long as a part takes, so that requests get half of the time while thousands of servers are notified. */
const PART_REST_MS: Millis = 3;

/** What is done for one account by the process that holds its leases: it is polled, and judged with its pipelines. */
export function createAccountWatch(options: AccountWatchOptions, { account, poll, reader }: CoreAccount): Watch {
  const { core, signals } = options;
  const { store, clock, elapsed, log, leases } = core;
  const [evaluation, polling] = [leases.lease(`${EVALUATION}${account.name}`), leases.lease(`poll ${account.name}`)];
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
  { core, metrics, signals }: AccountWatchOptions,
  { account, reader }: WatchedAccount,
  heartbeat: Heartbeat,
  lease: Lease,
) {
  const { store, clock, log, guildDefaults } = core;
  /** The first messages leave, and results are taken in, while the rest is decided. */
  const onPart = (hasMessages: boolean): Promise<void> => {
    if (!hasMessages) return nextTurn();
    signals.deliver.raise();
    return sleep(PART_REST_MS);
  };
  const { counters } = metrics;
  const crossing = createCrossing(core.recorder.failed, account.pipelines);
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
