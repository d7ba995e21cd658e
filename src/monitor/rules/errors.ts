import type { ExplainedCode } from '../codes.ts';
import type { Verdict } from '../facts.ts';
import type { Limits, WindowTotals } from '../types.ts';

/**
 * Judges the share of failed results in the window. Fires above `rate`; once it fires it goes on until the share is
 * at or below `clearRate`, so that a share just round the limit does not flap.
 */
export function judgeErrors(
  window: WindowTotals,
  limits: Limits['errors'],
  alreadyFiring: boolean,
  topCode: ExplainedCode | null = null,
): Verdict {
  const total = window.solved + window.failed;
  if (total <= limits.minResults) return { state: 'unknown', why: 'tooFewResults' };

  const { failed, byCode } = window;
  const known = topCode === null ? {} : { topCode };
  const facts = { kind: 'errors', failed, total, windowMs: limits.windowMs, byCode, ...known } as const;
  const limit = alreadyFiring ? limits.clearRate : limits.rate;
  return failed / total > limit ? { state: 'firing', severity: 'error', facts } : { state: 'ok', facts };
}
