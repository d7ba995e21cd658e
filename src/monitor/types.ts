/** Milliseconds: a point in time since the Unix epoch, or a length of time where the name says so. */
export type Millis = number;

/** US dollars in millionths, always an integer, so that sums stay exact. */
export type MicroUsd = number;

export const MICROS_PER_USD = 1_000_000;

/** What a team can be told about. */
export const ALERT_KINDS = ['balance', 'errors', 'queue'] as const;
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

export const METRICS = ['balance', 'queueDepth', 'activeWorkers'] as const;
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
}

export interface BalanceFacts {
  readonly kind: 'balance';
  readonly balanceMicros: MicroUsd;
  readonly thresholdMicros: MicroUsd;
}

export interface ErrorsFacts {
  readonly kind: 'errors';
  readonly failed: number;
  readonly total: number;
  readonly windowMs: Millis;
  readonly byCode: readonly CodeCount[];
}

export interface QueueFacts {
  readonly kind: 'queue';
  readonly depth: number;
  readonly thresholdDepth: number;
  readonly activeWorkers: number | null;
  readonly drain: Drain;
}

/** How long the queue takes to empty: measured from its own slope, or guessed from the workers. */
export type Drain =
  | { readonly basis: 'measured' | 'crude'; readonly ms: Millis }
  | { readonly basis: 'growing'; readonly perMinute: number };

export type Facts = BalanceFacts | ErrorsFacts | QueueFacts;

export type UnknownWhy = 'noReading' | 'stale' | 'tooFewResults' | 'switchedOff';

/** What a rule says of its readings. `unknown` neither fires nor recovers anything. */
export type Verdict =
  | { readonly state: 'ok'; readonly facts: Facts }
  | { readonly state: 'firing'; readonly severity: AlertSeverity; readonly facts: Facts }
  | { readonly state: 'unknown'; readonly why: UnknownWhy };

/** Every number that decides an alert. Shares are 0 to 1, times are milliseconds. */
export interface Limits {
  readonly balance: {
    readonly enabled: boolean;
    readonly thresholdMicros: MicroUsd;
    readonly criticalMicros: MicroUsd;
    readonly staleMs: Millis;
  };
  readonly errors: {
    readonly windowMs: Millis;
    readonly minResults: number;
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
  readonly cooldownMs: Millis;
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
  | { readonly type: 'webhook'; readonly webhookId: string };

/** A Discord server that is being told, with its settings. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly destination: Destination | null;
  readonly mention: Mention | null;
  readonly timeZone: string;
  /** Minutes after midnight in the guild's time zone. */
  readonly summaryMinute: number;
}

/** From the first firing of a kind for a guild and pipeline until it has recovered. */
export interface Incident {
  readonly severity: AlertSeverity;
  readonly openedAt: Millis;
  /** Since when the verdict has been `ok` without a break; null while it fires. */
  readonly clearSince: Millis | null;
  /** Whether a message about it was handed on for delivery. */
  readonly told: boolean;
  /** The worst reading that a message spoke of, or the first one while none did. */
  readonly worst: Facts;
  /** How many messages a mute has held back since the last one that was sent. */
  readonly heldBack: number;
  readonly heldAt: Millis | null;
}

/** When the last message of each severity went out: the cooldown outlives the incident. */
export interface LastSent {
  readonly warning: Millis | null;
  readonly error: Millis | null;
}

export interface AlertMemory {
  readonly incident: Incident | null;
  readonly lastSent: LastSent;
}

/** What one place is told; Discord's form of it is made when it is sent. */
export type Message =
  | {
      readonly type: 'alert';
      readonly severity: AlertSeverity;
      readonly facts: Facts;
      readonly heldBack: number;
      readonly at: Millis;
    }
  | { readonly type: 'recovery'; readonly before: Facts; readonly after: Facts; readonly at: Millis }
  | { readonly type: 'summary'; readonly summary: Summary; readonly at: Millis };

/** Totals of a period, as `/summary` and the daily summary show them. */
export interface Summary {
  readonly from: Millis;
  readonly to: Millis;
  readonly timeZone: string;
  readonly solved: number;
  readonly failed: number;
  readonly meanLatencyMs: Millis | null;
  readonly costMicros: MicroUsd;
  readonly byCode: readonly CodeCount[];
  readonly balanceMicros: MicroUsd | null;
  readonly peakQueueDepth: number | null;
}

/** One message that must reach one place; kept until Discord has it. */
export interface Delivery {
  readonly id: number;
  readonly guildId: string;
  readonly message: Message;
  readonly createdAt: Millis;
  readonly attempts: number;
}

/** What became of one attempt to send. */
export type SendOutcome =
  | { readonly outcome: 'delivered'; readonly messageId: string }
  | { readonly outcome: 'retry'; readonly afterMs: Millis | null; readonly why: string }
  | { readonly outcome: 'giveUp'; readonly why: GiveUpWhy };

export type GiveUpWhy = 'destinationGone' | 'notAllowed' | 'rejected' | 'noDestination';
