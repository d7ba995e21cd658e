import type { GiveUpWhy } from './delivery/giveUpWhy.ts';
import type { PingFailure } from './delivery/pingFailure.ts';
import type { Millis } from './time.ts';

/** US dollars in millionths, always an integer, so that sums stay exact. */
export type MicroUsd = number;

export const MICROS_PER_USD = 1_000_000;

/** What a team can be told about. */
export const ALERT_KINDS = [
  'balance',
  'errors',
  'queue',
  'silence',
  'provider',
  'latency',
  'threads',
  'runway',
] as const;

export type AlertKind = (typeof ALERT_KINDS)[number];

/** `error` is what people call critical. */
export type AlertSeverity = 'warning' | 'error';

export type Severity = AlertSeverity | 'success' | 'info';

/** What a mute covers: one kind, or everything. */
export const MUTE_SCOPES = ['all', ...ALERT_KINDS] as const;

export type MuteScope = (typeof MUTE_SCOPES)[number];

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

/** Every number that decides an alert. Shares are 0 to 1, times are milliseconds. */
export interface Limits {
  readonly balance: {
    readonly enabled: boolean;
    readonly thresholdMicros: MicroUsd;
    readonly criticalMicros: MicroUsd;
    /** A share: it has recovered so far above the level that it was below. */
    readonly clearAbove: number;
    readonly staleMs: Millis;
  };
  readonly errors: {
    readonly windowMs: Millis;
    /** How far the window widens where it holds too few results. */
    readonly widestMs: Millis;
    readonly minResults: number;
    /** So many failures one after the other fire by themselves; 0: they do not. */
    readonly inRow: number;
    readonly rate: number;
    readonly clearRate: number;
    readonly clearHoldMs: Millis;
  };
  readonly queue: {
    readonly depth: number;
    readonly holdMs: Millis;
    readonly criticalFactor: number;
    readonly clearShare: number;
    readonly staleMs: Millis;
  };
  readonly silence: { readonly quietMs: Millis; readonly minResults: number };
  readonly provider: {
    readonly accountFailures: number;
    readonly outageFailures: number;
    readonly noBalanceMs: Millis;
  };
  readonly latency: {
    readonly windowMs: Millis;
    readonly minSolved: number;
    readonly p95Ms: Millis;
    readonly clearP95Ms: Millis;
  };
  readonly threads: {
    readonly busyShare: number;
    readonly holdMs: Millis;
    readonly refusedShare: number;
    readonly minResults: number;
    readonly clearHoldMs: Millis;
    readonly staleMs: Millis;
  };
  readonly runway: {
    readonly enabled: boolean;
    readonly warningMs: Millis;
    readonly criticalMs: Millis;
    readonly clearMs: Millis;
  };
  readonly cooldownMs: Millis;
  /** The longest time between two reminders of one incident. */
  readonly reminderMaxMs: Millis;
}

/** Who is asking. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
}

export interface Mute {
  readonly id: number;
  readonly guildId: string;
  readonly scope: MuteScope;
  readonly until: Millis;
  readonly createdAt: Millis;
  readonly by: Actor;
  readonly reason: string | null;
}

export interface Mention {
  readonly type: 'role' | 'user';
  readonly id: string;
}

/** Where a guild's messages go. The webhook is the one of the environment; its token is never stored. */
export type Destination =
  | { readonly type: 'channel'; readonly channelId: string }
  | {
      readonly type: 'webhook';
      readonly webhookId: string;
      /** The thread that it posts in; absent where it posts in its channel. */
      readonly threadId?: string;
    };

/** Where a message can be sent. A user gets a direct message, where nothing else is left. */
export type Place = Destination | { readonly type: 'user'; readonly userId: string };

/** A Discord server that is being told, with its settings. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly destination: Destination | null;
  /** Why nothing can be sent there for now; null while it works. */
  readonly unusable: GiveUpWhy | null;
  /** Where to tell people instead while it is unusable or none is chosen, the best first. */
  readonly refuges: readonly Place[];
  readonly mention: Mention | null;
  /** Why the last mention notified nobody; null while it works. */
  readonly pingFailure: PingFailure | null;
  /** The least severity that pings. */
  readonly mentionFrom: AlertSeverity;
  /** The language of its messages, as Discord names it, such as `pt-BR`. */
  readonly locale: string;
  readonly timeZone: string;
  /** Minutes after midnight in the guild's time zone. */
  readonly summaryMinute: number;
  readonly limits: Limits;
  /** Since when it is known. */
  readonly joinedAt: Millis;
  /** Top-ups up to this moment were told, or are older than the guild. */
  readonly topUpsToldUntil: Millis;
}
