import type { Change } from './audit.ts';
import type { LatencySlot } from './chart.ts';
import type { DecisionReason } from './decide.ts';
import type { Facts, ProviderFailure } from './facts.ts';
import type { Acknowledgement, AlertMemory, IncidentMute } from './incident.ts';
import type { LimitName, LimitOverrides } from './limits.ts';
import type { Heard } from './listening.ts';
import type { BotLostMessage, Delivery, Detour, GiveUpWhy, Message, Renewed, SendOutcome } from './message.ts';
import type { OpenBuckets } from './openBuckets.ts';
import type { PingFailure } from './pingFailure.ts';
import type { ProviderHealth } from './providerHealth.ts';
import type {
  Actor,
  AlertKind,
  AlertSeverity,
  CodeCount,
  CountedResult,
  Destination,
  Guild,
  Mention,
  Metric,
  MicroUsd,
  Millis,
  Mute,
  MuteScope,
  Place,
  Reading,
  SolveResult,
  WindowTotals,
} from './types.ts';

export interface Clock {
  now(): Millis;
}

/** One structured line an event; never a secret, never foreign text in the message. */
export interface Log {
  isLevelEnabled(level: 'debug'): boolean;
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

/** Results of one CAPTCHA type. */
export interface TypeTotals {
  readonly type: string;
  readonly solved: number;
  readonly failed: number;
}

export interface MemoryKey {
  readonly guildId: string;
  readonly pipeline: string;
  readonly kind: AlertKind;
}

export type GuildMemories = ReadonlyMap<AlertKind, AlertMemory>;
export type MemoriesByGuild = ReadonlyMap<string, GuildMemories>;

/** What one decision changes, written whole or not at all. */
export interface DecisionChange {
  readonly key: MemoryKey;
  readonly before: AlertMemory;
  readonly after: AlertMemory;
  /** What to tell now, in this order. An edit is of the first message of the incident before. */
  readonly messages: readonly Message[];
}

/** One incident as `/incidents` lists it. */
export interface PastIncident {
  readonly id: number;
  readonly pipeline: string;
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly openedAt: Millis;
  readonly endedAt: Millis | null;
  readonly worst: Facts;
  readonly told: boolean;
  readonly acknowledged: Acknowledgement | null;
}

export interface DeliveryProgress {
  readonly deliveredAt: Millis | null;
  readonly waiting: number;
  readonly waitingSince: Millis | null;
  readonly gaveUp: { readonly why: GiveUpWhy; readonly at: Millis } | null;
  readonly retrying: string | null;
}

/** What is known of the attempts to send a message; what is absent stays as it is. */
export interface Tries {
  /** How many copies of it may have arrived. */
  readonly copies?: number;
  /** How often Discord refused it in a way that may pass. */
  readonly refusals?: number;
  /** From now on it is sent as plain words. */
  readonly isPlain?: true;
}

/** What was not told after all. `heldBack` counts again what the lost message was to tell of; `mutedAt` is when a mute held it. */
export interface Untold {
  readonly guildId: string;
  readonly kind: AlertKind;
  readonly pipeline: string;
  readonly severity: AlertSeverity;
  readonly heldBack: number;
  readonly mutedAt: Millis | null;
  readonly keepCooldown: boolean;
}

/** Results of one step of time, which begins at `at`. */
export interface ResultStep {
  readonly at: Millis;
  readonly solved: number;
  readonly failed: number;
  readonly byCode: readonly CodeCount[];
}

/** A guild as Discord tells of it; `webhookId` and `locale` only where that is known. */
export interface SeenGuild {
  readonly id: string;
  readonly name: string;
  readonly webhookId?: string;
  /** Where that webhook posts. */
  readonly webhookChannelId?: string;
  readonly locale?: string;
}

/** A guild as it is kept: null where it has not chosen, so that the process-wide default holds. */
export interface StoredGuild {
  readonly id: string;
  readonly name: string;
  /** Picked with `/setup`. */
  readonly channelId: string | null;
  /** The webhook of the environment when it was last seen to belong to this guild. */
  readonly webhookId: string | null;
  readonly webhookChannelId: string | null;
  /** The post of a forum that the webhook writes in. */
  readonly webhookThreadId: string | null;
  /** `nobody` where that was chosen. */
  readonly mention: Mention | 'nobody' | null;
  /** Why the last mention notified nobody; null while it works. */
  readonly pingFailure: PingFailure | null;
  /** The least severity that pings. */
  readonly mentionFrom: AlertSeverity | null;
  /** As Discord names it, such as `pt-BR`; null until the gateway told. */
  readonly locale: string | null;
  readonly timeZone: string | null;
  readonly summaryMinute: number | null;
  readonly limits: LimitOverrides;
  /** Nothing can be sent to its place before this moment, and why. */
  readonly unusable: { readonly why: GiveUpWhy; readonly until: Millis } | null;
  readonly joinedAt: Millis;
  /** The last top-up that it was told of, by the time of its reading. */
  readonly toldTopUpAt: Millis | null;
}

/** What is known of our own calls to CaptchaAI, and the hash of the key that they were made with. */
export interface StoredProviderHealth extends Omit<ProviderHealth, 'ownNetworkDown' | 'threads'> {
  readonly keyHash: string;
}

/** What a guild can choose with `/setup`; what is absent stays as it is. */
export interface GuildChoices {
  /** Null: the webhook of the environment. */
  readonly channelId?: string | null;
  /** Null: nobody. */
  readonly mention?: Mention | null;
  readonly mentionFrom?: AlertSeverity;
  readonly timeZone?: string;
  readonly summaryMinute?: number;
}

/** Results under a key of the sender's: they count once, however often they are sent. Neither key nor body is kept, only their hashes. */
export interface KeyedResults {
  readonly pipeline: string;
  readonly keyHash: string;
  readonly bodyHash: string;
  readonly at: Millis;
  readonly results: readonly CountedResult[];
}

/** `known`: they were counted before. `otherBody`: the key stands for other results. */
export type KeyOutcome = 'counted' | 'known' | 'otherBody';

export interface Store {
  readonly results: {
    /**
     * Adds the sums of all open buckets, and results whose key is new, in one transaction; answers what became of each key.
     * `arrivedAt` is when they were posted, which their own times need not tell; where it is left out, no arrival is noted.
     */
    add(buckets: OpenBuckets, keyed?: readonly KeyedResults[], arrivedAt?: Millis): Promise<readonly KeyOutcome[]>;
    /** Sums over the 5-second buckets that overlap the span from `from` to `to`. */
    window(pipeline: string, from: Millis, to: Millis): Promise<WindowTotals>;
    /** The same span as `window`, by CAPTCHA type, those with the most failures first; '' where none was reported. */
    byType(pipeline: string, from: Millis, to: Millis): Promise<readonly TypeTotals[]>;
    period(pipeline: string, from: Millis, to: Millis): Promise<PeriodTotals>;
    /** Sums in steps of `stepMs` from `from` up to, not including, `to`, the first first; steps without a result are left out. A bucket counts where it begins. */
    steps(pipeline: string, from: Millis, to: Millis, stepMs: Millis): Promise<readonly ResultStep[]>;
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
  };
  /** Those of the account, balance and threads, begin when the present API key was first used: earlier ones are another account's. */
  readonly readings: {
    /** Of two readings of one metric and moment the one that came last counts, within a call too. */
    add(pipeline: string, readings: readonly Reading[]): Promise<void>;
    newest(pipeline: string, metric: Metric, until?: Millis): Promise<Reading | null>;
    /** Readings from `from` on, oldest first, with the one before `from` that still held then. */
    since(pipeline: string, metric: Metric, from: Millis, until?: Millis): Promise<readonly Reading[]>;
    peak(pipeline: string, metric: Metric, from: Millis, to: Millis): Promise<number | null>;
  };
  /** How long results could have arrived, over restarts. */
  readonly listening: {
    /**
     * Goes on counting; answers by how much the clock was set back since the last time, or 0. `meant` is what it would show had it
     * not been: without it, what was written since the last beat would be dated later than what came after the clock was set back.
     */
    beat(pipeline: string, now: Millis, meant?: Millis): Promise<Millis>;
    /** Null before the first beat. */
    read(pipeline: string, now: Millis): Promise<Heard | null>;
  };
  /** What our own calls to CaptchaAI brought lately. */
  readonly providerHealth: {
    load(pipeline: string): Promise<StoredProviderHealth | null>;
    /** Another key is used from now on: nothing is known of it, and the readings of its account begin at `keySince`. */
    begin(pipeline: string, keyHash: string, keySince: Millis): Promise<void>;
    save(pipeline: string, keyHash: string, health: Omit<StoredProviderHealth, 'keyHash'>): Promise<void>;
  };
  readonly guilds: {
    /** Remembers that the guild is there; `webhookId` only where the environment's webhook belongs to it. */
    see(guild: SeenGuild, now: Millis): Promise<void>;
    /** Forgets that it is there, ends its incidents and drops what waits to be sent to it. */
    leave(guildId: string, now: Millis): Promise<void>;
    present(): Promise<readonly StoredGuild[]>;
    get(guildId: string): Promise<StoredGuild | null>;
    choose(guildId: string, choices: GuildChoices, changes: readonly Change[]): Promise<void>;
    /**
     * Null takes a guild's own limit back. `changeFrom` is asked while nobody else can change the guild's limits: it answers the line for
     * the log, null where it is so already, or throws where the limit does not fit them; in both cases nothing is changed.
     */
    setLimit(
      guildId: string,
      name: LimitName,
      value: number | null,
      changeFrom: (own: LimitOverrides) => Change | null,
    ): Promise<void>;
    /** Nothing can be sent to the guild's place before `until`; null: it works again. */
    setUnusable(
      guildId: string,
      /** `place` is the one that was tried: another that was picked meanwhile is not meant. */
      unusable: { why: GiveUpWhy; until: Millis; place?: Destination } | null,
    ): Promise<void>;
    /** Why the last mention notified nobody; null: it did. */
    setPingFailure(guildId: string, why: PingFailure | null, now: Millis): Promise<void>;
  };
  readonly mutes: {
    add(mute: Omit<Mute, 'id'>, change: Change): Promise<Mute>;
    /** Ends the mutes of a scope that hold at `now`; answers how many there were. */
    end(guildId: string, scope: MuteScope, by: Actor, now: Millis, change: Change): Promise<number>;
    activeAt(now: Millis): Promise<readonly Mute[]>;
  };
  readonly memories: {
    /** Every memory of a pipeline with an incident, a last message or a close after `closedAfter`; absent means nothing. */
    ofPipeline(pipeline: string, closedAfter: Millis): Promise<MemoriesByGuild>;
    commit(changes: readonly DecisionChange[], now: Millis): Promise<void>;
  };
  readonly incidents: {
    /** The newest first. */
    recent(guildId: string, limit: number): Promise<readonly PastIncident[]>;
    /** Marks an open incident that nobody is on yet; answers what became of it. */
    acknowledge(
      guildId: string,
      id: number,
      by: Actor,
      now: Millis,
      change: Change,
    ): Promise<'done' | 'taken' | 'ended'>;
    get(guildId: string, id: number): Promise<PastIncident | null>;
    /** Names on the first message of an open incident who muted its kind; answers whether it is open. */
    mutedBy(guildId: string, id: number, muted: IncidentMute, now: Millis): Promise<boolean>;
  };
  readonly changes: {
    /** The newest first. */
    recent(guildId: string, limit: number): Promise<readonly Change[]>;
  };
  readonly deliveries: {
    /** Hands a message on that is about no kind; answers its id. */
    add(guildId: string, message: Message, now: Millis): Promise<number>;
    /** Takes the oldest message that is due, one at a time for each guild; nobody else gets it until the lease ends. */
    claim(now: Millis, leaseMs: Millis): Promise<Delivery | null>;
    /** Holds a message for as long again, where sending it takes more than one attempt. */
    hold(id: number, until: Millis): Promise<void>;
    /** Notes, before anything is sent, that from now on the message may have arrived at a place, in so many copies: one, where nothing is said. */
    sending(id: number, place: Place, now: Millis, copies?: number): Promise<void>;
    /**
     * Makes what may have arrived, but was not found, say what is true now, as a claim does with what surely did not arrive.
     * Answers what it says.
     */
    renew(id: number, now: Millis): Promise<Renewed>;
    delivered(id: number, messageId: string, place: Place, now: Millis): Promise<void>;
    /** `isUncertain`: it may have arrived all the same. */
    retry(id: number, notBefore: Millis, why: string, isUncertain: boolean, tries?: Tries): Promise<void>;
    /** `untold`: takes back that people were told, where no message of the incident arrived. */
    giveUp(id: number, why: GiveUpWhy, now: Millis, untold?: Untold): Promise<void>;
    /** When the next waiting message may be tried; null if none waits. */
    nextDueAt(): Promise<Millis | null>;
    progress(guildId: string): Promise<DeliveryProgress>;
    /** Lets what a mute holds be tried at once. */
    releaseMuted(guildId: string, now: Millis): Promise<void>;
  };
  readonly notices: {
    /** Hands it on for delivery, unless the guild was told the same since the bot was last connected; answers whether it did. */
    once(guildId: string, message: BotLostMessage, now: Millis): Promise<boolean>;
    /** The bot is connected: what may come is news again. */
    clear(): Promise<void>;
  };
  readonly summaries: {
    /**
     * Hands the day's summary on for delivery unless that was done before; answers whether it did. What was done before the day
     * was over, at `overAt`, was done by a clock that was ahead, and does not count.
     */
    once(guildId: string, date: string, message: Message, now: Millis, overAt?: Millis): Promise<boolean>;
    sent(guildId: string, date: string, overAt?: Millis): Promise<boolean>;
  };
}

export type BalanceAnswer =
  | { readonly ok: true; readonly balanceMicros: MicroUsd }
  | { readonly ok: false; readonly failure: ProviderFailure };

export interface BalanceSource {
  getBalance(): Promise<BalanceAnswer>;
}

/** `unsupported`: the account does not tell, or not in a form that we know. */
export type ThreadsAnswer =
  | { readonly ok: true; readonly busy: number; readonly total: number }
  | { readonly ok: false; readonly failure: ProviderFailure }
  | { readonly ok: false; readonly unsupported: true };

export interface ThreadsSource {
  getThreads(): Promise<ThreadsAnswer>;
}

/** What a notifier asks for before a new message leaves. What these throw is thrown on, and nothing has left then. */
export interface SendSteps {
  /** What it is to say now, where an earlier try may have arrived but was not found. */
  renewed(): Promise<Renewed>;
  /** The last thing before it leaves: from then on so many copies may have arrived. Not called for an edit, which may be repeated. */
  sending(place: Place, copies: number): Promise<void>;
}

export interface Notifier {
  /**
   * Makes one attempt, at the guild's destination or at the detour. What may have arrived is looked for first. Nothing is
   * thrown for what Discord or the network does.
   */
  send(delivery: Delivery, guild: Guild, steps: SendSteps, detour?: Detour): Promise<SendOutcome>;
}

/** Counts what was decided and sent, by reasons from closed sets. */
export interface Counters {
  decided(kind: AlertKind, reason: DecisionReason, times: number): void;
  sent(type: Message['type'], outcome: SendOutcome['outcome']): void;
}
