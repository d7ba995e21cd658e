import { COMMAND_LIMITS } from '../limits.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Counts the new command names of the last day, per guild and once for the global ones. */
export interface CommandCreates {
  /** Milliseconds until `count` more fit; 0 when they fit now and were counted. */
  take(scope: string, count: number): number;
}

export function createCommandCreates(now: () => number): CommandCreates {
  const times = new Map<string, number[]>();
  return {
    take(scope, count) {
      const recent = (times.get(scope) ?? []).filter((at) => at > now() - DAY_MS);
      const excess = recent.length + count - COMMAND_LIMITS.createsPerDay;
      if (count > 0 && excess > 0) return (recent[Math.min(excess, recent.length) - 1] ?? now()) + DAY_MS - now();
      times.set(scope, [...recent, ...Array.from({ length: count }, now)]);
      return 0;
    },
  };
}
