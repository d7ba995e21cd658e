import type { TopUp } from '../accounts/topUp.ts';
import { MICROS_PER_USD, type MicroUsd, type Reading } from '../measures.ts';
import { MINUTE, type Millis } from '../time.ts';
import { defineKind } from './defineKind.ts';
import type { PipelineReadings } from './pipelineReadings.ts';
import type { Standing } from './standing.ts';
import type { VerdictOn } from './verdict.ts';

export interface BalanceFacts {
  readonly kind: 'balance';
  readonly balanceMicros: MicroUsd;
  readonly thresholdMicros: MicroUsd;
  /** The threshold of a critical balance, where that was crossed. */
  readonly criticalMicros?: MicroUsd;
}

interface BalanceThresholds {
  readonly enabled: boolean;
  readonly thresholdMicros: MicroUsd;
  readonly criticalMicros: MicroUsd;
  /** A share: it has recovered so far above the level that it was below. */
  readonly clearAbove: number;
  readonly staleMs: Millis;
}

export const balance = defineKind({
  kind: 'balance',
  scope: 'account',
  thresholds: {
    alerts: { field: 'enabled', unit: 'switch', min: 0, max: 1, setting: 'BALANCE_ALERTS', standard: 1 },
    warning: {
      field: 'thresholdMicros',
      unit: 'usd',
      min: 0,
      max: 1_000_000,
      setting: 'BALANCE_WARNING_USD',
      standard: 10,
    },
    critical: {
      field: 'criticalMicros',
      unit: 'usd',
      min: 0,
      max: 1_000_000,
      setting: 'BALANCE_CRITICAL_USD',
      standard: 2,
    },
    clear: { field: 'clearAbove', unit: 'percent', min: 0, max: 100, setting: 'BALANCE_CLEAR_PERCENT', standard: 2 },
  },
  // A single missed reading says nothing; ten minutes without one do.
  fixed: { staleMs: 10 * MINUTE },
  problems: {
    balanceOrder: {
      between: ['critical', 'warning'],
      isBroken: ({ criticalMicros, thresholdMicros }) => criticalMicros > thresholdMicros,
      sentence: 'The critical balance must not be above the one for a warning.',
    },
  },
  judge: (
    { at, hasBalance, balance, topUp }: PipelineReadings,
    thresholds: BalanceThresholds,
    standing: Standing,
  ): VerdictOn<BalanceFacts> =>
    hasBalance ? judgeBalance(balance, thresholds, standing, topUp, at) : { state: 'unknown', why: 'switchedOff' },
  badness: ({ balanceMicros }) => -balanceMicros,
  // In cents: half of less than that is no news.
  worse: { halvedInStepsOf: MICROS_PER_USD / 100 },
  clearLevel: (_facts, { thresholdMicros, clearAbove }) => Math.round(thresholdMicros * (1 + clearAbove)),
  inhibits: {
    // Without funds CaptchaAI refuses tasks just as without threads.
    kinds: ['errors', 'types', 'queue', 'workers', 'silence', 'latency', 'threads', 'runway'],
    from: 'warning',
    activeUntil: ({ usedUpAt }) => usedUpAt,
    // Topped up: that tasks are solved again says nothing of the time before.
    contradictedFrom: ({ at, usedUpAt, usedUpSince }, openedAt) => (usedUpAt === at ? (usedUpSince ?? openedAt) : null),
  },
  lookBack: ({ enabled, staleMs }) => ({ usedUpMs: enabled ? staleMs : 0 }),
  chart: 'balance',
});

/**
 * Judges the newest balance. Once it fires it goes on until the balance is clearly above the threshold, or was topped up to it,
 * so that spending and refunds round it do not flap; the same holds for the critical level.
 * A failed poll is no reading: the caller passes the newest one that CaptchaAI answered, whose age decides `stale`.
 */
export function judgeBalance(
  newest: Reading | null,
  thresholds: BalanceThresholds,
  { alreadyFiring, wasCritical, from }: Omit<Standing, 'about'>,
  topUp: TopUp | null,
  now: Millis,
): VerdictOn<BalanceFacts> {
  if (!thresholds.enabled) return { state: 'unknown', why: 'switchedOff' };
  if (newest === null) return { state: 'unknown', why: 'noReading' };
  if (now - newest.at > thresholds.staleMs) return { state: 'unknown', why: 'stale' };

  const { thresholdMicros, criticalMicros, clearAbove } = thresholds;
  const facts = { kind: 'balance', balanceMicros: newest.value, thresholdMicros } as const;
  const isLifted = topUp !== null && topUp.at > from && lifts(topUp, thresholdMicros);
  const isBelow = (level: MicroUsd, isSticky: boolean) => newest.value < (isSticky ? level * (1 + clearAbove) : level);
  if (!isBelow(thresholdMicros, alreadyFiring && !isLifted)) return { state: 'ok', facts };
  if (!isBelow(criticalMicros, wasCritical)) return { state: 'firing', severity: 'warning', facts };
  return { state: 'firing', severity: 'critical', facts: { ...facts, criticalMicros } };
}

function lifts({ fromMicros, toMicros }: TopUp, level: MicroUsd): boolean {
  return fromMicros < level && level <= toMicros;
}
