import type { ProviderHealth } from '../accounts/providerHealth.ts';
import type { ProviderFailureClass, Verdict } from '../alerts/facts.ts';
import type { Millis } from '../time.ts';
import type { Limits } from '../types.ts';

/**
 * Judges our own calls to CaptchaAI. One failure says nothing; a key that is refused twice in a row, three polls without
 * an answer, or a long time without a usable balance do. Over when a call succeeds.
 */
export function judgeProvider(
  health: ProviderHealth,
  limits: Limits['provider'],
  alreadyFiring: boolean,
  now: Millis,
): Verdict {
  const { failure, failuresInRow, since, polledAt, ownNetworkDown } = health;
  if (polledAt === null) return { state: 'unknown', why: 'noReading' };
  if (failure === null) return { state: 'ok', facts: { kind: 'provider', failure: null, since: null } };
  const facts = { kind: 'provider', failure, since } as const;
  if (failure.class === 'account' && (alreadyFiring || failuresInRow >= limits.accountFailures)) {
    return { state: 'firing', severity: 'error', facts };
  }
  // Neither CaptchaAI nor Discord can be reached: that is our own network, and nothing is blamed on the provider.
  if (ownNetworkDown) return { state: 'unknown', why: 'ownNetwork' };
  if (isOutage(failure.class) && (alreadyFiring || failuresInRow >= limits.outageFailures)) {
    return { state: 'firing', severity: 'warning', facts };
  }
  const noBalanceMs = withoutBalanceMs(health, now);
  if (noBalanceMs < limits.noBalanceMs) return { state: 'unknown', why: 'notSureYet' };
  return { state: 'firing', severity: 'warning', facts: { ...facts, noBalanceMs } };
}

/** "Too many requests" is an answer: CaptchaAI is there, and we are the ones to slow down. */
function isOutage(of: ProviderFailureClass): boolean {
  return of !== 'account' && of !== 'capacity';
}

/** A single call that failed says nothing. Beyond the next call a clock that jumped would count too. */
function withoutBalanceMs({ since, noBalanceSince, polledAt, nextPollAt }: ProviderHealth, now: Millis): Millis {
  if (noBalanceSince === null || since === null || polledAt === null || polledAt <= since) return 0;
  return Math.max(0, Math.min(now, nextPollAt ?? now) - noBalanceSince);
}
