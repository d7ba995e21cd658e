import type { AlertState } from '../alerts/incident.ts';
import type { Message } from '../alerts/message.ts';
import type { NewPage } from '../alerts/paged.ts';
import type { Millis } from '../time.ts';
import type { AlertKind } from '../types.ts';

export interface AlertStateKey {
  readonly guildId: string;
  /** The pipeline, or of a kind that is about the account, the account. */
  readonly pipeline: string;
  readonly kind: AlertKind;
}

export type GuildAlertStates = ReadonlyMap<AlertKind, AlertState>;

export type AlertStatesByGuild = ReadonlyMap<string, GuildAlertStates>;

/** What one decision changes, written whole or not at all. */
export interface DecisionChange {
  readonly key: AlertStateKey;
  readonly before: AlertState;
  readonly after: AlertState;
  /** What to tell now, in this order. An edit is of the first message of the incident before. */
  readonly messages: readonly Message[];
  /** What to tell receivers outside of Discord. */
  readonly pages?: readonly NewPage[];
}

export interface AlertStateStore {
  /**
   * Every alert state of a pipeline or account with an incident, a last message or a close after `closedAfter`; absent means nothing.
   * `pagedAfter`: with what receivers outside of Discord were notified of after that; null: without.
   */
  of(subject: string, closedAfter: Millis, pagedAfter?: Millis | null): Promise<AlertStatesByGuild>;
  /**
   * Writes what was decided, a guild at a time whole or not at all. Answers the guilds of which nothing was written, because
   * somebody else has changed what was read: they are to be decided again. Of a guild that has left nothing is written either,
   * and it is not answered.
   */
  commit(changes: readonly DecisionChange[], now: Millis): Promise<ReadonlySet<string>>;
}
