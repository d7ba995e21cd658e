import type { Millis } from './time.ts';

/** US dollars in millionths, always an integer, so that sums stay exact. */
export type MicroUsd = number;

export const MICROS_PER_USD = 1_000_000;

export type AlertSeverity = 'warning' | 'critical';

/** One finished task of the pipeline, as its workers report it. */
export interface SolveResult {
  readonly at: Millis;
  readonly outcome: 'solved' | 'failed';
  readonly errorCode: string | null;
  readonly latencyMs: Millis | null;
  readonly costMicros: MicroUsd | null;
  readonly captchaType: string | null;
}

/** A result as it is counted: `noFailure` where its code says that nothing failed, such as a task that is not ready yet. */
export interface CountedResult extends Omit<SolveResult, 'outcome'> {
  readonly outcome: SolveResult['outcome'] | 'noFailure';
}

export const METRICS = ['balance', 'queueDepth', 'activeWorkers', 'threadsBusy', 'threadsTotal'] as const;

export type Metric = (typeof METRICS)[number];

/** A measured value at a time: micro-dollars for `balance`, counts for the rest. */
export interface Reading {
  readonly metric: Metric;
  readonly at: Millis;
  readonly value: number;
}

export interface CodeCount {
  readonly code: string;
  readonly count: number;
}

/** Sums over the results of a span of time; `byCode` has the most frequent error code first. */
export interface WindowTotals {
  readonly solved: number;
  readonly failed: number;
  readonly byCode: readonly CodeCount[];
  /** Results with a code that is no failure; they are neither solved nor failed. Absent where there were none. */
  readonly notFailures?: readonly CodeCount[];
}
