import type { DecisionReason } from './decide.ts';
import type { OpenBuckets } from './openBuckets.ts';
import type {
  Actor,
  AlertKind,
  AlertMemory,
  Delivery,
  GiveUpWhy,
  Guild,
  Mention,
  Message,
  Metric,
  MicroUsd,
  Millis,
  Mute,
  MuteScope,
  Reading,
  SendOutcome,
  WindowTotals,
} from './types.ts';

export interface Clock {
  now(): Millis;
}

/** One structured line an event; never a secret, never foreign text in the message. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface PeriodTotals extends WindowTotals {
  readonly costMicros: MicroUsd;
  readonly latencySumMs: number;
  readonly latencyCount: number;
}

export interface MemoryKey {
  readonly guildId: string;
  readonly pipeline: string;
  readonly kind: AlertKind;
}

/** What one decision changes, written whole or not at all. */
export interface DecisionChange {
  readonly key: MemoryKey;
  readonly before: AlertMemory;
  readonly after: AlertMemory;
  readonly message: Message | null;
}

export interface DeliveryProgress {
  readonly deliveredAt: Millis | null;
  readonly waiting: number;
  readonly waitingSince: Millis | null;
  readonly gaveUp: { readonly why: GiveUpWhy; readonly at: Millis } | null;
  readonly retrying: string | null;
}

/** A guild as it is kept: null where it has not chosen, so that the process-wide default holds. */
export interface StoredGuild {
  readonly id: string;
  readonly name: string;
  /** Picked with `/setup`. */
  readonly channelId: string | null;
  /** The webhook of the environment when it was last seen to belong to this guild. */
  readonly webhookId: string | null;
  readonly mention: Mention | null;
  readonly timeZone: string | null;
  readonly summaryMinute: number | null;
}

export interface Store {
  readonly results: {
    /** Adds the sums of all open buckets in one transaction. */
    add(buckets: OpenBuckets): Promise<void>;
    /** Sums over the 5-second buckets that overlap the span from `from` to `to`. */
    window(pipeline: string, from: Millis, to: Millis): Promise<WindowTotals>;
    period(pipeline: string, from: Millis, to: Millis): Promise<PeriodTotals>;
    newestAt(pipeline: string): Promise<Millis | null>;
  };
  readonly readings: {
    add(pipeline: string, readings: readonly Reading[]): Promise<void>;
    newest(pipeline: string, metric: Metric, until?: Millis): Promise<Reading | null>;
    /** Readings from `from` on, oldest first, with the one before `from` that still held then. */
    since(pipeline: string, metric: Metric, from: Millis): Promise<readonly Reading[]>;
    peak(pipeline: string, metric: Metric, from: Millis, to: Millis): Promise<number | null>;
  };
  readonly guilds: {
    /** Remembers that the guild is there; `webhookId` only where the environment's webhook belongs to it. */
    see(guild: { id: string; name: string; webhookId?: string }, now: Millis): Promise<void>;
    leave(guildId: string, now: Millis): Promise<void>;
    present(): Promise<readonly StoredGuild[]>;
    setChannel(guildId: string, channelId: string, mention: Mention | null): Promise<void>;
  };
  readonly mutes: {
    add(mute: Omit<Mute, 'id'>): Promise<Mute>;
    /** Ends the mutes of a scope that hold at `now`; answers how many there were. */
    end(guildId: string, scope: MuteScope, by: Actor, now: Millis): Promise<number>;
    activeAt(now: Millis): Promise<readonly Mute[]>;
  };
  readonly memories: {
    /** Every memory of a pipeline with an incident or a last message; absent means nothing to remember. */
    ofPipeline(pipeline: string): Promise<ReadonlyMap<string, AlertMemory>>;
    commit(changes: readonly DecisionChange[], now: Millis): Promise<void>;
  };
  readonly deliveries: {
    /** Takes the oldest message that is due, one at a time for each guild; nobody else gets it until the lease ends. */
    claim(now: Millis, leaseMs: Millis): Promise<Delivery | null>;
    delivered(id: number, messageId: string, now: Millis): Promise<void>;
    retry(id: number, notBefore: Millis, why: string): Promise<void>;
    giveUp(id: number, why: GiveUpWhy, now: Millis): Promise<void>;
    /** When the next waiting message may be tried; null if none waits. */
    nextDueAt(): Promise<Millis | null>;
    progress(guildId: string): Promise<DeliveryProgress>;
  };
  readonly summaries: {
    /** Hands the day's summary on for delivery unless that was done before; answers whether it did. */
    once(guildId: string, date: string, message: Message, now: Millis): Promise<boolean>;
    sent(guildId: string, date: string): Promise<boolean>;
  };
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

export type BalanceAnswer =
  | { readonly ok: true; readonly balanceMicros: MicroUsd }
  | { readonly ok: false; readonly failure: ProviderFailure };

export interface BalanceSource {
  getBalance(): Promise<BalanceAnswer>;
}

export interface Notifier {
  /** Makes one attempt; never throws and never repeats by itself. */
  send(delivery: Delivery, guild: Guild): Promise<SendOutcome>;
}

/** Counts what was decided and sent, by reasons from closed sets. */
export interface Counters {
  decided(kind: AlertKind, reason: DecisionReason): void;
  sent(type: Message['type'], outcome: SendOutcome['outcome']): void;
}
