import type { EscalationStep } from '../alerts/escalation.ts';
import type { OnCallRota } from '../alerts/onCall.ts';
import type { QuietHours } from '../alerts/quietHours.ts';
import type { GiveUpWhy } from '../delivery/giveUpWhy.ts';
import type { AlertFormat, SilentPart } from '../delivery/noise.ts';
import type { PingFailure } from '../delivery/pingFailure.ts';
import type { Threads } from '../delivery/threads.ts';
import type { LivePlace } from '../live/livePlace.ts';
import type { Change } from '../settings/audit.ts';
import type { ThresholdName, ThresholdOverrides } from '../settings/thresholds.ts';
import type { Millis } from '../time.ts';
import type { AlertSeverity, Destination, Mention } from '../types.ts';

/** A guild as Discord tells of it; `webhookId` and `locale` only where that is known. */
export interface SeenGuild {
  readonly id: string;
  readonly name: string;
  readonly webhookId?: string;
  /** Where that webhook posts. */
  readonly webhookChannelId?: string;
  readonly locale?: string;
  /** The webhook of a pipeline that belongs to it. */
  readonly route?: { readonly pipeline: string; readonly webhookId: string };
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
  /** Null: nobody takes turns. */
  readonly onCall: OnCallRota | null;
  /** Whose members may acknowledge; null: everybody may. */
  readonly acknowledgeRole: string | null;
  /** Why the last mention notified nobody; null while it works. */
  readonly pingFailure: PingFailure | null;
  /** The least severity that pings. */
  readonly mentionFrom: AlertSeverity | null;
  /** As Discord names it, such as `pt-BR`; null until the gateway named it. */
  readonly locale: string | null;
  readonly timeZone: string | null;
  readonly summaryMinute: number | null;
  readonly thresholds: ThresholdOverrides;
  /** None where it has removed all. */
  readonly quietHours: readonly QuietHours[] | null;
  /** None where it has removed all. */
  readonly escalation: readonly EscalationStep[] | null;
  /** Where it has its live status; absent or null: it has none. */
  readonly live?: LivePlace | null;
  /** What it is sent silently, and the form of its alerts. */
  readonly silent?: readonly SilentPart[] | null;
  readonly format?: AlertFormat | null;
  /** Absent or null: it has not chosen. */
  readonly threads?: Threads | null;
  /** Why the last thread or post could not be opened or written in; absent or null: it could. */
  readonly threadTrouble?: GiveUpWhy | null;
  /** Nothing can be sent to its place before this moment, and why. */
  readonly unusable: { readonly why: GiveUpWhy; readonly until: Millis } | null;
  readonly joinedAt: Millis;
  /** The last top-up of each account that it was notified of, by the time of its reading. */
  readonly notifiedTopUps: Readonly<Record<string, Millis>>;
  /** What it has chosen for one of its pipelines, by the pipeline's name. */
  readonly routes: Readonly<Record<string, StoredRoute>>;
}

/** What a guild has chosen for one pipeline; null where what it has chosen for all holds. */
export interface StoredRoute
  extends Pick<StoredGuild, 'channelId' | 'mention' | 'mentionFrom' | 'thresholds' | 'unusable' | 'webhookThreadId'> {
  /** The webhook of the pipeline when it was last seen to belong to this guild. */
  readonly webhookId: string | null;
}

/** What a guild can choose with `/setup`; what is absent stays as it is. */
export interface GuildChoices {
  /** Null: the webhook of the environment; of one pipeline, the place of the guild. */
  readonly channelId?: string | null;
  /** Null: nobody. `asForAll` of one pipeline: whom the guild mentions. */
  readonly mention?: Mention | null | 'asForAll';
  readonly mentionFrom?: AlertSeverity | 'asForAll';
  /** Null: everybody. */
  readonly acknowledgeRole?: string | null;
  readonly timeZone?: string;
  readonly summaryMinute?: number;
  /** Null: no live status. */
  readonly live?: LivePlace | null;
  readonly silent?: readonly SilentPart[];
  readonly format?: AlertFormat;
  readonly threads?: Threads;
}

export interface GuildStore {
  /** Remembers that guilds are there, all or none of them; `webhookId` only where the environment's webhook belongs to one. */
  see(guilds: readonly SeenGuild[], now: Millis): Promise<void>;
  /** Forgets that it is there, ends its incidents and drops what waits to be sent to it. */
  leave(guildId: string, now: Millis): Promise<void>;
  present(): Promise<readonly StoredGuild[]>;
  get(guildId: string): Promise<StoredGuild | null>;
  /**
   * `pipeline`: for that one only, which takes a channel and a mention; null: for all. `rotaFrom` answers the rota for another time zone; it
   * gets the present one with the guild's own zone, which nobody else can change meanwhile.
   */
  choose(
    guildId: string,
    choices: GuildChoices,
    changes: readonly Change[],
    pipeline?: string | null,
    rotaFrom?: (rota: OnCallRota, ownZone: string | null) => OnCallRota,
  ): Promise<void>;
  /**
   * Null takes a guild's own threshold back. `changeFrom` is asked while nobody else can change the guild's thresholds: it answers the line for
   * the log, null where it is so already, or throws where the threshold does not fit them; in both cases nothing is changed.
   */
  setThreshold(
    guildId: string,
    name: ThresholdName,
    value: number | null,
    changeFrom: (own: ThresholdOverrides) => Change | null,
    pipeline?: string | null,
  ): Promise<void>;
  /** Nothing can be sent to the guild's place before `until`; null: it works again. */
  setUnusable(
    guildId: string,
    /** `destination` is the one that was tried: another that was picked meanwhile is not meant. */
    unusable: { why: GiveUpWhy; until: Millis; destination?: Destination } | null,
  ): Promise<void>;
  /** Why the last thread or post could not be opened or written in; null: it could. */
  setThreadTrouble(guildId: string, why: GiveUpWhy | null): Promise<void>;
  /** Why the last mention notified nobody; null: it did. */
  setPingFailure(guildId: string, why: PingFailure | null, now: Millis): Promise<void>;
}
