/** Milliseconds: a point in time since the Unix epoch, or a length of time where the name says so. */
export type Millis = number;

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

export interface SilenceFacts {
  readonly kind: 'silence';
  readonly quietMs: Millis;
  readonly newestAt: Millis;
  readonly inHourBefore: number;
}

/** Why a call to CaptchaAI brought no answer, by who has to act. */
export type ProviderFailureClass = 'account' | 'capacity' | 'outage' | 'caller' | 'unknown';

export interface ProviderFailure {
  readonly class: ProviderFailureClass;
  /** CaptchaAI's own code, or ours for what never reached it (`TIMEOUT`, `HTTP_502`, `UNREACHABLE`, `UNREADABLE`). */
  readonly code: string;
  readonly meaning: string;
  readonly advice: string;
}

export interface ProviderFacts {
  readonly kind: 'provider';
  /** Null once a call succeeded again. */
  readonly failure: ProviderFailure | null;
  readonly since: Millis | null;
}

export interface LatencyFacts {
  readonly kind: 'latency';
  readonly p50Ms: Millis;
  readonly p95Ms: Millis;
  readonly solved: number;
  readonly thresholdMs: Millis;
  readonly windowMs: Millis;
}

export interface ThreadsFacts {
  readonly kind: 'threads';
  /** Null where the account does not tell. */
  readonly busy: number | null;
  readonly total: number | null;
  /** Results that were refused because every thread was busy, of all results in the window. */
  readonly refused: number;
  readonly results: number;
}

export interface RunwayFacts {
  readonly kind: 'runway';
  /** Until the balance is used up; null: not within the horizon of the forecast. */
  readonly runwayMs: Millis | null;
  readonly burnMicrosPerHour: MicroUsd;
  readonly balanceMicros: MicroUsd;
  readonly sure: 'low' | 'medium' | 'high';
}

export type Facts =
  | BalanceFacts
  | ErrorsFacts
  | QueueFacts
  | SilenceFacts
  | ProviderFacts
  | LatencyFacts
  | ThreadsFacts
  | RunwayFacts;

export type UnknownWhy =
  | 'noReading'
  | 'stale'
  | 'tooFewResults'
  | 'tooLittleHistory'
  | 'switchedOff'
  | 'notSureYet'
  | 'ownNetwork';

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
  readonly silence: { readonly quietMs: Millis; readonly minResults: number };
  readonly provider: { readonly accountFailures: number; readonly outageFailures: number };
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
  /** Why nothing can be sent there for now; null while it works. */
  readonly unusable: GiveUpWhy | null;
  readonly mention: Mention | null;
  readonly timeZone: string;
  /** Minutes after midnight in the guild's time zone. */
  readonly summaryMinute: number;
  readonly limits: Limits;
  /** Since when it is known. */
  readonly joinedAt: Millis;
  /** Top-ups up to this moment were told, or are older than the guild. */
  readonly topUpsToldUntil: Millis;
}

/** Who said that they are on it: no repeats until it gets worse or recovers. */
export interface Acknowledgement {
  readonly by: Actor;
  readonly at: Millis;
  readonly severity: AlertSeverity;
}

/** From the first firing of a kind for a guild and pipeline until it has recovered. */
export interface Incident {
  readonly severity: AlertSeverity;
  readonly openedAt: Millis;
  /** Since when the verdict has not been `firing`; null while it fires. */
  readonly clearSince: Millis | null;
  /** The highest severity that a message about it spoke of; null while nobody was told. */
  readonly toldSeverity: AlertSeverity | null;
  /** The worst reading that a message spoke of, or the first one while none did. */
  readonly worst: Facts;
  /** How many messages a mute has held back since the last one that was sent, and when the last of each severity was. */
  readonly heldBack: number;
  readonly heldAt: LastSent;
  readonly acknowledged: Acknowledgement | null;
  /** The consequences that it holds back, as the last message names them. */
  readonly affects: readonly AlertKind[];
}

/** When the last message of each severity went out: the cooldown outlives the incident. */
export interface LastSent {
  readonly warning: Millis | null;
  readonly error: Millis | null;
}

export interface AlertMemory {
  readonly incident: Incident | null;
  readonly lastSent: LastSent;
  /** The last incident that was closed; only the last minutes count. */
  readonly closed: { readonly at: Millis; readonly severity: AlertSeverity } | null;
}

export const NOTHING_SENT: LastSent = { warning: null, error: null };
export const NOTHING_REMEMBERED: AlertMemory = { incident: null, lastSent: NOTHING_SENT, closed: null };

export interface AlertMessage {
  readonly type: 'alert';
  readonly severity: AlertSeverity;
  readonly facts: Facts;
  readonly heldBack: number;
  /** What it brings about and holds back. */
  readonly affects: readonly AlertKind[];
  readonly at: Millis;
}

/** What became of an incident since its first message, for the edit that makes the channel's history read true. */
export interface IncidentState {
  readonly openedAt: Millis;
  readonly endedAt: Millis | null;
  readonly acknowledged: Acknowledgement | null;
  readonly affects: readonly AlertKind[];
}

/** What one place is told; Discord's form of it is made when it is sent. */
export type Message =
  | AlertMessage
  | {
      readonly type: 'recovery';
      readonly before: Facts;
      readonly after: Facts;
      readonly topUp: TopUp | null;
      readonly at: Millis;
    }
  /** An incident that began and ended before anybody could be told. */
  | {
      readonly type: 'late';
      readonly worst: Facts;
      readonly openedAt: Millis;
      readonly endedAt: Millis;
      readonly at: Millis;
    }
  | { readonly type: 'edit'; readonly state: IncidentState; readonly at: Millis }
  | { readonly type: 'topUp'; readonly topUp: TopUp; readonly at: Millis }
  | { readonly type: 'summary'; readonly summary: Summary; readonly dueAt: Millis; readonly at: Millis };

/** A rise of the balance that only a payment explains. */
export interface TopUp {
  readonly at: Millis;
  readonly fromMicros: MicroUsd;
  readonly toMicros: MicroUsd;
  /** How long the new balance lasts; null where the forecast cannot tell. */
  readonly runwayMs: Millis | null;
}

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
  readonly peakQueueDepth: number | null;
}

export interface LatencyPercentiles {
  readonly p50Ms: Millis;
  readonly p95Ms: Millis;
  readonly p99Ms: Millis;
}

/** Where a message stands in Discord. */
export interface SentMessage {
  readonly place: Destination;
  readonly messageId: string;
  readonly message: Message;
}

/** One message that must reach one place; kept until Discord has it. */
export interface Delivery {
  readonly id: number;
  readonly guildId: string;
  readonly message: Message;
  readonly createdAt: Millis;
  readonly attempts: number;
  /** The kind and pipeline that it is about; null for a summary. */
  readonly about: { readonly kind: AlertKind; readonly pipeline: string } | null;
  /** The message to edit; null for a new one. */
  readonly target: SentMessage | null;
}

/** What became of one attempt to send. */
export type SendOutcome =
  | { readonly outcome: 'delivered'; readonly messageId: string; readonly place: Destination }
  | { readonly outcome: 'retry'; readonly afterMs: Millis | null; readonly why: string }
  | { readonly outcome: 'giveUp'; readonly why: GiveUpWhy };

export type GiveUpWhy = 'destinationGone' | 'notAllowed' | 'rejected' | 'noDestination' | 'muted' | 'nothingToEdit';
