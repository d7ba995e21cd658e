import { withOverrides } from './limits.ts';
import type { StoredGuild } from './ports.ts';
import type { Destination, Guild, Limits, Mention, Millis } from './types.ts';

/** What holds for a guild that has not chosen otherwise. */
export interface GuildDefaults {
  readonly timeZone: string;
  /** Minutes after midnight. */
  readonly summaryMinute: number;
  readonly limits: Limits;
  /** The webhook of the environment, and whom to mention in the guild that it belongs to. */
  readonly webhook: { readonly id: string; readonly mention: Mention | null } | null;
}

/** The guild's own choices over the process-wide defaults. */
export function withDefaults(stored: StoredGuild, defaults: GuildDefaults, now: Millis): Guild {
  const webhook = defaults.webhook?.id === stored.webhookId ? defaults.webhook : null;
  const { unusable, joinedAt, toldTopUpAt } = stored;
  return {
    id: stored.id,
    name: stored.name,
    destination: destinationOf(stored, webhook?.id ?? null),
    unusable: unusable !== null && unusable.until > now ? unusable.why : null,
    mention: stored.mention ?? webhook?.mention ?? null,
    timeZone: stored.timeZone ?? defaults.timeZone,
    summaryMinute: stored.summaryMinute ?? defaults.summaryMinute,
    limits: withOverrides(defaults.limits, stored.limits),
    joinedAt,
    topUpsToldUntil: Math.max(toldTopUpAt ?? joinedAt, joinedAt),
  };
}

function destinationOf({ channelId }: StoredGuild, webhookId: string | null): Destination | null {
  if (channelId !== null) return { type: 'channel', channelId };
  return webhookId === null ? null : { type: 'webhook', webhookId };
}
