import type { Millis } from './time.ts';
import type { CodeCount, MicroUsd } from './types.ts';

/** Totals of a period, as `/summary` and the daily summary show them. */
export interface Summary {
  readonly from: Millis;
  readonly to: Millis;
  readonly timeZone: string;
  readonly solved: number;
  readonly failed: number;
  readonly meanLatencyMs: Millis | null;
  /** Of solved tasks; null where there were none. */
  readonly latency: LatencyPercentiles | null;
  readonly costMicros: MicroUsd;
  readonly byCode: readonly CodeCount[];
  readonly balanceMicros: MicroUsd | null;
  /** False where all accounts are on thread plans, whose balance says nothing. */
  readonly hasBalance?: boolean;
  readonly peakQueueDepth: number | null;
  /** Each for itself, where there are several. */
  readonly pipelines?: readonly PipelineSummary[];
}

/** What one of several pipelines did in a period. */
export interface PipelineSummary {
  readonly name: string;
  readonly solved: number;
  readonly failed: number;
  readonly peakQueueDepth: number | null;
}

export interface LatencyPercentiles {
  readonly p50Ms: Millis;
  readonly p95Ms: Millis;
  readonly p99Ms: Millis;
}
