import type { Delivery, SentMessage } from '../delivery/delivery.ts';
import type { GiveUpWhy } from '../delivery/giveUpWhy.ts';
import type { SendOutcome } from '../delivery/outcome.ts';
import type { PingFailure } from '../delivery/pingFailure.ts';
import type { Guild, Place } from '../types.ts';

/** One message on its way to one place. */
export interface Attempt {
  readonly delivery: Delivery;
  readonly guild: Guild;
  readonly place: Place;
  /** Why it does not go to the guild's own place; null: it does. */
  readonly fallbackFor: GiveUpWhy | null;
  /** The place is the thread or the post of its incident: where that is gone, it is nowhere. */
  readonly isInThread?: true;
}

/** How an attempt may begin, by what became of those before it. */
export interface Beginning {
  /**
   * `absent`: no earlier one arrived. `deduplicated`: one may have arrived, and the receiver takes the message once, as long as it
   * says the same. `unknown`: one may have arrived, and nobody can tell.
   */
  readonly found: 'absent' | 'deduplicated' | 'unknown';
  /** Why its mention will notify nobody, as far as is known before it leaves. */
  readonly pingFailure: PingFailure | null;
}

export type Earlier =
  | Beginning
  | { readonly found: 'message'; readonly messageId: string; readonly place: Place }
  /** It cannot be looked for, or nothing may be sent now. Nothing has left. */
  | { readonly found: 'notNow'; readonly outcome: SendOutcome };

/** Where messages go. Nothing is thrown for what the receiver or the network does. */
export interface Receiver {
  /** What became of earlier attempts, and whether another one may begin now. */
  findEarlier(attempt: Attempt): Promise<Earlier>;
  /** One attempt, of which it is on disk that the message may arrive. */
  send(attempt: Attempt, beginning: Beginning): Promise<SendOutcome>;
  /** Opens a thread from a message that was delivered, or finds the one that is there. It may be repeated. */
  openThread(delivery: Delivery, target: SentMessage, guild: Guild): Promise<SendOutcome>;
  /** Changes a message that was delivered. It may be repeated, so that nothing has to be noted before. */
  edit(delivery: Delivery, target: SentMessage, guild: Guild): Promise<SendOutcome>;
}
