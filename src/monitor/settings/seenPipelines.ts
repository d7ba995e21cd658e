import type { StoredGuild, StoredRoute } from '../ports/guildStore.ts';
import { HOUR, type Millis } from '../time.ts';
import type { Destination, Route, SeenPipeline } from '../types.ts';
import { type GivenPipeline, type GuildDefaults, hasBot } from './guildDefaults.ts';
import { fittingOverrides } from './ownThresholds.ts';

/** The guild's own thresholds hold for each of them, and over them what it has chosen for one. */
export function seenPipelines(
  pipelines: readonly GivenPipeline[],
  stored: StoredGuild,
  defaults: GuildDefaults,
  now: Millis,
): readonly SeenPipeline[] {
  return pipelines.map(({ name, thresholds, webhook = null, account, links, notes }) => {
    // Nothing else of what is given, which may hold secrets.
    const named = {
      name,
      ...(account === undefined ? {} : { account }),
      ...(links === undefined ? {} : { links }),
      ...(notes === undefined ? {} : { notes }),
    };
    const route = stored.routes[name];
    const ofGuild = fittingOverrides(thresholds, stored.thresholds).thresholds;
    if (route === undefined) return { ...named, thresholds: ofGuild };
    return {
      ...named,
      thresholds: fittingOverrides(ofGuild, route.thresholds).thresholds,
      route: toRoute(route, webhook, hasBot(defaults), now),
    };
  });
}

function toRoute(stored: StoredRoute, webhook: GivenPipeline['webhook'], withBot: boolean, now: Millis): Route {
  const { unusable, mention, mentionFrom } = stored;
  const channelId = withBot ? stored.channelId : null;
  // As for the guild itself.
  const isMeant = channelId === stored.channelId;
  const own = webhook != null && webhook.id === stored.webhookId ? webhook : null;
  return {
    destination: destinationOf(channelId, own, stored.webhookThreadId),
    unusable: isMeant && isUnusable({ unusable }, now) ? (unusable?.why ?? null) : null,
    mention,
    mentionFrom,
  };
}

/** A place is given up for less than this, or until somebody chooses another one. */
const LONGEST_UNUSABLE_MS: Millis = HOUR;
const FAR_AHEAD_MS: Millis = 366 * 24 * LONGEST_UNUSABLE_MS;

/** A time in between was written by a clock that was ahead: try again. */
export function isUnusable({ unusable }: Pick<StoredGuild, 'unusable'>, now: Millis): boolean {
  if (unusable === null || unusable.until <= now) return false;
  const aheadMs = unusable.until - now;
  return aheadMs <= LONGEST_UNUSABLE_MS || aheadMs > FAR_AHEAD_MS;
}

export function destinationOf(
  channelId: string | null,
  webhook: { readonly id: string; readonly threadId: string | null } | null,
  forumPostId: string | null,
): Destination | null {
  if (channelId !== null) return { type: 'channel', channelId };
  if (webhook === null) return null;
  const threadId = webhook.threadId ?? forumPostId;
  return { type: 'webhook', webhookId: webhook.id, ...(threadId === null ? {} : { threadId }) };
}
