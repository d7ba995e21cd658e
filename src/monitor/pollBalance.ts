import { confirmJump } from './confirmJump.ts';
import type { ProviderFailure } from './facts.ts';
import { clampToNow, createPollMemory, withoutBalanceSince } from './pollMemory.ts';
import type { BalanceSource, Clock, Log, Store, ThreadsSource } from './ports.ts';
import type { MicroUsd, Millis, Reading } from './types.ts';

/** How CaptchaAI answered us lately. */
export interface ProviderHealth {
  readonly failure: ProviderFailure | null;
  /** Of the same class, and not while our own network was down. */
  readonly failuresInRow: number;
  /** Since when no call succeeded; null while they do. */
  readonly since: Millis | null;
  /** Since when there has been no usable balance although we asked, whatever the failures were; null after a balance. */
  readonly noBalanceSince: Millis | null;
  readonly polledAt: Millis | null;
  readonly nextPollAt: Millis | null;
  /** Discord cannot be reached either: it is our own network. */
  readonly ownNetworkDown: boolean;
  /** Whether the account tells its threads; null while that was not asked. */
  readonly threads: 'supported' | 'unsupported' | null;
}

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

/**
 * A wrong key can ban the address that the workers share, so once such an answer is confirmed we call at most this often
 * (IP_BANNED after repeated bad-key calls, lifted after about 5 min; docs.captchaai.com, error handling).
 */
const AFTER_ACCOUNT_FAILURE_MS: Millis = 15 * 60_000;
/** A maintenance page looks like an account that does not tell its threads: ask again, but rarely. */
const UNSUPPORTED_FOR_MS: Millis = 3_600_000;
const LONGEST_BACKOFF_MS: Millis = 15 * 60_000;
/** A balance that jumped is asked for again so soon. */
const CONFIRM_AFTER_MS: Millis = 5_000;

/** When to call again, by what the last call brought. */
export function nextPollDelayMs(failure: ProviderFailure | null, failuresInRow: number, intervalMs: Millis): Millis {
  if (failure === null) return intervalMs;
  // The second call makes sure; it is not repeated calls that a second one is.
  if (failure.class === 'account')
    return failuresInRow < 2 ? intervalMs : Math.max(AFTER_ACCOUNT_FAILURE_MS, intervalMs);
  // Three polls at the usual pace tell a short fault from a long one; only then do we slow down.
  const doublings = Math.max(0, failuresInRow - 3);
  return Math.max(intervalMs, Math.min(intervalMs * 2 ** doublings, LONGEST_BACKOFF_MS));
}

/** Nothing is known of the provider yet. */
export const NOT_POLLED: ProviderHealth = {
  failure: null,
  failuresInRow: 0,
  since: null,
  noBalanceSince: null,
  polledAt: null,
  nextPollAt: null,
  ownNetworkDown: false,
  threads: null,
};

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
      health = clampToNow(health, now);
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
        log.warn({ pipeline, code: answer.failure.code, class: answer.failure.class, delayMs }, 'balance not read');
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
