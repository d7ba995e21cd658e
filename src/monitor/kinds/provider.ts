import type { ProviderFailure, ProviderFailureClass } from '../accounts/providerFailure.ts';
import type { ProviderHealth } from '../accounts/providerHealth.ts';
import type { Millis } from '../time.ts';
import { defineKind } from './defineKind.ts';
import type { PipelineReadings } from './pipelineReadings.ts';
import type { Standing } from './standing.ts';
import type { VerdictOn } from './verdict.ts';

export interface ProviderFacts {
  readonly kind: 'provider';
  /** Null once a call succeeded again. */
  readonly failure: ProviderFailure | null;
  readonly since: Millis | null;
  /** How long there was no usable balance, where that is what fires. */
  readonly noBalanceMs?: Millis;
}

interface ProviderThresholds {
  readonly accountFailures: number;
  readonly outageFailures: number;
  readonly noBalanceMs: Millis;
}

export const provider = defineKind({
  kind: 'provider',
  scope: 'account',
  thresholds: {
    accountFailures: {
      field: 'accountFailures',
      unit: 'count',
      min: 1,
      max: 10,
      setting: 'PROVIDER_ACCOUNT_FAILURES',
      standard: 2,
    },
    outageFailures: {
      field: 'outageFailures',
      unit: 'count',
      min: 1,
      max: 100,
      setting: 'PROVIDER_OUTAGE_FAILURES',
      standard: 3,
    },
    noBalance: {
      field: 'noBalanceMs',
      unit: 'seconds',
      min: 60,
      max: 86_400,
      setting: 'PROVIDER_NO_BALANCE_SECONDS',
      standard: 600,
    },
  },
  fixed: {},
  judge: ({ at, provider }: PipelineReadings, thresholds: ProviderThresholds, { alreadyFiring }: Standing) =>
    judgeProvider(provider, thresholds, alreadyFiring, at),
  badness: ({ failure }) => (failure?.class === 'account' ? 1 : 0),
  // Its severity tells.
  worse: 'never',
  // An answer ends it.
  clearLevel: () => null,
  inhibits: {
    kinds: ['errors', 'types', 'queue', 'workers', 'silence', 'latency', 'runway'],
    // An outage of the provider is a warning, and causes nothing that is known.
    from: 'critical',
    contradictedFrom: (_readings, openedAt) => openedAt,
  },
  lookBack: () => ({}),
  chart: 'errors',
});

/**
 * Judges our own calls to CaptchaAI. One failure says nothing; a key that is refused twice in a row, three polls without
 * an answer, or a long time without a usable balance do. Over when a call succeeds.
 */
export function judgeProvider(
  health: ProviderHealth,
  thresholds: ProviderThresholds,
  alreadyFiring: boolean,
  now: Millis,
): VerdictOn<ProviderFacts> {
  const { failure, failuresInRow, since, polledAt, ownNetworkDown } = health;
  if (polledAt === null) return { state: 'unknown', why: 'noReading' };
  if (failure === null) return { state: 'ok', facts: { kind: 'provider', failure: null, since: null } };
  const facts = { kind: 'provider', failure, since } as const;
  if (failure.class === 'account' && (alreadyFiring || failuresInRow >= thresholds.accountFailures)) {
    return { state: 'firing', severity: 'critical', facts };
  }
  // Neither CaptchaAI nor Discord can be reached: that is our own network, and nothing is blamed on the provider.
  if (ownNetworkDown) return { state: 'unknown', why: 'ownNetwork' };
  if (isOutage(failure.class) && (alreadyFiring || failuresInRow >= thresholds.outageFailures)) {
    return { state: 'firing', severity: 'warning', facts };
  }
  const noBalanceMs = withoutBalanceMs(health, now);
  if (noBalanceMs < thresholds.noBalanceMs) return { state: 'unknown', why: 'notSureYet' };
  return { state: 'firing', severity: 'warning', facts: { ...facts, noBalanceMs } };
}

/** "Too many requests" is an answer: CaptchaAI is there, and we are the ones to slow down. */
function isOutage(failureClass: ProviderFailureClass): boolean {
  return failureClass !== 'account' && failureClass !== 'capacity';
}

/** A single call that failed says nothing. Beyond the next call a clock that jumped would count too. */
function withoutBalanceMs({ since, noBalanceSince, polledAt, nextPollAt }: ProviderHealth, now: Millis): Millis {
  if (noBalanceSince === null || since === null || polledAt === null || polledAt <= since) return 0;
  return Math.max(0, Math.min(now, nextPollAt ?? now) - noBalanceSince);
}
