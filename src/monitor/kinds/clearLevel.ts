import type { Facts } from '../alerts/facts.ts';
import type { Limits } from '../types.ts';

/**
 * Where a kind recovers, in the unit of its facts: micro-dollars, a share, tasks, milliseconds. Null where it is no number: a
 * result ends a silence, and an answer an outage.
 */
export function clearLevel(facts: Facts, limits: Limits): number | null {
  switch (facts.kind) {
    case 'balance':
      return Math.round(limits.balance.thresholdMicros * (1 + limits.balance.clearAbove));
    case 'errors':
      return limits.errors.clearRate;
    case 'queue':
      return Math.floor(limits.queue.depth * limits.queue.clearShare);
    case 'latency':
      return limits.latency.clearP95Ms;
    case 'threads': {
      const { busy, total } = facts;
      const isFull = busy !== null && total !== null && busy >= total * limits.threads.busyShare;
      return isFull ? limits.threads.busyShare : limits.threads.refusedShare;
    }
    case 'runway':
      return limits.runway.clearMs;
    case 'silence':
    case 'provider':
      return null;
  }
}
