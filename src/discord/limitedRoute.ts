import type { Allowance } from '../monitor/ports/rateLimitStore.ts';
import { MINUTE, SECOND } from '../monitor/time.ts';

/** A limit of Discord's on one place. */
export interface PlaceLimit {
  /** Without the token of a webhook. */
  readonly name: string;
  readonly allowances: readonly Allowance[];
}

/**
 * Discord publishes none of them. Over a minute: no header shows it (https://github.com/discord/discord-api-docs/issues/367). The others are
 * what its headers are widely reported to say. Where an answer says that nothing more is taken, that counts beside them.
 */
const A_MINUTE: Allowance = { requests: 30, inMs: MINUTE };
const IN_A_CHANNEL: Allowance = { requests: 5, inMs: 5 * SECOND };
const BY_A_WEBHOOK: Allowance = { requests: 5, inMs: 2 * SECOND };

interface LimitedRoute {
  readonly method: string;
  readonly path: RegExp;
  readonly name: string;
  readonly allowances: readonly Allowance[];
  /** What all webhooks of a channel share; while it is not known which channel that is, each has it alone. */
  readonly ofChannel?: PlaceLimit;
}

/** The routes that a burst of alerts uses. All threads of a webhook share its limit. */
const ROUTES: readonly LimitedRoute[] = [
  {
    method: 'POST',
    path: /\/channels\/(\d+)\/messages$/,
    name: 'messages of channel',
    allowances: [IN_A_CHANNEL, A_MINUTE],
  },
  { method: 'PATCH', path: /\/channels\/(\d+)\/messages\/\d+$/, name: 'edits in channel', allowances: [IN_A_CHANNEL] },
  {
    method: 'POST',
    path: /\/channels\/(\d+)\/(?:messages\/\d+\/)?threads$/,
    name: 'threads of channel',
    allowances: [A_MINUTE],
  },
  {
    method: 'POST',
    path: /\/webhooks\/(\d+)\/[^/]+$/,
    name: 'messages of webhook',
    allowances: [BY_A_WEBHOOK],
    ofChannel: { name: 'webhooks in channel', allowances: [A_MINUTE] },
  },
  {
    method: 'PATCH',
    path: /\/webhooks\/(\d+)\/[^/]+\/messages\/\d+$/,
    name: 'edits of webhook',
    allowances: [],
  },
];

/** In which channel a webhook posts; null: that is not known yet. */
export type ChannelOfWebhook = (webhookId: string) => Promise<string | null>;

/**
 * The limits that a request falls under beside that of the whole bot, that of its own place first; none where a burst of alerts could reach
 * none.
 */
export async function limitsOf(
  method: string,
  url: string,
  channelOf: ChannelOfWebhook,
): Promise<readonly PlaceLimit[]> {
  const { pathname } = new URL(url);
  for (const { path, name, allowances, ofChannel, ...route } of ROUTES) {
    const id = route.method === method ? path.exec(pathname)?.[1] : undefined;
    if (id === undefined) continue;
    const own = { name: `${name} ${id}`, allowances };
    if (ofChannel === undefined) return [own];
    const channelId = await channelOf(id);
    if (channelId === null) return [{ ...own, allowances: [...allowances, ...ofChannel.allowances] }];
    return [own, { ...ofChannel, name: `${ofChannel.name} ${channelId}` }];
  }
  return [];
}
