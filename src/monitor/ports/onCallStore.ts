import type { HandoverMessage } from '../alerts/message.ts';
import type { OnCallRota } from '../alerts/onCall.ts';
import type { Change } from '../settings/audit.ts';
import type { Millis } from '../time.ts';

export interface KeptRota {
  readonly rota: OnCallRota;
  /** People know who is on call up to a turn that began then. */
  readonly notifiedUntil: Millis;
}

export interface OnCallStore {
  /**
   * Changes the rota of a guild; null: nobody takes turns. `changeFrom` gets the present one, which nobody else can change meanwhile, and answers
   * the new one with a line for the log; where it throws, nothing changes. The caller knows who is on call now.
   */
  change(
    guildId: string,
    now: Millis,
    changeFrom: (own: OnCallRota | null) => { readonly rota: OnCallRota | null; readonly change: Change },
  ): Promise<void>;
  /** Of all guilds that are there. */
  all(): Promise<ReadonlyMap<string, KeptRota>>;
  /** Tells of a turn, unless somebody else has. */
  handOver(guildId: string, message: HandoverMessage, now: Millis): Promise<boolean>;
}
