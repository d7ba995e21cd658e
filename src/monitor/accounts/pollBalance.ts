import { confirmJump } from '../alerts/confirmJump.ts';
import { LeaseLostError } from '../errors.ts';
import type { Log } from '../ports/log.ts';
import type { BalanceAnswer, BalanceSource, ThreadsSource } from '../ports/provider.ts';
import type { PollState, ProviderHealthStore } from '../ports/providerHealthStore.ts';
import type { ReadingStore } from '../ports/readingStore.ts';
import type { Clock, Millis } from '../time.ts';
import type { MicroUsd, Reading } from '../types.ts';
import { askThreads } from './askThreads.ts';
import { clampHealth, createPollState, withoutBalanceSince } from './pollState.ts';
import type { ProviderFailure } from './providerFailure.ts';
import { nextPollDelayMs, type ProviderHealth } from './providerHealth.ts';

export interface PollPorts {
  readonly balances: BalanceSource;
  /** Null: the threads are not asked for. */
  readonly threads: ThreadsSource | null;
  /** Whether Discord answers at all; asked only when CaptchaAI does not. */
  readonly reachesDiscord: () => Promise<boolean>;
  readonly readings: Pick<ReadingStore, 'add' | 'newest'>;
  readonly providerHealth: ProviderHealthStore;
  /** Tells the account's key from another. */
  readonly keyHash: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly account: string;
  readonly intervalMs: Millis;
}

/** Where it keeps what came. */
export interface PollWrites {
  readonly readings: Pick<ReadingStore, 'add'>;
  readonly providerHealth: Pick<ProviderHealthStore, 'save'>;
}

/** A balance that jumped is asked for again so soon. */
const CONFIRM_AFTER_MS: Millis = 5_000;

/** Failures of one class make each other sure; a failure of another class starts the count again. */
function inRow(before: ProviderHealth, failure: ProviderFailure): number {
  return before.failure?.class === failure.class ? before.failuresInRow + 1 : 1;
}

/** Polls the account. All that is known between two calls is in the database: any process may make the next one. */
export function createBalancePoll(ports: PollPorts) {
  const { balances, threads, readings, clock, log, account, intervalMs } = ports;
  const memory = createPollState(ports);

  async function isToBeConfirmed(balanceMicros: MicroUsd, unconfirmed: MicroUsd | null): Promise<boolean> {
    const kept = await readings.newest(account, 'balance', clock.now()).catch(() => null);
    const decision = confirmJump(kept?.value ?? null, unconfirmed, balanceMicros);
    if (decision === 'confirm') log.info({ account, balanceMicros }, 'balance jumped, asking again');
    else if (unconfirmed !== null)
      log.info({ account, balanceMicros, before: unconfirmed }, 'balance confirmed or corrected');
    return decision === 'confirm';
  }

  /** What is known after an answer; `nextPollAt` is when to ask again. */
  async function after(before: PollState, answer: BalanceAnswer): Promise<PollState & { nextPollAt: Millis }> {
    const failure = answer.ok ? null : answer.failure;
    const ownNetworkDown = failure?.class === 'outage' && !(await ports.reachesDiscord());
    const failuresInRow = failure === null || ownNetworkDown ? 0 : inRow(before, failure);
    const isUnsure = answer.ok && (await isToBeConfirmed(answer.balanceMicros, before.unconfirmedMicros));
    const now = clock.now();
    const health = clampHealth(before, now);
    const usualMs = nextPollDelayMs(failure, failuresInRow, intervalMs);
    return {
      ...before,
      failure,
      failuresInRow,
      since: failure === null ? null : (health.since ?? now),
      noBalanceSince: failure === null ? null : withoutBalanceSince(health, ownNetworkDown, now),
      polledAt: now,
      nextPollAt: now + (isUnsure ? Math.min(CONFIRM_AFTER_MS, usualMs) : usualMs),
      ownNetworkDown,
      unconfirmedMicros: answer.ok ? (isUnsure ? answer.balanceMicros : null) : before.unconfirmedMicros,
    };
  }

  async function keep(balanceMicros: MicroUsd, state: PollState, at: Millis, into: PollWrites): Promise<void> {
    const balance: Reading = { metric: 'balance', at, value: balanceMicros };
    try {
      const asked = await askThreads(threads, state, at);
      if (asked.state !== state) await memory.save(asked.state, into.providerHealth);
      await into.readings.add(account, [balance, ...asked.readings]);
    } catch (err) {
      if (err instanceof LeaseLostError) throw err;
      // A broken disk is no reason to ask CaptchaAI more often.
      log.error({ err, account }, 'balance not saved');
    }
  }

  return {
    /** At a start, before anything is judged: what is known of an account is of no use with the key of another. */
    async resume(): Promise<void> {
      await memory.resume(clock.now());
    },
    /** What is known of the provider now, whichever process asked it. Only reads: it is looked at in each evaluation. */
    async health(): Promise<ProviderHealth> {
      const now = clock.now();
      const state = await memory.known(now);
      return memory.isCurrent(state, now) ? state : { ...state, polledAt: null };
    },
    /**
     * Asks once where that is due, keeps what came, and answers how long to wait before the next call. `into`: with the lease under which it asks.
     * @throws LeaseLostError once another process polls.
     */
    async poll(into: PollWrites = ports): Promise<Millis> {
      const before = await memory.resume(clock.now());
      const at = clock.now();
      const waitMs = memory.waitMs(before, at);
      if (waitMs > 0) {
        if (before.nextPollAt !== at + waitMs)
          await memory.save({ ...before, nextPollAt: at + waitMs }, into.providerHealth);
        return waitMs;
      }
      // Noted before, so that a process that ends during its call does not ask again as soon as it is back.
      const delayMs = nextPollDelayMs(before.failure, before.failuresInRow, intervalMs);
      await memory.save({ ...before, polledAt: at, nextPollAt: at + delayMs }, into.providerHealth);
      const answer = await balances.getBalance();
      const state = await after(before, answer);
      await memory.save(state, into.providerHealth);
      const restMs = state.nextPollAt - (state.polledAt ?? at);
      if (!answer.ok) {
        const { code, class: failureClass, meaning } = answer.failure;
        log.warn({ account, code, class: failureClass, meaning, delayMs: restMs }, 'balance not read');
      } else if (state.unconfirmedMicros === null) {
        await keep(answer.balanceMicros, state, state.polledAt ?? at, into);
      }
      return restMs;
    },
  };
}

export type BalancePoll = ReturnType<typeof createBalancePoll>;
