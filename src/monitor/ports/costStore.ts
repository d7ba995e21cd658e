import type { MicroUsd } from '../measures.ts';
import type { Millis } from '../time.ts';

/** What tasks cost as far as it was reported: a sum of zero over tasks is a cost that nobody reported. */
export interface Cost {
  readonly tasks: number;
  readonly costMicros: MicroUsd;
}

/** Sums over tasks; the latency of solved ones that said it. */
export interface TaskSums {
  readonly solved: number;
  readonly failed: number;
  readonly costMicros: MicroUsd;
  readonly latencySumMs: Millis;
  readonly latencyCount: number;
}

export interface CostStore {
  /** Sums in steps of `stepMs` from `from` up to, not including, `to`, the first first; steps without a task are left out. */
  steps(
    pipeline: string,
    from: Millis,
    to: Millis,
    stepMs: Millis,
  ): Promise<readonly (Cost & TaskSums & { readonly at: Millis })[]>;
  /** Sums of the CAPTCHA types that cost most, ten at most, the dearest first; '' where no type was reported. */
  byType(pipeline: string, from: Millis, to: Millis): Promise<readonly (Cost & { readonly type: string })[]>;
}
