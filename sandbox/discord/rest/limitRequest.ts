import type { World } from '../world/world.ts';
import type { BucketName } from './apiRequest.ts';
import type { RateLimits, Usage } from './rateLimits.ts';
import { bucketHash, createWindows } from './rateLimits.ts';
import type { RouteMatch } from './router.ts';

export interface Limited {
  readonly headers: Readonly<Record<string, string>>;
  /** Set when the request must not be served. */
  readonly refusal: { readonly retryAfterMs: number; readonly scope: 'user' | 'global' | 'shared' } | null;
}

const EXEMPT_FROM_GLOBAL: readonly BucketName[] = ['interactionCallback', 'interactionWebhook'];

/** Counts a request against every limit it falls under. Not enforced, headers are still written and nothing is refused. */
export function createRequestLimiter(world: World, limits: RateLimits, enforced: boolean) {
  const count = createWindows(world.now);

  return (match: RouteMatch, caller: string): Limited => {
    const bucket = bucketOf(match, world);
    const usage = count(`${bucket} ${majorIds(match)}`, limits[bucket]);
    const headers = bucketHeaders(usage, `${match.route.method} ${match.route.pattern}`, world.now());
    // Always "all left": a client must not wait for a limit that is switched off.
    if (!enforced) return { headers: { ...headers, 'x-ratelimit-remaining': String(usage.limit) }, refusal: null };

    const left = (other: Usage) => other.resetAtMs - world.now();
    if (!EXEMPT_FROM_GLOBAL.includes(bucket)) {
      const global = count(`global ${caller}`, limits.global);
      if (!global.allowed) return { headers: {}, refusal: { retryAfterMs: left(global), scope: 'global' } };
    }
    if (!usage.allowed) return { headers, refusal: { retryAfterMs: left(usage), scope: 'user' } };

    const channelId =
      bucket === 'webhookExecute' ? world.webhooks.get(match.params['webhook'] ?? '')?.channelId : undefined;
    if (channelId === undefined) return { headers, refusal: null };
    const channel = count(`webhooks in ${channelId}`, limits.webhookChannel);
    // Said to be "shared": several webhooks draw on it, and such answers do not count as invalid requests.
    return { headers, refusal: channel.allowed ? null : { retryAfterMs: left(channel), scope: 'shared' } };
  };
}

/** The webhook routes serve interactions too, which have limits of their own. */
function bucketOf({ route, params }: RouteMatch, world: World): BucketName {
  if (params['webhook'] === world.bot.applicationId && params['token'] !== undefined) return 'interactionWebhook';
  return route.bucket ?? 'other';
}

function majorIds({ params, route }: RouteMatch): string {
  const top = params['channel'] ?? params['guild'] ?? params['webhook'] ?? params['interaction'] ?? '';
  return `${top} ${params['token'] ?? ''} ${route.bucket ? '' : route.pattern}`;
}

function bucketHeaders(usage: Usage, name: string, now: number): Record<string, string> {
  return {
    'x-ratelimit-limit': String(usage.limit),
    'x-ratelimit-remaining': String(usage.remaining),
    'x-ratelimit-reset': (usage.resetAtMs / 1000).toFixed(3),
    'x-ratelimit-reset-after': ((usage.resetAtMs - now) / 1000).toFixed(3),
    'x-ratelimit-bucket': bucketHash(name),
  };
}
