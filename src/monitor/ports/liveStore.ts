import type { LiveState, LiveTrouble } from '../live/live.ts';
import type { LivePlace } from '../live/livePlace.ts';
import type { Millis } from '../time.ts';

/** A guild that has a live status, or still has its message. */
export interface LiveGuild {
  readonly guildId: string;
  /** Null: it is switched off, or the guild is no longer there. */
  readonly place: LivePlace | null;
  readonly state: LiveState;
  /** Another one when an incident, a mute or the choice of the place has changed. */
  readonly stamp: string;
}

/** What is remembered of live statuses; the place is chosen with the other settings of a guild. */
export interface LiveStore {
  wanted(now: Millis): Promise<readonly LiveGuild[]>;
  write(guildId: string, state: LiveState): Promise<void>;
  /** Whether a message waits to be sent to the guild now, or was tried at this channel and waits for another try. */
  isBusy(guildId: string, channelId: string | null, now: Millis): Promise<boolean>;
  /** Why the guild's live status is not shown, or not up to date; null: it is, or it is switched off. */
  trouble(guildId: string): Promise<LiveTrouble | null>;
}
