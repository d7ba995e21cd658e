import type { Verdict } from '../alerts/facts.ts';
import type { TopUp } from '../alerts/message.ts';
import type { Millis } from '../time.ts';
import type { Limits, MicroUsd, Reading } from '../types.ts';
import type { Standing } from './standing.ts';

/**
 * Judges the newest balance. Once it fires it goes on until the balance is clearly above the threshold, or was topped up to it,
 * so that spending and refunds round it do not flap; the same holds for the critical level.
 * A failed poll is no reading: the caller passes the newest one that CaptchaAI answered, whose age decides `stale`.
 */
export function judgeBalance(
  newest: Reading | null,
  limits: Limits['balance'],
  { alreadyFiring, wasCritical, from }: Standing,
  topUp: TopUp | null,
  now: Millis,
): Verdict {
  if (!limits.enabled) return { state: 'unknown', why: 'switchedOff' };
  if (newest === null) return { state: 'unknown', why: 'noReading' };
  if (now - newest.at > limits.staleMs) return { state: 'unknown', why: 'stale' };

  const { thresholdMicros, criticalMicros, clearAbove } = limits;
  const facts = { kind: 'balance', balanceMicros: newest.value, thresholdMicros } as const;
  const isLifted = topUp !== null && topUp.at > from && lifts(topUp, thresholdMicros);
  const isBelow = (level: MicroUsd, isSticky: boolean) => newest.value < (isSticky ? level * (1 + clearAbove) : level);
  if (!isBelow(thresholdMicros, alreadyFiring && !isLifted)) return { state: 'ok', facts };
  if (!isBelow(criticalMicros, wasCritical)) return { state: 'firing', severity: 'warning', facts };
  return { state: 'firing', severity: 'error', facts: { ...facts, criticalMicros } };
}

function lifts({ fromMicros, toMicros }: TopUp, level: MicroUsd): boolean {
  return fromMicros < level && level <= toMicros;
}
