import { answeredOf, type LimitUse, takeOf, UNUSED } from '../monitor/delivery/limitUse.ts';
import type { RateLimitStore } from '../monitor/ports/rateLimitStore.ts';
import { HOUR, type Millis } from '../monitor/time.ts';

/** What was not used for so long is forgotten. */
const FORGOTTEN_AFTER_MS: Millis = HOUR;

/** Of the one process that uses a file: nobody else has to know. */
export function createRateLimitsOfFile(): RateLimitStore {
  /** The one that was used last comes last. */
  const uses = new Map<string, { readonly use: LimitUse; readonly at: Millis }>();

  function write(name: string, use: LimitUse, at: Millis): void {
    uses.delete(name);
    uses.set(name, { use, at });
    for (const [old, { at: usedAt }] of uses) {
      if (Math.abs(at - usedAt) <= FORGOTTEN_AFTER_MS) return;
      uses.delete(old);
    }
  }

  return {
    async take(name, allowances, now) {
      const { taken, use } = takeOf(uses.get(name)?.use ?? UNUSED, allowances, now);
      write(name, use, now);
      return taken;
    },
    async answered(name, ticket, now, closedMs) {
      write(name, answeredOf(uses.get(name)?.use ?? UNUSED, ticket, now, closedMs), now);
    },
  };
}
