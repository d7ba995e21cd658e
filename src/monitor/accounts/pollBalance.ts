import { confirmJump } from '../alerts/confirmJump.ts';
import type { Log } from '../ports/log.ts';
import type { BalanceSource, ThreadsSource } from '../ports/provider.ts';
import type { Store } from '../ports/store.ts';
import type { Clock, Millis } from '../time.ts';
import { HOUR } from '../time.ts';
import type { MicroUsd, Reading } from '../types.ts';
import { clampHealth, createPollMemory, withoutBalanceSince } from './pollMemory.ts';
import type { ProviderFailure } from './providerFailure.ts';
import { NOT_POLLED, nextPollDelayMs, type ProviderHealth } from './providerHealth.ts';

export interface PollPorts {
  readonly balances: BalanceSource;
  /** Null: the threads are not asked for. */
  readonly threads: ThreadsSource | null;
  /** Whether Discord answers at all; asked only when CaptchaAI does not. */
  readonly reachesDiscord: () => Promise<boolean>;
  readonly readings: Pick<Store['readings'], 'add' | 'newest'>;
  readonly providerHealth: Store['providerHealth'];
  /** Tells the account's key from another. */
  readonly keyHash: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly pipeline: string;
  readonly intervalMs: Millis;
}

/** A maintenance page looks like an account that does not tell its threads: ask again, but rarely. */
const UNSUPPORTED_FOR_MS: Millis = HOUR;
/** A balance that jumped is asked for again so soon. */
const CONFIRM_AFTER_MS: Millis = 5_000;

/** Failures of one class make each other sure; a failure of another class begins anew. */
function inRow(before: ProviderHealth, failure: ProviderFailure): number {
  return before.failure?.class === failure.class ? before.failuresInRow + 1 : 1;
}

export function createBalancePoll(ports: PollPorts) {
  const { balances, threads, readings, clock, log, pipeline, intervalMs } = ports;
  const memory = createPollMemory(ports);
  let health = NOT_POLLED;
  /** What is known from before the start says nothing of now once a call is due. */
  let isCurrent = true;
  /** How long the calls of an earlier process keep the first one waiting; null until that was read. */
  let waitMs: Millis | null = null;
  let askThreadsFrom: Millis = 0;
  /** A balance that jumped and was not kept: the next answer tells whether it is true. */
  let pending: MicroUsd | null = null;

  async function isToBeConfirmed(balanceMicros: MicroUsd): Promise<boolean> {
    const kept = await readings.newest(pipeline, 'balance', clock.now()).catch(() => null);
    const decision = confirmJump(kept?.value ?? null, pending, balanceMicros);
    if (decision === 'confirm') log.info({ pipeline, balanceMicros }, 'balance jumped, asking again');
    else if (pending !== null) log.info({ pipeline, balanceMicros, before: pending }, 'balance confirmed or corrected');
    pending = decision === 'confirm' ? balanceMicros : null;
    return decision === 'confirm';
  }

  async function resume(): Promise<void> {
    if (waitMs !== null) return;
    const resumed = await memory.resume(clock.now());
    health = resumed.health;
    waitMs = resumed.waitMs;
    isCurrent = waitMs > 0;
  }

  async function readThreads(at: Millis): Promise<readonly Reading[]> {
    // A time further ahead than that was set by a clock that has come back.
    if (threads === null || (at < askThreadsFrom && askThreadsFrom - at <= UNSUPPORTED_FOR_MS)) return [];
    const answer = await threads.getThreads();
    if (!answer.ok) {
      if ('unsupported' in answer) {
        health = { ...health, threads: 'unsupported' };
        askThreadsFrom = at + UNSUPPORTED_FOR_MS;
      }
      return [];
    }
    health = { ...health, threads: 'supported' };
    return [
      { metric: 'threadsBusy', at, value: answer.busy },
      { metric: 'threadsTotal', at, value: answer.total },
    ];
  }

  return {
    health: () => (isCurrent ? health : { ...health, polledAt: null }),
    /** Reads what calls before the start brought. */
    resume,
    /** Asks once, keeps what came, and answers how long to wait before asking again. */
    async poll(): Promise<Millis> {
      await resume();
      if (waitMs !== null && waitMs > 0) {
        const restMs = waitMs;
        waitMs = 0;
        return restMs;
      }
      // Noted before, so that a process that ends during its call does not ask again as soon as it is back.
      await memory.save({ ...health, polledAt: clock.now() });
      const answer = await balances.getBalance();
      const now = clock.now();
      health = clampHealth(health, now);
      isCurrent = true;
      const failure = answer.ok ? null : answer.failure;
      const ownNetworkDown = failure?.class === 'outage' && !(await ports.reachesDiscord());
      const failuresInRow = failure === null || ownNetworkDown ? 0 : inRow(health, failure);
      const isUnsure = answer.ok && (await isToBeConfirmed(answer.balanceMicros));
      const usualMs = nextPollDelayMs(failure, failuresInRow, intervalMs);
      const delayMs = isUnsure ? Math.min(CONFIRM_AFTER_MS, usualMs) : usualMs;
      const since = failure === null ? null : (health.since ?? now);
      const noBalanceSince = failure === null ? null : withoutBalanceSince(health, ownNetworkDown, now);
      const nextPollAt = now + delayMs;
      health = { ...health, failure, failuresInRow, since, noBalanceSince, polledAt: now, nextPollAt, ownNetworkDown };
      await memory.save(health);
      if (!answer.ok) {
        const { code, class: of, meaning } = answer.failure;
        log.warn({ pipeline, code, class: of, meaning, delayMs }, 'balance not read');
        return delayMs;
      }
      if (isUnsure) return delayMs;
      const balance: Reading = { metric: 'balance', at: now, value: answer.balanceMicros };
      try {
        await readings.add(pipeline, [balance, ...(await readThreads(now))]);
      } catch (err) {
        // A broken disk is no reason to ask CaptchaAI more often.
        log.error({ err, pipeline }, 'balance not saved');
      }
      return delayMs;
    },
  };
}

export type BalancePoll = ReturnType<typeof createBalancePoll>;
