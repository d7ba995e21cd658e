import { muteOn } from '../alerts/mutes.ts';
import { quietAt } from '../alerts/quietHours.ts';
import type { StoredGuild } from '../ports/guildStore.ts';
import type { Store } from '../ports/store.ts';
import type { GuildDefaults } from '../settings/guildDefaults.ts';
import { withDefaults } from '../settings/guildSettings.ts';
import type { Millis } from '../time.ts';
import type { AlertKind, AlertSeverity } from '../types.ts';

export interface HoldingPorts {
  readonly store: { readonly mutes: Pick<Store['mutes'], 'activeAt'> };
  readonly guildDefaults: GuildDefaults;
}

/** What is about to be sent, to Discord or to a receiver outside. */
export interface HeldSubject {
  readonly about: { readonly kind: AlertKind; readonly pipeline: string };
  /** By which quiet hours let it pass. */
  readonly severity: AlertSeverity;
}

/** What keeps something back, and until when. */
export interface Hold {
  readonly why: 'muted' | 'quietHours';
  readonly until: Millis;
}

/** The mute or the quiet hours that keep something back at that moment, whichever lasts longer; null where nothing does. */
export type Holding = (subject: HeldSubject) => Hold | null;

/** Mutes and quiet hours of a guild are read once for all that one message tells. */
export async function holdingAt(
  guildId: string,
  stored: StoredGuild | null,
  now: Millis,
  { store, guildDefaults }: HoldingPorts,
): Promise<Holding> {
  const mutes = await store.mutes.activeAt(now);
  const guild = stored === null ? null : withDefaults(stored, guildDefaults, now);
  return ({ about, severity }) => {
    const mute = muteOn(mutes, guildId, about, now);
    const quiet =
      guild === null ? null : quietAt(guild.quietHours, guild.timeZone, { kind: about.kind, severity }, now);
    const quietUntil = quiet?.waits ? quiet.until : null;
    if (mute !== null && mute.until >= (quietUntil ?? 0)) return { why: 'muted', until: mute.until };
    return quietUntil === null ? null : { why: 'quietHours', until: quietUntil };
  };
}
