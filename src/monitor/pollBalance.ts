import type { BalanceSource, Clock, Log, ProviderFailure, Store } from './ports.ts';
import type { Millis } from './types.ts';

/** How CaptchaAI answered us lately. */
export interface ProviderHealth {
  readonly failure: ProviderFailure | null;
  readonly failuresInRow: number;
  readonly since: Millis | null;
  readonly nextPollAt: Millis | null;
}

export interface PollPorts {
  readonly balances: BalanceSource;
  readonly readings: Pick<Store['readings'], 'add'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly pipeline: string;
  readonly intervalMs: Millis;
}

/**
 * A wrong key can ban the address that the workers share, so after such an answer we call at most this often
 * (IP_BANNED after repeated bad-key calls, lifted after about 5 min; docs.captchaai.com, error handling).
 */
const AFTER_ACCOUNT_FAILURE_MS: Millis = 15 * 60_000;
const LONGEST_BACKOFF_MS: Millis = 15 * 60_000;

/** When to call again, by what the last call brought. */
export function nextPollDelayMs(failure: ProviderFailure | null, failuresInRow: number, intervalMs: Millis): Millis {
  if (failure === null) return intervalMs;
  if (failure.class === 'account') return Math.max(AFTER_ACCOUNT_FAILURE_MS, intervalMs);
  // Three polls at the usual pace tell a short fault from a long one; only then do we slow down.
  const doublings = Math.max(0, failuresInRow - 3);
  return Math.max(intervalMs, Math.min(intervalMs * 2 ** doublings, LONGEST_BACKOFF_MS));
}

export function createBalancePoll({ balances, readings, clock, log, pipeline, intervalMs }: PollPorts) {
  let health: ProviderHealth = { failure: null, failuresInRow: 0, since: null, nextPollAt: null };

  return {
    health: () => health,
    /** Asks once, keeps what came, and answers how long to wait before asking again. */
    async poll(): Promise<Millis> {
      const answer = await balances.getBalance();
      const now = clock.now();
      const failure = answer.ok ? null : answer.failure;
      const failuresInRow = failure === null ? 0 : health.failuresInRow + 1;
      const delayMs = nextPollDelayMs(failure, failuresInRow, intervalMs);
      const since = failure === null ? null : (health.since ?? now);
      health = { failure, failuresInRow, since, nextPollAt: now + delayMs };

      if (answer.ok) await readings.add(pipeline, [{ metric: 'balance', at: now, value: answer.balanceMicros }]);
      else log.warn({ pipeline, code: answer.failure.code, class: answer.failure.class, delayMs }, 'balance not read');
      return delayMs;
    },
  };
}

export type BalancePoll = ReturnType<typeof createBalancePoll>;
