import type { LatencyPercentiles } from '../summary.ts';
import type { Millis } from '../time.ts';

/** Which percentiles people read, as shares. */
export const SUMMARY_PERCENTILES = [0.5, 0.95, 0.99] as const;

/** By their names, of values in the order of `SUMMARY_PERCENTILES`; null where there are none. */
export function percentilesOf([p50Ms, p95Ms, p99Ms]: readonly Millis[]): LatencyPercentiles | null {
  return p50Ms === undefined || p95Ms === undefined || p99Ms === undefined ? null : { p50Ms, p95Ms, p99Ms };
}
