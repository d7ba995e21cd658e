import type { Delivery, Detour, Renewed, SendOutcome } from '../alerts/message.ts';
import type { Guild, Place } from '../types.ts';

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
