import { MINUTE, type Millis } from '../time.ts';
import type { ProviderFailure } from './providerFailure.ts';

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

/**
 * A wrong key can ban the address that the workers share, so once such an answer is confirmed we call at most this often
 * (IP_BANNED after repeated bad-key calls, lifted after about 5 min; docs.captchaai.com, error handling).
 */
const AFTER_ACCOUNT_FAILURE_MS: Millis = 15 * MINUTE;
const LONGEST_BACKOFF_MS: Millis = 15 * MINUTE;

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
