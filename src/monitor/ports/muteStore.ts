import type { Change } from '../settings/audit.ts';
import type { Millis } from '../time.ts';
import type { Actor, Mute, MuteScope } from '../types.ts';

export interface MuteStore {
  add(mute: Omit<Mute, 'id'>, change: Change): Promise<Mute>;
  /** Ends the mutes of a scope that hold at `now`; answers how many there were. */
  end(guildId: string, scope: MuteScope, by: Actor, now: Millis, change: Change): Promise<number>;
  activeAt(now: Millis): Promise<readonly Mute[]>;
}
