import type { DecisionReason } from '../alerts/decision.ts';
import type { Facts, Verdict } from '../alerts/facts.ts';
import type { UnknownWhy } from '../kinds/verdict.ts';
import type { Millis } from '../time.ts';
import type { AlertKind, Mute } from '../types.ts';

/** What was decided about one kind of a guild, from `at` on. */
export interface NotedDecision {
  readonly guildId: string;
  readonly kind: AlertKind;
  readonly at: Millis;
  readonly state: Verdict['state'];
  readonly reason: DecisionReason;
  /** As they were when it began; null where there was no verdict. */
  readonly facts: Facts | null;
  /** Why there was no verdict; null where there was one. */
  readonly why: UnknownWhy | null;
  /** What the value was compared with, in the unit of the facts; null where they say it themselves. */
  readonly threshold: number | null;
  /** The mute that kept it from being sent. */
  readonly muteId: number | null;
}

/** What tells a decision from the one before it. */
export type DecisionMark = Pick<NotedDecision, 'guildId' | 'kind' | 'at' | 'state' | 'reason' | 'muteId'>;

/** A decision as it is read; `until` is null while it holds. */
export interface PastDecision extends Omit<NotedDecision, 'guildId' | 'muteId'> {
  readonly until: Millis | null;
  /** Null where there was none, and once it is no longer kept. */
  readonly mute: Mute | null;
}

/** Decisions as changes: a row lasts for as long as nothing changed. */
export interface DecisionStore {
  /** Those that hold now, of all guilds. */
  current(pipeline: string): Promise<readonly DecisionMark[]>;
  /** Ends the ones before, and begins these, all or none. */
  add(pipeline: string, decisions: readonly NotedDecision[]): Promise<void>;
  /** Those that held at some moment from `from` to `to`, the newest first. */
  between(
    key: { readonly guildId: string; readonly pipeline: string; readonly kind: AlertKind },
    from: Millis,
    to: Millis,
    limit: number,
  ): Promise<readonly PastDecision[]>;
}
