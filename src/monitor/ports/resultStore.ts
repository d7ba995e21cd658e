import type { LatencySlot } from '../charts/chart.ts';
import type { CodeCount, MicroUsd, SolveResult, WindowTotals } from '../measures.ts';
import type { KeyedResults, KeyOutcome } from '../record/keyedResults.ts';
import type { OpenBuckets } from '../record/openBuckets.ts';
import type { Millis } from '../time.ts';

export interface PeriodTotals extends WindowTotals {
  readonly costMicros: MicroUsd;
  readonly latencySumMs: number;
  readonly latencyCount: number;
}

/** A window of a pipeline, by where it begins. */
export interface WindowOf {
  readonly pipeline: string;
  readonly from: Millis;
}

/** Results of one CAPTCHA type. */
export interface TypeTotals {
  readonly type: string;
  readonly solved: number;
  readonly failed: number;
}

/** A window as `window` and `byType` answer it. */
export interface WindowSums extends WindowTotals {
  readonly byType: readonly TypeTotals[];
}

/** How long the solved tasks of one CAPTCHA type took: as many values as percentiles were asked for. */
export interface TypeLatencies {
  readonly type: string;
  readonly solved: number;
  readonly valuesMs: readonly Millis[];
}

/** Results of one step of time, which begins at `at`. */
export interface ResultStep {
  readonly at: Millis;
  readonly solved: number;
  readonly failed: number;
  readonly byCode: readonly CodeCount[];
}

export interface ResultStore {
  /**
   * Adds the sums of all open buckets, and results whose key is new, in one transaction; answers what became of each key.
   * `arrivedAt` is when they were posted, which their own times need not tell; where it is left out, no arrival is noted.
   */
  add(buckets: OpenBuckets, keyed?: readonly KeyedResults[], arrivedAt?: Millis): Promise<readonly KeyOutcome[]>;
  /** Sums over the 5-second buckets that overlap the span from `from` to `to`. */
  window(pipeline: string, from: Millis, to: Millis): Promise<WindowTotals>;
  /** The same for any number of pipelines and windows that end together, read at once; an answer for each, in their order. */
  windows(windows: readonly WindowOf[], to: Millis): Promise<readonly WindowSums[]>;
  /** The same span as `window`, by CAPTCHA type, those with the most failures first; '' where none was reported. */
  byType(pipeline: string, from: Millis, to: Millis): Promise<readonly TypeTotals[]>;
  period(pipeline: string, from: Millis, to: Millis): Promise<PeriodTotals>;
  /**
   * Sums in steps of `stepMs` from `from` up to, not including, `to`, the first first; steps without a result are left out. A bucket counts where it begins.
   * `mostCodes`: the most frequent of the span are named, some hundred unless something else is said, and the rest is `OTHER`.
   */
  steps(pipeline: string, from: Millis, to: Millis, stepMs: Millis, mostCodes?: number): Promise<readonly ResultStep[]>;
  /** The different error codes and CAPTCHA types of the buckets that begin from `from` up to, not including, `to`; some hundred at most. */
  names(
    pipeline: string,
    from: Millis,
    to: Millis,
  ): Promise<{ readonly codes: readonly string[]; readonly types: readonly string[] }>;
  /** Latency percentiles of solved tasks in such steps. */
  latencySteps(pipeline: string, from: Millis, to: Millis, stepMs: Millis): Promise<readonly LatencySlot[]>;
  /** The beginning of the oldest bucket that is kept. */
  oldestAt(pipeline: string): Promise<Millis | null>;
  /** The beginning of the newest bucket that begins at `until` or before: a clock that was ahead leaves later ones. */
  newestAt(pipeline: string, until?: Millis): Promise<Millis | null>;
  /** The beginning of the newest bucket that begins after `from` and up to `to` and holds a result of that outcome. */
  newestOf(pipeline: string, outcome: SolveResult['outcome'], from: Millis, to: Millis): Promise<Millis | null>;
  /** Over the buckets that begin from `from` up to, not including, `to`: percentiles (0 to 1) of the latency of solved tasks, with a relative error of at most 1 %; null without any. */
  latencies(
    pipeline: string,
    from: Millis,
    to: Millis,
    percentiles: readonly number[],
  ): Promise<{ readonly solved: number; readonly valuesMs: readonly Millis[] } | null>;
  /**
   * The same for the CAPTCHA types with the most solved tasks, ten at most, the most first. Kept by the minute for two hours, then by the
   * quarter-hour: a span should begin with one.
   */
  latenciesByType(
    pipeline: string,
    from: Millis,
    to: Millis,
    percentiles: readonly number[],
  ): Promise<readonly TypeLatencies[]>;
}
