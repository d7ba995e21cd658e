import type { Verdict } from '../facts.ts';
import type { ProviderHealth } from '../pollBalance.ts';
import type { Limits } from '../types.ts';

/**
 * Judges our own calls to CaptchaAI. One failure says nothing; a key that is refused twice in a row, or three polls
 * without an answer, do. Over when a call succeeds.
 */
export function judgeProvider(
  { failure, failuresInRow, since, polledAt, ownNetworkDown }: ProviderHealth,
  limits: Limits['provider'],
  alreadyFiring: boolean,
): Verdict {
  if (polledAt === null) return { state: 'unknown', why: 'noReading' };
  if (failure === null) return { state: 'ok', facts: { kind: 'provider', failure: null, since: null } };
  const facts = { kind: 'provider', failure, since } as const;
  if (failure.class === 'account') {
    const sure = alreadyFiring || failuresInRow >= limits.accountFailures;
    return sure ? { state: 'firing', severity: 'error', facts } : { state: 'unknown', why: 'notSureYet' };
  }
  // "Too many requests" is an answer: CaptchaAI is there, and we are the ones to slow down.
  if (failure.class === 'capacity') return { state: 'unknown', why: 'notSureYet' };
  // Neither CaptchaAI nor Discord can be reached: that is our own network, and nothing is blamed on the provider.
  if (ownNetworkDown) return { state: 'unknown', why: 'ownNetwork' };
  const sure = alreadyFiring || failuresInRow >= limits.outageFailures;
  return sure ? { state: 'firing', severity: 'warning', facts } : { state: 'unknown', why: 'notSureYet' };
}
