import type { Change } from '../settings/audit.ts';
import type { Millis } from '../time.ts';
import type { Actor, Mute, MutedWhat } from '../types.ts';

/** Either is said on the first messages of the open incidents that it is about, in the same transaction. */
export interface MuteStore {
  add(mute: Omit<Mute, 'id'>, change: Change): Promise<Mute>;
  /** Ends the mutes of a scope, of one pipeline or of whichever, that hold at `now`; answers how many there were. */
  end(guildId: string, which: MutedWhat, by: Actor, now: Millis, change: Change): Promise<number>;
  activeAt(now: Millis): Promise<readonly Mute[]>;
}
