import type { Verdict } from '../alerts/facts.ts';
import type { Millis } from '../time.ts';
import type { Limits } from '../types.ts';

/** Percentiles of the solve latency over the window, and how many solved tasks they rest on. */
export interface LatencyWindow {
  readonly solved: number;
  readonly p50Ms: Millis;
  readonly p95Ms: Millis;
}

/** Judges the p95 of the window; once it fires it goes on until the p95 is at or below the clear level. */
export function judgeLatency(window: LatencyWindow | null, limits: Limits['latency'], alreadyFiring: boolean): Verdict {
  if (window === null || window.solved < limits.minSolved) return { state: 'unknown', why: 'tooFewResults' };
  const { p50Ms, p95Ms, solved } = window;
  const facts = {
    kind: 'latency',
    p50Ms,
    p95Ms,
    solved,
    thresholdMs: limits.p95Ms,
    windowMs: limits.windowMs,
  } as const;
  const limit = alreadyFiring ? limits.clearP95Ms : limits.p95Ms;
  return p95Ms > limit ? { state: 'firing', severity: 'warning', facts } : { state: 'ok', facts };
}
