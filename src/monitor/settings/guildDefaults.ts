import type { EscalationStep } from '../alerts/escalation.ts';
import type { PagedReceiver } from '../alerts/paged.ts';
import type { QuietHours } from '../alerts/quietHours.ts';
import type { Noise } from '../delivery/noise.ts';
import type { Place } from '../delivery/place.ts';
import type { ThreadMode } from '../delivery/threads.ts';
import type { StoredGuild } from '../ports/guildStore.ts';
import type { Mention, SeenPipeline, Thresholds } from '../types.ts';

/** What holds for a guild that has not chosen otherwise. */
export interface GuildDefaults {
  readonly timeZone: string;
  /** Minutes after midnight. */
  readonly summaryMinute: number;
  readonly thresholds: Thresholds;
  /** Absent: none. */
  readonly quietHours?: readonly QuietHours[];
  /** Absent: none. */
  readonly escalation?: readonly GivenStep[];
  /** Absent: everything in full. */
  readonly noise?: Noise;
  /** Absent: no threads. */
  readonly threads?: ThreadMode;
  /** The pipelines that a guild sees, with what decides their alerts; absent: the one that there is. */
  readonly pipelinesOf?: (guildId: string) => readonly GivenPipeline[];
  /** Those outside of Discord; absent: none. */
  readonly receivers?: readonly PagedReceiver[];
  /** There is no bot that could post in a channel that somebody once picked. */
  readonly webhookOnly?: () => boolean;
  /** The webhook of the environment, and whom to mention in the guild that it belongs to. */
  readonly webhook: { readonly id: string; readonly threadId: string | null; readonly mention: Mention | null } | null;
  /** Where a guild can be notified while its own place is unusable, the best first. */
  readonly fallbacks: (guild: Pick<StoredGuild, 'id' | 'channelId' | 'webhookChannelId'>) => readonly Place[];
}

/** A step of the settings, which may be of some servers alone. */
export interface GivenStep extends EscalationStep {
  /** Absent: of all. */
  readonly guildIds?: readonly string[];
}

export interface GivenPipeline extends SeenPipeline {
  /** Its own webhook: where the guild that it belongs to is notified of it, until that has picked a channel for it. */
  readonly webhook?: { readonly id: string; readonly threadId: string | null } | null;
}

/** Whether there is a bot, which posts in channels and opens threads; else there is a webhook alone. */
export function hasBot({ webhookOnly }: Pick<GuildDefaults, 'webhookOnly'>): boolean {
  return webhookOnly?.() !== true;
}

/** The receivers outside of Discord that are notified of a guild's incidents. */
export function receiversOf(
  { receivers = [] }: Pick<GuildDefaults, 'receivers'>,
  guildId: string,
): readonly PagedReceiver[] {
  return receivers.filter(({ guildIds }) => guildIds === null || guildIds.includes(guildId));
}
