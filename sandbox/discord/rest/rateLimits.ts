import { createHash } from 'node:crypto';
import type { BucketName } from './apiRequest.ts';

export interface Allowance {
  readonly limit: number;
  readonly windowMs: number;
}

export interface RateLimits extends Readonly<Record<BucketName, Allowance>> {
  /** Per bot, or per address when there is no bot token. */
  readonly global: Allowance;
  /** Over all webhooks of a channel, shown in no header. */
  readonly webhookChannel: Allowance;
}

/** Discord publishes none of these but the global one; they are what its engineers said and what people measured. */
export const RATE_LIMITS: RateLimits = {
  global: { limit: 50, windowMs: 1000 },
  webhookExecute: { limit: 5, windowMs: 2000 },
  webhookChannel: { limit: 30, windowMs: 60_000 },
  interactionWebhook: { limit: 5, windowMs: 2000 },
  interactionCallback: { limit: 50, windowMs: 1000 },
  createMessage: { limit: 5, windowMs: 5000 },
  editMessage: { limit: 5, windowMs: 5000 },
  commandWrite: { limit: 5, windowMs: 20_000 },
  other: { limit: 50, windowMs: 1000 },
};

export interface Usage {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAtMs: number;
}

/** Fixed windows that open with their first request. */
export function createWindows(now: () => number): (key: string, allowance: Allowance) => Usage {
  const windows = new Map<string, { count: number; resetAtMs: number }>();
  return (key, { limit, windowMs }) => {
    const at = now();
    let window = windows.get(key);
    if (!window || window.resetAtMs <= at) {
      window = { count: 0, resetAtMs: at + windowMs };
      windows.set(key, window);
    }
    const allowed = window.count < limit;
    if (allowed) window.count++;
    return { allowed, limit, remaining: Math.max(0, limit - window.count), resetAtMs: window.resetAtMs };
  };
}

/** The same for every id: the hash names the kind of route, the client adds the id itself. */
export function bucketHash(name: string): string {
  return createHash('md5').update(name).digest('hex');
}
