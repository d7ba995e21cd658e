import type { Verdict } from '../../../src/monitor/alerts/facts.ts';

/** A verdict as a table wants it: its severity, why nothing is known, or `ok`. */
export function inShort(verdict: Verdict): string {
  if (verdict.state === 'firing') return verdict.severity;
  return verdict.state === 'unknown' ? verdict.why : verdict.state;
}
