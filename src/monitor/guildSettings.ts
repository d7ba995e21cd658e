import { limitProblems, withOverrides } from './limits.ts';
import type { StoredGuild } from './ports.ts';
import type { Destination, Guild, Limits, Mention, Millis } from './types.ts';

/** What holds for a guild that has not chosen otherwise. */
export interface GuildDefaults {
  readonly timeZone: string;
  /** Minutes after midnight. */
  readonly summaryMinute: number;
  readonly limits: Limits;
  /** There is no bot that could post in a channel that somebody once picked. */
  readonly webhookOnly?: boolean;
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
    destination: destinationOf(defaults.webhookOnly ? null : stored.channelId, webhook?.id ?? null),
    unusable: unusable !== null && unusable.until > now ? unusable.why : null,
    mention: stored.mention === 'nobody' ? null : (stored.mention ?? webhook?.mention ?? null),
    mentionFrom: stored.mentionFrom ?? 'error',
    locale: stored.locale ?? 'en-US',
    timeZone: stored.timeZone ?? defaults.timeZone,
    summaryMinute: stored.summaryMinute ?? defaults.summaryMinute,
    limits: ownLimits(stored, defaults),
    joinedAt,
    topUpsToldUntil: Math.max(toldTopUpAt ?? joinedAt, joinedAt),
  };
}

function destinationOf(channelId: string | null, webhookId: string | null): Destination | null {
  if (channelId !== null) return { type: 'channel', channelId };
  return webhookId === null ? null : { type: 'webhook', webhookId };
}

/** Limits that do not fit any more, because the process-wide ones were changed, are worse than none. */
function ownLimits({ limits }: StoredGuild, defaults: GuildDefaults): Limits {
  const merged = withOverrides(defaults.limits, limits);
  return merged === defaults.limits || limitProblems(merged).length === 0 ? merged : defaults.limits;
}
