import type { MicroUsd } from '../measures.ts';
import type { Millis } from '../time.ts';

/** A value at a time. */
export interface Point {
  readonly at: Millis;
  readonly value: number;
}

/** What every chart says of itself: its span, and the time zone that its axis is labelled in. */
interface Span {
  readonly from: Millis;
  readonly to: Millis;
  readonly timeZone: string;
}

/** The balance, the levels that alert, and where the forecast sees it going; micro-dollars. */
export interface BalanceChart extends Span {
  readonly type: 'balance';
  readonly points: readonly Point[];
  /** Null where balance alerts are switched off. */
  readonly thresholdMicros: MicroUsd | null;
  readonly criticalMicros: MicroUsd | null;
  /** From the last point on, within `to`; empty where there is no forecast. */
  readonly forecast: readonly Point[];
}

/** Results of one step of time. */
export interface ErrorsSlot {
  readonly at: Millis;
  readonly solved: number;
  readonly failed: number;
  /** By code, in the order of the chart's `codes`; what is missing up to `failed` are the other codes. */
  readonly byCode: readonly number[];
}

/** The error rate with its threshold, over the number of failures stacked by code. */
export interface ErrorsChart extends Span {
  readonly type: 'errors';
  readonly stepMs: Millis;
  /** The most frequent codes, the first first; the rest are drawn as others. */
  readonly codes: readonly string[];
  readonly slots: readonly ErrorsSlot[];
  /** Share from 0 to 1. */
  readonly threshold: number;
}

export interface LatencySlot {
  readonly at: Millis;
  readonly p50Ms: Millis;
  readonly p95Ms: Millis;
}

/** Latency percentiles of solved tasks; a step without any has no slot. */
export interface LatencyChart extends Span {
  readonly type: 'latency';
  readonly stepMs: Millis;
  readonly slots: readonly LatencySlot[];
  readonly thresholdMs: Millis;
}

/** The depth of the queue with its threshold, over finished tasks a minute. */
export interface QueueChart extends Span {
  readonly type: 'queue';
  readonly stepMs: Millis;
  readonly depths: readonly Point[];
  readonly perMinute: readonly Point[];
  readonly threshold: number;
}

/** One hour of one day; `date` is YYYY-MM-DD in the chart's time zone. */
export interface HourCell {
  readonly date: string;
  readonly hour: number;
  readonly solved: number;
  readonly failed: number;
}

/** Day by hour: how many tasks there were, and which share failed. Hours without a result have no cell. */
export interface HoursChart extends Span {
  readonly type: 'hours';
  readonly cells: readonly HourCell[];
}

/** What the tasks of one day cost; `date` is YYYY-MM-DD in the chart's time zone. */
export interface CostDay {
  readonly date: string;
  readonly from: Millis;
  readonly to: Millis;
  readonly tasks: number;
  /** Null where there were tasks and nobody reported what they cost. */
  readonly costMicros: MicroUsd | null;
}

/** Spending by day. */
export interface CostChart extends Span {
  readonly type: 'cost';
  readonly days: readonly CostDay[];
}

/** What stands on a picture beside numbers and times, in the language of the answer. */
export interface ChartTexts {
  /** As Discord names it, such as `pt-BR`: numbers and dates are written as there. */
  readonly locale: string;
  readonly title: string;
  readonly noData: string;
  /** What the codes beyond the most frequent ones are together. */
  readonly others: string;
  readonly perMinute: string;
  /** Follows a number of seconds directly. */
  readonly second: string;
}

export type Chart = BalanceChart | ErrorsChart | LatencyChart | QueueChart | HoursChart | CostChart;
