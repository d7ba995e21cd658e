import type { Millis } from '../time.ts';
import type { Mute, MuteScope } from '../types.ts';

/** The mute that holds for a kind, or for everything, at a moment, the one that lasts longest first; null if it may be sent. */
export function muteOf(mutes: readonly Mute[], guildId: string, scope: MuteScope, now: Millis): Mute | null {
  let longest: Mute | null = null;
  for (const mute of mutes) {
    const holds = mute.guildId === guildId && (mute.scope === 'all' || mute.scope === scope) && mute.until > now;
    if (holds && mute.until > (longest?.until ?? 0)) longest = mute;
  }
  return longest;
}
