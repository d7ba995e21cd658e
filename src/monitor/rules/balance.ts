import type { Verdict } from '../facts.ts';
import type { Limits, Millis, Reading } from '../types.ts';

/**
 * Judges the newest balance. It recovers only at the threshold itself, so no clear level is needed.
 * A failed poll is no reading: the caller passes the newest one that CaptchaAI answered, whose age decides `stale`.
 */
export function judgeBalance(newest: Reading | null, limits: Limits['balance'], now: Millis): Verdict {
  if (!limits.enabled) return { state: 'unknown', why: 'switchedOff' };
  if (newest === null) return { state: 'unknown', why: 'noReading' };
  if (now - newest.at > limits.staleMs) return { state: 'unknown', why: 'stale' };

  const facts = { kind: 'balance', balanceMicros: newest.value, thresholdMicros: limits.thresholdMicros } as const;
  if (newest.value >= limits.thresholdMicros) return { state: 'ok', facts };
  return { state: 'firing', severity: newest.value < limits.criticalMicros ? 'error' : 'warning', facts };
}
