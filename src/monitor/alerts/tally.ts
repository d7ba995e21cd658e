import type { Counters } from '../ports/counters.ts';
import type { Log } from '../ports/log.ts';
import type { AlertKind } from '../types.ts';
import type { DecisionReason } from './decision.ts';
import type { KindOutcome } from './evaluateGuild.ts';

/** Counts decisions by their reason, and logs each where somebody wants to know, or where something changed. */
export function createTally({ log, counters }: { readonly log: Log; readonly counters: Counters }) {
  const counts = new Map<string, { readonly kind: AlertKind; readonly reason: DecisionReason; n: number }>();
  const everything = log.isLevelEnabled('debug');

  return {
    add(guildId: string, { kind, decision, before, after }: KindOutcome): void {
      const { reason, send } = decision;
      const key = `${kind} ${reason}`;
      const counted = counts.get(key);
      if (counted === undefined) counts.set(key, { kind, reason, n: 1 });
      else counted.n += 1;
      if (after !== before) log.info({ guildId, kind, reason, send }, 'alert decided');
      else if (everything) log.debug({ guildId, kind, reason, send }, 'alert decided');
    },
    report(): void {
      for (const { kind, reason, n } of counts.values()) counters.decided(kind, reason, n);
    },
  };
}
