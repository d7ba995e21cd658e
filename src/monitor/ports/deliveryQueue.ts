import type { Message } from '../alerts/message.ts';
import type { Delivery, Renewed } from '../delivery/delivery.ts';
import type { GiveUpWhy } from '../delivery/giveUpWhy.ts';
import type { Delivered, RetryReason, SendOutcome } from '../delivery/outcome.ts';
import type { Place } from '../delivery/place.ts';
import type { Millis } from '../time.ts';
import type { AlertKind, AlertSeverity } from '../types.ts';

export interface DeliveryProgress {
  readonly deliveredAt: Millis | null;
  readonly waiting: number;
  readonly waitingSince: Millis | null;
  readonly gaveUp: { readonly why: GiveUpWhy; readonly at: Millis } | null;
  readonly retrying: RetryReason | null;
}

/** What waits to be sent to all guilds together, apart from what a mute or a cooldown suppresses. */
export interface Backlog {
  readonly waiting: number;
  /** Since when the oldest of it does; null: nothing waits. */
  readonly since: Millis | null;
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

/** What people were not notified of after all. `suppressed` counts again what the lost message was to tell of; `mutedAt` and `quietAt` are when a mute, or quiet hours, held it. */
export interface RollBack {
  readonly guildId: string;
  readonly kind: AlertKind;
  readonly pipeline: string;
  readonly severity: AlertSeverity;
  readonly suppressed: number;
  readonly mutedAt: Millis | null;
  readonly quietAt?: Millis | null;
  readonly keepCooldown: boolean;
}

export interface DeliveryQueue {
  /** Hands a message on that is about no kind; answers its id. */
  add(guildId: string, message: Message, now: Millis): Promise<number>;
  /**
   * Takes the oldest message that is due, one at a time for each guild, and a guild's that is critical before others'; nobody else gets it until the lease ends. What may have
   * arrived together comes together; whatever is said of it below holds for its companions too.
   */
  claim(now: Millis, leaseMs: Millis): Promise<Delivery | null>;
  /** What could be sent in the same message as one that was taken: due, of the same kind and type, about other pipelines. */
  companions(id: number, now: Millis): Promise<readonly Delivery[]>;
  /** Takes these too, to be sent in the same message. Answers those that nobody else has taken, as they say by now. */
  join(id: number, companions: readonly number[], now: Millis, leaseMs: Millis): Promise<readonly Delivery[]>;
  /** Holds a message for as long again, where sending it takes more than one attempt. */
  hold(id: number, until: Millis): Promise<void>;
  /** Notes, before anything is sent, that from now on the message may have arrived at a place, in so many copies: one, where nothing is said. @throws LeaseLostError where another process has taken it meanwhile. */
  sending(id: number, place: Place, now: Millis, copies?: number): Promise<void>;
  /**
   * Makes what may have arrived, but was not found, say what is true now, as a claim does with what surely did not arrive.
   * Answers what it says.
   */
  renew(id: number, now: Millis): Promise<Renewed>;
  /** `opensThread`: the same transaction hands on that its thread is to be opened; `post`: it remembers what the message opened. Of a thread, `messageId` is its id. */
  delivered(
    id: number,
    messageId: string,
    place: Place,
    now: Millis,
    how?: Pick<Delivered, 'opensThread' | 'mentioned' | 'post'>,
  ): Promise<void>;
  /** What follows the incident of a message goes to the channel from now on. */
  closeThread(id: number, why: GiveUpWhy): Promise<void>;
  /** `isUncertain`: it may have arrived all the same. */
  retry(id: number, notBefore: Millis, why: RetryReason, isUncertain: boolean, tries?: Tries): Promise<void>;
  /** `rollBacks`: people no longer count as notified, where no message of the incident arrived. */
  giveUp(id: number, why: GiveUpWhy, now: Millis, rollBacks?: readonly RollBack[]): Promise<void>;
  /** When the next waiting message may be tried; null if none waits. */
  nextDueAt(): Promise<Millis | null>;
  /** What became of the last attempt to send it, whichever process made it; null: there was none, or none has ended. */
  outcome(id: number): Promise<SendOutcome | null>;
  progress(guildId: string): Promise<DeliveryProgress>;
  backlog(): Promise<Backlog>;
  /** The guilds that may not have been notified, because no answer came to the last message; until something is known to have arrived again. */
  lostAnswers(): Promise<ReadonlySet<string>>;
  /** Lets what a mute or quiet hours hold be tried at once. */
  releaseMuted(guildId: string, now: Millis): Promise<void>;
}
