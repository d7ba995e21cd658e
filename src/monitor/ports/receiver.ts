import type { Attempted } from '../delivery/attempted.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { GiveUpWhy } from '../delivery/giveUpWhy.ts';
import type { Delivered, SendOutcome } from '../delivery/outcome.ts';
import type { PingFailure } from '../delivery/pingFailure.ts';
import type { Place } from '../delivery/place.ts';
import type { Millis } from '../time.ts';
import type { Destination, Guild } from '../types.ts';

/** One message on its way to one place. */
export interface Attempt {
  readonly delivery: Delivery;
  /** As it is notified there. */
  readonly guild: Guild;
  readonly place: Place;
  /** Why it does not go to the guild's own place; null: it does. */
  readonly fallbackFor: GiveUpWhy | null;
  /** The receiver may open no other place instead: where this one is gone, the attempt fails. */
  readonly isOnlyThere?: true;
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
  | ({ readonly found: 'message' } & Pick<Delivered, 'messageId' | 'place' | 'post'>)
  /** It cannot be looked for, or nothing may be sent now. Nothing has left. */
  | { readonly found: 'notNow'; readonly outcome: SendOutcome };

/** What a receiver has found out about a guild's choices, or about the thread of an incident, and is to be kept. */
export type RouteNote =
  /** Nothing can be sent to this destination before that moment. */
  | {
      readonly of: 'destination';
      readonly why: GiveUpWhy;
      readonly until: Millis;
      readonly destination: Destination;
    }
  /** Why no thread or post can be opened or written in; null: it can again. */
  | { readonly of: 'threads'; readonly why: GiveUpWhy | null }
  /** What follows the incident of the message goes to the channel from now on. */
  | { readonly of: 'thread'; readonly why: GiveUpWhy };

/** What is to be done next about a message. */
export type RouteStep =
  | { readonly do: 'attempt'; readonly attempt: Attempt }
  | { readonly do: 'note'; readonly note: RouteNote };

/**
 * The way of a message from place to place: each attempt is answered with what came of it, and the last word is what became of the message. It
 * decides, and sends and writes nothing itself.
 */
export type Route = Generator<RouteStep, Attempted, Attempted | undefined>;

/** A message, with what is known of its guild by now. */
export interface Sending {
  readonly delivery: Delivery;
  /** As a whole, in no place of a pipeline. */
  readonly guild: Guild;
  /** Where else it can be notified, the best first. */
  readonly fallbacks: () => readonly Place[];
}

/** What came of a change of a message that was delivered. */
export interface Changed {
  readonly outcome: SendOutcome;
  readonly notes: readonly RouteNote[];
}

/** Where messages go. Nothing is thrown for what the receiver or the network does. */
export interface Receiver {
  /** Where a message goes first, and where next after each attempt that failed there. */
  route(sending: Sending): Route;
  /** What messages have in common that reach the same people in the same place, so that they can be one; null: this one can be none with others. */
  reach(sending: Sending): string | null;
  /** How metrics call the way to a place. */
  wayTo(place: Place): string;
  /** Whether an earlier attempt can be looked for. Where it cannot, nobody knows how many copies there are. */
  canLook(): boolean;
  /** What became of earlier attempts, and whether another one may begin now. */
  findEarlier(attempt: Attempt): Promise<Earlier>;
  /** One attempt, of which it is on disk that the message may arrive. */
  send(attempt: Attempt, beginning: Beginning): Promise<SendOutcome>;
  /** Changes a message that was delivered, or opens a thread from it: whatever may be repeated, so that nothing has to be noted before. */
  change(delivery: Delivery, guild: Guild): Promise<Changed>;
}
