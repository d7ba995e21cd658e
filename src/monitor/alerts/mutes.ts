import { kindOf } from '../kinds/index.ts';
import type { Millis } from '../time.ts';
import type { AlertKind, Mute, MuteScope } from '../types.ts';
import type { IncidentMute } from './incident.ts';
import type { IncidentState } from './incidentState.ts';

/**
 * The mute that holds for a kind, or for everything, at a moment, the one that lasts longest first; null if it may be sent.
 * `pipeline` is the one that the kind is about; null for a kind that is about the account, which no mute of one pipeline covers.
 */
export function muteOf(
  mutes: readonly Mute[],
  guildId: string,
  scope: MuteScope,
  now: Millis,
  pipeline: string | null = null,
): Mute | null {
  let longest: Mute | null = null;
  for (const mute of mutes) {
    const isMeant = mute.guildId === guildId && (mute.scope === 'all' || mute.scope === scope);
    const holds = isMeant && (mute.pipeline === null || mute.pipeline === pipeline) && mute.until > now;
    if (holds && mute.until > (longest?.until ?? 0)) longest = mute;
  }
  return longest;
}

/** The mute that holds for a kind of a pipeline, or of the account of that name. */
export function muteOn(
  mutes: readonly Mute[],
  guildId: string,
  { kind, pipeline }: { readonly kind: AlertKind; readonly pipeline: string },
  now: Millis,
): Mute | null {
  return muteOf(mutes, guildId, kind, now, kindOf(kind).scope === 'account' ? null : pipeline);
}

/** The mutes of a guild that are about nothing else than what it sees. */
export function seenMutes(mutes: readonly Mute[], guildId: string, seen: readonly string[]): readonly Mute[] {
  return mutes.filter((mute) => mute.guildId === guildId && (mute.pipeline === null || seen.includes(mute.pipeline)));
}

/** What an incident names after mutes have changed: the one that holds for it, or else until when the one that it named was. */
export function namedMute(named: IncidentMute | null, holds: Mute | null, now: Millis): IncidentMute | null {
  if (holds !== null) return { by: holds.by, until: holds.until };
  return named === null || named.until <= now ? named : { ...named, until: now };
}

/** The mute that an incident names, as its first message tells of it at a moment. */
export function mutedAt(named: IncidentMute | null, at: Millis): IncidentState['muted'] {
  return named === null || named.until > at ? named : { ...named, isOver: true };
}
