import type { GiveUpWhy } from '../delivery/giveUpWhy.ts';
import type { RetryReason } from '../delivery/outcome.ts';
import type { Millis } from '../time.ts';

/** Fingerprints of what a live status shows. */
export interface Shown {
  /** What fires, how severely, and who has it in hand: a change of it is shown at once. */
  readonly state: string;
  /** Everything that can be read, with the values, but for ages that only tick. */
  readonly text: string;
}

/** The one message, as it was when something of it was last heard. */
export interface LiveMessage {
  readonly messageId: string;
  readonly channelId: string;
  readonly shown: Shown;
  readonly editedAt: Millis;
  /** When Discord last said that it is there. */
  readonly seenAt: Millis;
  readonly isPinned: boolean;
}

/** Why a live status is not shown, or not up to date. */
export type LiveTrouble = GiveUpWhy | RetryReason;

/** What is remembered of a guild's live status. */
export interface LiveState {
  /** Null: there is none yet, or it was deleted. */
  readonly message: LiveMessage | null;
  /** Counts the messages, so that a new one is not taken for one that was deleted. */
  readonly generation: number;
  /** Nothing is sent before. */
  readonly notBefore: Millis;
  /** Requests that failed since the last one that did not. */
  readonly failures: number;
  readonly trouble: LiveTrouble | null;
  /** The channel that the trouble is about. */
  readonly troubleAt: string | null;
}

export const NO_LIVE: LiveState = {
  message: null,
  generation: 0,
  notBefore: 0,
  failures: 0,
  trouble: null,
  troubleAt: null,
};
