import { GATEWAY_LIMITS } from '../limits.ts';

/** One identify in so many seconds per `shard id % max_concurrency`, and so many a day. */
export interface IdentifyPacer {
  take(shardId: number): boolean;
  starts(): { total: number; remaining: number; resetAfterMs: number };
  setRemaining(remaining: number, resetAfterMs?: number): void;
}

export function createIdentifyPacer(now: () => number, intervalMs: number, maxConcurrency: number): IdentifyPacer {
  const last = new Map<number, number>();
  const total: number = GATEWAY_LIMITS.sessionStarts;
  let remaining = total;
  let resetAtMs = now() + GATEWAY_LIMITS.sessionStartWindowMs;

  function renew(): void {
    if (now() < resetAtMs) return;
    remaining = total;
    resetAtMs = now() + GATEWAY_LIMITS.sessionStartWindowMs;
  }

  return {
    take(shardId) {
      renew();
      const key = shardId % maxConcurrency;
      const before = last.get(key);
      if (before !== undefined && now() - before < intervalMs) return false;
      last.set(key, now());
      remaining--;
      return true;
    },
    starts() {
      renew();
      return { total, remaining, resetAfterMs: Math.max(0, Math.round(resetAtMs - now())) };
    },
    setRemaining(value, resetAfterMs) {
      remaining = value;
      if (resetAfterMs !== undefined) resetAtMs = now() + resetAfterMs;
    },
  };
}
