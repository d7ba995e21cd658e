import type { Route } from '../rest/apiRequest.ts';
import { ok } from '../rest/apiRequest.ts';

export interface GatewayInfo {
  readonly url: () => string;
  readonly shards: () => number;
  readonly maxConcurrency: number;
  readonly sessionStarts: () => { total: number; remaining: number; resetAfterMs: number };
}

export function gatewayRoutes(info: GatewayInfo): Route[] {
  return [
    { method: 'GET', pattern: '/gateway', auth: 'none', handle: () => ok({ url: info.url() }) },
    {
      method: 'GET',
      pattern: '/gateway/bot',
      auth: 'bot',
      handle: () => {
        const { total, remaining, resetAfterMs } = info.sessionStarts();
        const limit = { total, remaining, reset_after: resetAfterMs, max_concurrency: info.maxConcurrency };
        return ok({ url: info.url(), shards: info.shards(), session_start_limit: limit });
      },
    },
  ];
}
